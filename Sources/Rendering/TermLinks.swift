internal import Disclosures

/// Links the first use of each selected term on a page to its definition. One for each page: it remembers what it linked.
final class TermLinks {
  struct Entry {
    let term: Term
    /// The end of its anchor: `term-3`.
    let id: String
  }

  private struct Name {
    let bytes: [UInt8]
    let entry: Int
  }

  private let entries: [Entry]
  private let href: (String) -> String
  /// The longest names first, by their first three bytes.
  private let names: [UInt32: [Name]]
  private var used: Set<Int> = []

  /// - Parameter href: the link from the page to a term's anchor.
  init(_ entries: [Entry], href: @escaping (String) -> String) {
    self.entries = entries
    self.href = href
    var names: [UInt32: [Name]] = [:]
    for (index, entry) in entries.enumerated() {
      for name in [entry.term.name] + entry.term.aliases where name.utf8.count >= 6 {
        let bytes = Array(name.utf8)
        names[Self.head(bytes, 0), default: []].append(Name(bytes: bytes, entry: index))
      }
    }
    self.names = names.mapValues { $0.sorted { $0.bytes.count > $1.bytes.count } }
  }

  /// Writes text with the first use of each term as a link, and a popover for browsers that have one.
  func write(_ text: String, to html: inout HTMLText) {
    guard used.count < entries.count else { return html.text(text) }
    let bytes = Array(text.utf8)
    var plain = 0
    var place = 0
    while place + 3 <= bytes.count {
      guard bytes[place] >= 0xE0, let found = match(bytes, place) else {
        place += bytes[place] < 0x80 ? 1 : bytes[place] < 0xE0 ? 2 : bytes[place] < 0xF0 ? 3 : 4
        continue
      }
      let end = place + found.bytes.count
      if used.insert(found.entry).inserted {
        html.text(String(decoding: bytes[plain..<place], as: UTF8.self))
        link(entries[found.entry], String(decoding: bytes[place..<end], as: UTF8.self), to: &html)
        plain = end
      }
      place = end
    }
    html.text(String(decoding: bytes[plain...], as: UTF8.self))
  }

  private func match(_ bytes: [UInt8], _ place: Int) -> Name? {
    names[Self.head(bytes, place)]?.first { name in
      place + name.bytes.count <= bytes.count && name.bytes.indices.allSatisfy { bytes[place + $0] == name.bytes[$0] }
    }
  }

  private func link(_ entry: Entry, _ word: String, to html: inout HTMLText) {
    html.element("a", ("class", "term"), ("href", href(entry.id)), text: word)
    let id = "about-\(entry.id)"
    html.element(
      "button", ("type", "button"), ("class", "term-more"), ("popovertarget", id),
      ("aria-label", "“\(entry.term.name)”是什么"), text: "?")
    html.element("span", ("class", "term-text"), ("id", id), ("popover", "auto")) { html in
      html.element("b", text: entry.term.name)
      html.text("　" + entry.term.definition)
    }
  }

  private static func head(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    guard place + 3 <= bytes.count else { return 0 }
    return UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
  }
}
