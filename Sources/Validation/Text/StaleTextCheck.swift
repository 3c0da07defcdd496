internal import Diagnostics
internal import Disclosures
internal import Markdown

/// Y-08: a reason that is word for word last year's is more likely left over than true again.
enum StaleTextCheck {
  /// Shorter paragraphs are formulas that may well stay the same.
  private static let shortest = 20
  private static let reasons = ["主要原因", "原因是", "主要是", "由于"]

  static func run(_ disclosure: Disclosure) -> [Finding] {
    guard let last = disclosure.relatives["上年"] else { return [] }
    var known: [String: SourceSpan] = [:]
    for section in last.sections {
      for block in section.document.blocks { known[words(block)] = block.span }
    }
    return disclosure.sections.flatMap { section in
      section.document.blocks.compactMap { block -> Finding? in
        let text = words(block)
        guard text.count >= shortest, reasons.contains(where: text.contains), let old = known[text] else { return nil }
        return Finding(
          rule: "Y-08", name: "沿用上年的文字", level: .warning,
          message: "“\(section.title)”里的原因与上年一字不差\(quoted(block))",
          at: block.span, related: [.init(old, "上年")], fix: "写本年的原因；确实相同的，说明仍是这个原因")
      }
    }
  }

  /// The reason itself, where it begins with its customary words: a line of an excerpt seldom reaches that far.
  private static func quoted(_ block: Block) -> String {
    let text = block.plainText()
    guard let start = reasons.compactMap({ text.firstRange(of: $0)?.lowerBound }).min() else { return "" }
    let reason = text[start...].prefix { !"。；\n".contains($0) }
    return "：“\(reason.prefix(longestQuote))\(reason.count > longestQuote ? "……" : "")”"
  }

  private static let longestQuote = 40

  /// The words without the figures, which come from the tables and change by themselves.
  private static func words(_ block: Block) -> String {
    block.plainText().filter { !$0.isWhitespace && !$0.isNumber }
  }
}
