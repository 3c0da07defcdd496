internal import Diagnostics
internal import Disclosures
internal import Figures

/// Scores in the narrative — 自评得分 96.37 分，“投入”分值 20 分、得分 19.50 分，扣 0.80 分 — against the score card and the
/// projects' sheets, and the grade a sentence gives to its score.
struct ScoreCheck {
  let passages: [Passage]
  let scores: ProseScores
  let year: Int
  private(set) var results: [Reconciled]
  private(set) var findings: [Finding] = []

  private enum Kind { case full, lost, reached }

  /// What has been spoken of: nothing yet, the department as a whole, a project.
  private enum Subject: Equatable {
    case none, whole
    case project(Int)
  }

  private static let unit = Quantity.Unit.count("分")

  init(_ results: [Reconciled], passages: [Passage], _ disclosure: Disclosure, evaluator: Evaluator) {
    self.results = results
    self.passages = passages
    year = disclosure.year
    let hasScores = results.contains { $0.quantity.unit == Self.unit }
    scores = hasScores ? ProseScores(disclosure, evaluator: evaluator) : ProseScores()
    if hasScores { run() }
  }

  private mutating func run() {
    var previous: (index: Int, row: ProseScores.Score?)?
    var full: Quantity?
    for index in results.indices where results[index].quantity.unit == Self.unit {
      let quantity = results[index].quantity
      guard quantity.precision == .stated else { continue }
      let isNext = previous.map { results[$0.index].quantity.passage == quantity.passage } ?? false
      // 该指标分值 25 分，得 20 分: of an indicator that has not been named here.
      let isOfUnknown = full.map { isOfOneSentence($0, quantity) && previous?.row == nil } ?? false
      let row = scores.isEmpty || isOfUnknown ? nil : check(index, after: isNext ? previous?.row : nil)
      full = kind(phrase(quantity), passages[quantity.passage]) == .full ? quantity : nil
      previous = (index, row)
      if isTotal(index) { checkGrade(index) }
    }
  }

  private func isOfOneSentence(_ a: Quantity, _ b: Quantity) -> Bool {
    guard a.passage == b.passage else { return false }
    let between = a.range.upperBound..<max(a.range.upperBound, b.range.lowerBound)
    return !passages[a.passage].contains(Self.sentenceEnds, in: between)
  }

  // MARK: What is spoken of

  private static let stops: Words = ["，", "、", "：", "；", "。", ",", ";", ":"]
  private static let wholes: Words = ["部门整体支出", "单位整体支出", "部门整体", "单位整体", "整体支出", "整体绩效", "部门支出整体"]
  private static let fulls: Words = ["分值", "满分", "权重", "总分值", "满分为", "分值为"]
  private static let losses: Words = ["扣", "扣分", "扣除", "扣减", "失分"]
  private static let reaches: Words = ["得分", "评分", "总分", "得"]
  private static let others: Words = ["平均", "标准", "每", "最高分", "最低分", "上年", "去年", "以上", "相差", "比", "较"]
  private static let beside: Words = [
    "项目", "支出", "绩效", "自评", "评价", "综合", "总", "最终", "最后", "实际", "结果", "得分", "评分", "得", "分值", "满分", "权重", "扣分", "扣", "为",
    "是", "的", "指标", "类", "部分", "方面", "一级", "二级", "三级", "其中", "本", "该", "部门", "单位", "整体", "（", "(", "）", ")", "“", "”",
    "年度",
    "年", "《", "》", "占", "分", "共", "合计", "达",
  ]

  private func phrase(_ quantity: Quantity) -> Range<Int> {
    let passage = passages[quantity.passage]
    let end = quantity.range.lowerBound
    let start = passage.lastEnd(of: Self.stops, in: passage.prefix..<end)
    return (start ?? passage.prefix)..<end
  }

  /// The project or the whole that the passage has spoken of last.
  private func subject(_ quantity: Quantity) -> Subject {
    let passage = passages[quantity.passage]
    let before = 0..<quantity.range.lowerBound
    var best: (end: Int, length: Int, subject: Subject)?
    func note(_ name: [UInt8], _ subject: Subject) {
      guard let found = passage.findLast(name, in: before) else { return }
      if (found.upperBound, name.count) > (best?.end ?? -1, best?.length ?? 0) {
        best = (found.upperBound, name.count, subject)
      }
    }
    for (index, name) in scores.owners.enumerated() { note(name, .project(index)) }
    if scores.hasCard { for name in Self.wholes.all { note(name, .whole) } }
    return best?.subject ?? .none
  }

  private static let fillers: Words = ["为", "是", "（", "(", "：", ":"]

