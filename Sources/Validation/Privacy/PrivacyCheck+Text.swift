internal import Diagnostics
internal import Disclosures
internal import Markdown

/// The narrative: what is read, and what links, images and footnotes carry beside it.
extension PrivacyCheck {
  static func hits(in section: NarrativeSection, latest: Int) -> [Hit] {
    var hits: [Hit] = []
    if let front = section.document.frontMatter {
      hits += PersonalData.matches(in: front.text, latest: latest).map { match in
        let lower = front.span.lower + match.range.lowerBound
        return (match, SourceSpan(path: front.span.path, lower: lower, upper: lower + match.range.count), false)
      }
    }
    section.document.walk { node in
      switch node {
      case .block(let block):
        if case .html(let text) = block.kind {
          hits += Self.hits(inHTML: text, at: block.span, latest: latest)
        } else if case .footnoteDefinition(let id, _) = block.kind {
          hits += PersonalData.matches(in: id, latest: latest).map { ($0, block.span, false) }
        } else if block.children.isEmpty {
          let words = SearchedWords(block)
          hits += PersonalData.matches(in: words.bytes, latest: latest).map { ($0, words.span($0.range), false) }
        }
      case .inline(let inline): hits += Self.hits(beside: inline, latest: latest)
      }
    }
    return hits
  }

  private static func hits(beside inline: Inline, latest: Int) -> [Hit] {
    switch inline.kind {
    case .link(let destination, let title, let content):
      let words = content.plainText()
      var found = PersonalData.matches(in: title, latest: latest)
      // A bare address is its own words.
      if words != destination {
        let target = destination.lowercased().hasPrefix("tel:") ? "电话 " + destination.dropFirst(4) : destination
        found += PersonalData.matches(in: target.replacing("%20", with: " "), latest: latest)
      }
      return found.map { ($0, inline.span, false) }
    case .image(_, _, let title):
      return PersonalData.matches(in: title, latest: latest).map { ($0, inline.span, false) }
    case .html(let text): return Self.hits(inHTML: text, at: inline.span, latest: latest)
    default: return []
    }
  }

  /// Comments and tags are on no page, but the file they are in is kept and passed on.
  private static func hits(inHTML text: String, at span: SourceSpan, latest: Int) -> [Hit] {
    // The line's end may be missing from the one or the other.
    let isAsTyped = span.upper - span.lower + 1 >= text.utf8.count
    return PersonalData.matches(in: text, latest: latest).map { match in
      let place =
        isAsTyped
        ? SourceSpan(
          path: span.path, lower: span.lower + match.range.lowerBound, upper: span.lower + match.range.upperBound)
        : span
      return (match, place, true)
    }
  }
}

/// The words of a block as they are searched, each with its place in the file.
private struct SearchedWords {
  private(set) var bytes: [UInt8] = []
  private let block: SourceSpan
  private var pieces: [(start: Int, span: SourceSpan, isVerbatim: Bool)] = []

  init(_ block: Block) {
    self.block = block.span
    switch block.kind {
    case .table(let table):
      for row in [table.header] + table.rows {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
        for (column, cell) in row.cells.enumerated() {
          if column > 0 { bytes.append(UInt8(ascii: "\t")) }
          for inline in cell.content { add(inline) }
        }
      }
    case .paragraph, .heading: for inline in block.inlines { add(inline) }
    default: bytes = Array(block.plainText().utf8)
    }
  }

  private mutating func add(_ inline: Inline) {
    switch inline.kind {
    case .lineBreak, .softBreak:
      // A number may go on in the next line: on the page a blank stands between.
      let isNumber = bytes.last.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
      bytes.append(UInt8(ascii: isNumber ? " " : "\n"))
    case .emphasis, .strong, .strikethrough, .link: for child in inline.children { add(child) }
    default:
      let words = Array(inline.plainText().utf8)
      guard !words.isEmpty else { return }
      pieces.append((bytes.count, inline.span, inline.span.upper - inline.span.lower == words.count))
      bytes += words
    }
  }

  /// From the first to the last of it; the whole block where that cannot be told.
  func span(_ range: Range<Int>) -> SourceSpan {
    guard !range.isEmpty, let first = piece(at: range.lowerBound), let last = piece(at: range.upperBound - 1) else {
      return block
    }
    let lower = first.isVerbatim ? first.span.lower + range.lowerBound - first.start : first.span.lower
    let upper = last.isVerbatim ? last.span.lower + range.upperBound - last.start : last.span.upper
    return lower < upper ? SourceSpan(path: block.path, lower: lower, upper: upper) : block
  }

  private func piece(at place: Int) -> (start: Int, span: SourceSpan, isVerbatim: Bool)? {
    var low = 0, high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? pieces[low - 1] : nil
  }
}
