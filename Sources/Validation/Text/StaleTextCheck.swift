internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Markdown

/// Y-08: what is word for word last year's is more likely left over than true again: reasons whatever their figures, and
/// sentences with figures that nothing here proves, or with last year's own name.
struct StaleTextCheck {
  private(set) var findings: [Finding] = []
  private let disclosure: Disclosure
  private let last: Disclosure

  /// Shorter ones are formulas that may well stay the same.
  private static let shortest = 20
  private static let shortestSentence = 12
  private static let reasons = ["主要原因", "原因是", "主要是", "由于"]

  static func run(_ disclosure: Disclosure, prose: ProseCheck) -> [Finding] {
    guard let last = disclosure.relatives["上年"] else { return [] }
    var check = StaleTextCheck(disclosure, last)
    let told = check.paragraphs()
    check.reasonsBySubject()
    check.sentences(prose, besides: told)
    return check.findings
  }

  private init(_ disclosure: Disclosure, _ last: Disclosure) {
    self.disclosure = disclosure
    self.last = last
  }

  // MARK: Reasons

  /// Returns the paragraphs that were told of.
  private mutating func paragraphs() -> Set<SourceSpan> {
    var known: [String: SourceSpan] = [:]
    for section in last.sections {
      for block in section.document.blocks { known[Self.words(block)] = block.span }
    }
    var told: Set<SourceSpan> = []
    for section in disclosure.sections {
      for block in section.document.blocks {
        let text = Self.words(block)
        guard text.count >= Self.shortest, Self.reasons.contains(where: text.contains), let old = known[text] else {
          continue
        }
        told.insert(block.span)
        findings.append(
          Finding(
            builtIn: "Y-08", level: .warning,
            message: "“\(section.title)”里的原因与上年一字不差\(Self.quoted(block))",
            at: block.span, related: [.init(old, "上年")], fix: "写本年的原因；确实相同的，说明仍是这个原因"))
      }
    }
    return told
  }

  /// `reasons.yaml`: one reason may hold for two years, all of them do not.
  private mutating func reasonsBySubject() {
    let (own, old) = (Self.all(disclosure.reasons), Self.all(last.reasons))
    guard own.count >= 3, own.mapValues(\.value) == old.mapValues(\.value),
      let first = own.values.map(\.span).min(), let before = old.values.map(\.span).min()
    else { return }
    findings.append(
      Finding(
        builtIn: "Y-08", level: .warning,
        message: "reasons.yaml 里的 \(own.count) 条原因与上年一字不差", at: first, related: [.init(before, "上年")],
        fix: "逐条写本年的原因"))
  }

  private static func all(_ reasons: Reasons) -> [String: Located<String>] {
    var all: [String: Located<String>] = [:]
    for (table, reasons) in reasons.byTable {
      for (code, reason) in reasons { all["\(table) \(code)"] = reason }
    }
    return all
  }

  // MARK: Sentences

  private mutating func sentences(_ prose: ProseCheck, besides told: Set<SourceSpan>) {
    let candidates = candidates(prose).filter { !told.contains(prose.passages[$0.passage].block) }
    if candidates.isEmpty { return }
    var known: [String: SourceSpan] = [:]
    for passage in NarrativeText(last, expression: last.prose).passages {
      for sentence in Self.sentences(of: passage) {
        known[Self.plain(passage.string(sentence))] = passage.span(sentence)
      }
    }
    for candidate in candidates {
      let passage = prose.passages[candidate.passage]
      let text = Self.plain(passage.string(candidate.range))
      guard text.count >= Self.shortestSentence, let old = known[text] else { continue }
      findings.append(
        Finding(
          builtIn: "Y-08", level: .warning,
          message:
            "“\(disclosure.sections[passage.section].title)”里这一句连\(candidate.isOfLastYear ? "年份" : "数")与上年公开件完全相同：“\(Self.shortened(text))”",
          at: passage.span(candidate.range), related: [.init(old, "上年")], fix: "换成本年的；确实没有变化的，列为例外，写明理由"))
    }
  }

  private struct Candidate {
    let passage: Int
    let range: Range<Int>
    let isOfLastYear: Bool
  }

  /// Sentences typed as a whole that name last year, or have amounts or changes of which none is proven by this year's
  /// data. Rates of charge and sums per head stay for years, and what something is (几个科室) does, too.
  private func candidates(_ prose: ProseCheck) -> [Candidate] {
    let figures = Dictionary(grouping: prose.results, by: \.quantity.passage)
    var found: [Candidate] = []
    for (number, passage) in prose.passages.enumerated() where passage.kind == .text {
      for range in Self.sentences(of: passage) where !passage.insertions.contains(where: { $0.range.overlaps(range) }) {
        let own = (figures[number] ?? []).filter { range.contains($0.quantity.range.lowerBound) }
        let isUnproven =
          own.allSatisfy { [.unchecked, .consistent, .limit].contains($0.verdict) }
          && own.contains { $0.verdict != .limit && isOfThisYear($0.quantity, range, passage) }
        let isOfLastYear = namesLastYear(range, passage)
        if isUnproven || isOfLastYear {
          found.append(Candidate(passage: number, range: range, isOfLastYear: isOfLastYear))
        }
      }
    }
    return found
  }

  private static let changes: Words = ["比上年", "较上年", "同比", "增长", "下降", "完成", "执行率"]

  private func isOfThisYear(_ quantity: Quantity, _ range: Range<Int>, _ passage: Passage) -> Bool {
    guard !quantity.value.isZero, quantity.precision != .limit else { return false }
    switch quantity.unit {
    case .money(let unit): return (unit.moneyScale ?? 0) >= 4
    case .percent: return passage.contains(Self.changes, in: range)
    case .points, .count: return false
    }
  }

  /// 2020 年度 anywhere but in a title, or 2020 年 at the start, in a document of 2021.
  private func namesLastYear(_ range: Range<Int>, _ passage: Passage) -> Bool {
    let text = Self.plain(passage.string(range))
    let year = "\(disclosure.year - 1)年"
    guard text.contains(year), !text.contains("\(disclosure.year)年") else { return false }
    if text.hasPrefix(year) { return !text.dropFirst(year.count).hasPrefix("起") }
    return Self.withoutTitles(text).contains(year + "度")
  }

  private static func withoutTitles(_ text: String) -> String {
    text.replacing(/《[^》]*》|“[^”]*”|〔[^〕]*〕/, with: "")
  }

  private static func sentences(of passage: Passage) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = passage.prefix
    while start < passage.bytes.count {
      let end = passage.find(fullStop, in: start..<passage.bytes.count)?.upperBound ?? passage.bytes.count
      sentences.append(start..<end)
      start = end
    }
    return sentences
  }

  private static let fullStop: Words = "。"

  // MARK: Words

  /// The reason itself, where it begins with its customary words: a line of an excerpt seldom reaches that far.
  private static func quoted(_ block: Block) -> String {
    let text = block.plainText()
    guard let start = reasons.compactMap({ text.firstRange(of: $0)?.lowerBound }).min() else { return "" }
    let reason = text[start...].prefix { !"。；\n".contains($0) }
    return "：“\(shortened(String(reason)))”"
  }

  private static let longestQuote = 40

  private static func shortened(_ text: String) -> String {
    text.prefix(longestQuote) + (text.count > longestQuote ? "……" : "")
  }

  /// The words without the figures, which come from the tables and change by themselves.
  private static func words(_ block: Block) -> String {
    block.plainText().filter { !$0.isWhitespace && !$0.isNumber }
  }

  private static func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }
}