  private func kind(_ phrase: Range<Int>, _ passage: Passage) -> Kind? {
    var end = phrase.upperBound
    while true {
      if end > phrase.lowerBound, passage.bytes[end - 1] <= 0x20 {
        end -= 1
      } else if let start = passage.start(of: Self.fillers, before: end, from: phrase.lowerBound) {
        end = start
      } else {
        break
      }
    }
    func ends(_ words: Words) -> Bool {
      passage.ends(with: words, at: end, from: phrase.lowerBound)
    }
    if ends(Self.fulls) { return .full }
    if ends(Self.losses) { return .lost }
    return ends(Self.reaches) ? .reached : nil
  }

  /// Whether a range holds nothing but words that go with any score.
  private func isPlain(_ range: Range<Int>, _ passage: Passage) -> Bool {
    Lead(passage, range, year: 0).isOnly(Self.beside, range)
  }

  /// The row that a phrase names, and nothing besides.
  private func row(_ phrase: Range<Int>, _ passage: Passage, _ subject: Subject) -> [ProseScores.Score] {
    var found: [ProseScores.Score] = []
    for score in scores.scores {
      switch subject {
      case .project(let owner) where score.owner != owner: continue
      case .whole where score.owner != nil: continue
      default: break
      }
      guard score.name.count >= 6, let name = passage.findLast(score.name, in: phrase),
        isPlain(name.upperBound..<phrase.upperBound, passage),
        score.name.count >= 12 || isPlain(phrase.lowerBound..<name.lowerBound, passage)
      else { continue }
      if let longest = found.first?.name.count, score.name.count != longest {
        if score.name.count > longest { found = [score] }
      } else {
        found.append(score)
      }
    }
    return found
  }

  // MARK: Against the data

  /// - Parameter previous: the row whose 分值 has just been told.
  /// - Returns: the row that was spoken of.
  private mutating func check(_ index: Int, after previous: ProseScores.Score?) -> ProseScores.Score? {
    let quantity = results[index].quantity
    let passage = passages[quantity.passage]
    let phrase = phrase(quantity)
    guard !Lead(passage, phrase, year: 0).has(Self.others, phrase) else { return nil }
    // 2021 年度部门整体支出绩效自评总分 94.35 分 in a document of 2022.
    let said = Lead(passage, passage.sentence(before: quantity.range.lowerBound), year: year)
    guard passage.years(in: said.range).allSatisfy({ $0.number == year }), !said.mentionsLastYear(said.range) else {
      return nil
    }
    let subject = subject(quantity)
    let kind = kind(phrase, passage)
    let named = row(phrase, passage, subject)
    if !named.isEmpty, let kind {
      compare(index, kind, named)
      return named.count == 1 ? named[0] : nil
    }
    if let previous, kind == .reached, isPlain(phrase, passage) {
      compare(index, .reached, [previous])
      return previous
    }
    guard subject != .none else { return nil }
    let totals = scores.totals.filter { subject == $0.owner.map(Subject.project) ?? .whole }
    // 高标准农田建设项目（99.13 分）: a score beside the name.
    let isBeside = kind == nil && isBracketed(phrase, passage) && isPlain(behindName(phrase, passage, subject), passage)
    guard totals.count == 1,
      isBeside || isTotalWord(phrase, passage) && isPlain(behindName(phrase, passage, subject), passage)
    else { return nil }
    compare(index, .reached, totals)
    return nil
  }

  private static let totalWords: Words = ["得分", "评分", "总分", "得分为", "评分为", "总分为", "得分是", "得分：", "总分：", "得分达"]

  /// 得 20 分 may be of anything.
  private func isTotalWord(_ phrase: Range<Int>, _ passage: Passage) -> Bool {
    var end = phrase.upperBound
    while end > phrase.lowerBound, passage.bytes[end - 1] <= 0x20 { end -= 1 }
    return passage.ends(with: Self.totalWords, at: end, from: phrase.lowerBound)
  }

  private func isBracketed(_ phrase: Range<Int>, _ passage: Passage) -> Bool {
    passage.ends(with: Words.opening, at: phrase.upperBound)
  }

  /// The phrase behind the name of what it speaks of; all of it where it names nothing.
  private func behindName(_ phrase: Range<Int>, _ passage: Passage, _ subject: Subject) -> Range<Int> {
    let names: Words =
      switch subject {
      case .project(let owner): Words(all: [scores.owners[owner]])
      default: Self.wholes
      }
    let end = passage.lastEnd(of: names, in: phrase)
    return (end ?? phrase.lowerBound)..<phrase.upperBound
  }

