internal import Diagnostics
internal import Disclosures
internal import Markdown

/// STR-10: every 附件 that the text names is there. (The other way round holds by itself: the overview lists all.)
enum AttachmentCheck {
  private static let word: Words = "附件"

  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    var seen: Set<Int> = []
    var findings: [Finding] = []
    for passage in passages {
      if case .heading(let level) = passage.kind, level < 7 { continue }
      // Few paragraphs name an annex, and the pattern costs a hundred times the word.
      guard passage.contains(word, in: passage.prefix..<passage.bytes.count) else { continue }
      let titles = headings(disclosure)
      for number in numbers(in: passage.text) where seen.insert(number).inserted {
        guard !isThere(number, disclosure, titles) else { continue }
        findings.append(
          Finding(
            builtIn: "STR-10", level: .error,
            message: "正文提到附件\(number)，附件里没有", at: passage.block,
            fix: "把文件放进 attachments/，文件名以“附件\(number)”开头；没有这个附件的，改正正文"))
      }
    }
    return findings
  }

  /// The numbers of this disclosure's own annexes; 《……》附件1 and 文号附件1 are another document's.
  static func numbers(in text: String) -> [Int] {
    text.matches(of: /附件[ \u{3000}]?([0-9]{1,2}|[一二三四五六七八九十]{1,2})(?![0-9一二三四五六七八九十年月日个份])/).compactMap { match in
      let before = text[..<match.range.lowerBound].last { !$0.isWhitespace }
      if let before, "》号〕）)的原".contains(before) { return nil }
      return number(String(match.1))
    }
  }

  private static func number(_ text: String) -> Int? {
    if let number = Int(text) { return number }
    let digits = Array("零一二三四五六七八九")
    switch text.count {
    case 1: return text == "十" ? 10 : digits.firstIndex(of: Character(text))
    default:
      guard let first = text.first, let last = text.last else { return nil }
      if first == "十" { return digits.firstIndex(of: last).map { 10 + $0 } }
      return last == "十" ? digits.firstIndex(of: first).map { $0 * 10 } : nil
    }
  }

  private static func isThere(_ number: Int, _ disclosure: Disclosure, _ titles: [String]) -> Bool {
    let names = disclosure.attachments.map(\.name)
    if (names + titles).contains(where: { label(of: $0) == number }) { return true }
    // Without numbers in their names, files count in their order.
    return !names.contains { label(of: $0) != nil } && names.count >= number
  }

  /// The number a file or a title gives itself: 附件2…, 2.自评表.xlsx, 2-….
  private static func label(of name: String) -> Int? {
    if name.contains("附件"), let match = name.firstMatch(of: /附件[ \u{3000}：:]?([0-9]{1,2}|[一二三四五六七八九十]{1,2})/) {
      return self.number(String(match.1))
    }
    return name.prefixMatch(of: /([0-9]{1,2})[.、\-_ ]/).flatMap { Int($0.1) }
  }

  /// Annexes can be part of the document itself: a section, a heading, a table.
  private static func headings(_ disclosure: Disclosure) -> [String] {
    var titles = disclosure.sections.map(\.title) + disclosure.tables.compactMap { $0?.title }
    for section in disclosure.sections {
      section.document.walk { node in
        guard case .block(let block) = node, case .heading = block.kind else { return }
        titles.append(block.plainText())
      }
    }
    return titles
  }
}
