internal import Diagnostics
internal import Disclosures
internal import Forms
internal import Markdown

/// Looks for the words that excuse a difference (`unless`) in a section of the narrative.
struct StatedExcuse {
  enum Answer {
    case stated, unstated
    /// A required section is missing, which is told by itself.
    case unknown
  }

  private let excuse: Rule.Excuse
  private let words: [String]
  /// nil where a required section is missing.
  private let blocks: [Block]?

  init(_ excuse: Rule.Excuse, in disclosure: Disclosure) {
    self.excuse = excuse
    words = excuse.words.map { word in
      switch word {
      case "{本年}": String(disclosure.year)
      case "{上年}": String(disclosure.year - 1)
      default: word
      }
    }
    let form = disclosure.set.leafSections.first { $0.answers(to: excuse.section) }
    let section = form.flatMap { disclosure.section($0.id) }
    blocks = section?.document.blocks ?? (form?.isRequired ?? false ? nil : [])
  }

  var answer: Answer {
    guard let blocks else { return .unknown }
    let isStated = excuse.subjects.isEmpty ? blocks.contains { says($0.plainText()) } : isStated(in: blocks)
    return isStated ? .stated : .unstated
  }

  /// In a paragraph or an item of a list that names a subject, or anywhere below a heading that does.
  private func isStated(in blocks: [Block]) -> Bool {
    /// Of the headings above, from the outermost on, whether each names a subject.
    var headings: [(level: Int, isNaming: Bool)] = []
    for block in blocks {
      if case .heading(let level, _, _) = block.kind {
        headings.removeAll { $0.level >= level }
        headings.append((level, isNaming(block.plainText())))
      }
      let isBelow = headings.contains { $0.isNaming }
      let isFound =
        switch block.kind {
        case .list(_, _, _, let items) where !isBelow: items.contains { isStated(in: $0.blocks) }
        case .quote(let content) where !isBelow: isStated(in: content)
        default: says(block.plainText(), onlyNaming: !isBelow)
        }
      if isFound { return true }
    }
    return false
  }

  private func says(_ text: String, onlyNaming: Bool = false) -> Bool {
    words.contains { text.contains(bytesOf: $0) } && (!onlyNaming || isNaming(text))
  }

  private func isNaming(_ text: String) -> Bool { excuse.subjects.contains { text.contains(bytesOf: $0) } }
}