  private mutating func compare(_ index: Int, _ kind: Kind, _ scores: [ProseScores.Score]) {
    guard results[index].verdict == .unchecked else { return }
    let quantity = results[index].quantity
    func value(_ score: ProseScores.Score) -> ExactDecimal? {
      switch kind {
      case .full: score.full
      case .lost: score.full.map { $0 - score.reached }
      case .reached: score.reached
      }
    }
    let values = scores.compactMap { score in value(score).map { (score, $0) } }
    guard let first = values.first else { return }
    let half = ExactDecimal.halfUnit(decimals: quantity.decimals)
    if let same = values.first(where: { ($0.1 - quantity.value).magnitude <= half }) {
      results[index].verdict = .consistent
      results[index].reason = nil
      if kind == .reached { results[index].sources = [same.0.source].compactMap { $0 } }
      return
    }
    guard values.allSatisfy({ $0.1 == first.1 }) else { return }
    results[index].verdict = .suspect
    let what =
      switch kind {
      case .full: "的分值"
      case .lost: "扣分"
      case .reached: "的得分"
      }
    let written = passages[quantity.passage].string(quantity.range).filter { !$0.isWhitespace }
    var finding = Finding(
      builtIn: "NAR-01", level: .warning,
      message: "正文写 \(written)，\(first.0.title)\(what)是 \(first.1.written()) 分", at: span(quantity),
      fix: "先核对哪边对，再改错的一边")
    finding.spans += [first.0.source].compactMap { $0?.span.map { .init($0, first.0.title) } }
    findings.append(finding)
  }

  private func span(_ quantity: Quantity) -> SourceSpan { passages[quantity.passage].span(quantity.range) }

  // MARK: Grades

  /// 财预〔2020〕10号: 90 and more are 优, 80 良, 60 中.
  private static let grades: [(word: String, atLeast: Int128)] = [("优", 90), ("良", 80), ("中", 60), ("差", 0)]
  private static let gradeWords: Words = ["等级为", "等级", "等次为", "等次", "评定为", "评为", "结果为", "级别为", "定级为"]
  private static let sentenceEnds: Words = ["。", "；", ";"]

  /// Whether it is a score of a hundred: 自评得分, not that of an indicator.
  private func isTotal(_ index: Int) -> Bool {
    let quantity = results[index].quantity
    let passage = passages[quantity.passage]
    let phrase = phrase(quantity)
    let lead = Lead(passage, phrase, year: 0)
    return kind(phrase, passage) == .reached && !lead.has(Self.others, phrase)
      && quantity.value <= ExactDecimal(100) && row(phrase, passage, .none).isEmpty
      && !lead.has(["指标", "率"], phrase)
  }

  private mutating func checkGrade(_ index: Int) {
    let quantity = results[index].quantity
    let passage = passages[quantity.passage]
    var end =
      passage.firstStart(of: Self.sentenceEnds, in: quantity.range.upperBound..<passage.bytes.count)
      ?? passage.bytes.count
    if index + 1 < results.count, results[index + 1].quantity.passage == quantity.passage {
      let next = results[index + 1].quantity
      // （满分 100 分）
      if next.unit != Self.unit || next.value != ExactDecimal(100) { end = min(end, next.range.lowerBound) }
    }
    let after = quantity.range.upperBound..<max(end, quantity.range.upperBound)
    guard let word = Self.gradeWords.all.compactMap({ passage.find($0, in: after) }).max(by: { $0.count < $1.count })
    else {
      return
    }
    let rest = passage.string(word.upperBound..<min(after.upperBound, word.upperBound + 24))
    let quotes: Set<Character> = ["“", "”", "\"", "：", ":", " ", "「", "」", "‘", "’"]
    let text = rest.drop(while: quotes.contains)
    guard let grade = Self.grades.first(where: { text.hasPrefix($0.word) }) else { return }
    // 优秀, 良好, 中等: other scales have those.
    let next = text.dropFirst().first
    guard next == nil || "”\"，。；、）)’」 ".contains(next ?? " "),
      let right = Self.grades.first(where: { quantity.value >= ExactDecimal($0.atLeast) }), right.word != grade.word
    else { return }
    let place = passage.find(Words(grade.word), in: word.upperBound..<after.upperBound) ?? word
    let written = passage.string(quantity.range).filter { !$0.isWhitespace }
    var finding = Finding(
      builtIn: "NAR-02", level: .warning,
      message: "等级写“\(grade.word)”，得分 \(written) 应是“\(right.word)”（90 分以上为优，80 分以上为良，60 分以上为中）",
      at: passage.span(place), fix: "先核对得分；没有错，就把等级改成“\(right.word)”。当地另有档次的，写明依据")
    finding.spans.append(.init(span(quantity), ""))
    findings.append(finding)
  }
}
