/// What stands between `<main>` and `</main>` of a page, as a tree: enough HTML for the pages of this benchmark.
struct Markup {
  indirect enum Node {
    case element(Markup)
    case text(String)
  }

  let name: String
  var attributes: [String: String] = [:]
  var children: [Node] = []

  private static let blocks: Set<String> = ["dd", "dt", "h2", "h3", "h4", "li", "p", "td", "th"]
  private static let empty: Set<String> = ["br", "col", "hr", "img", "input", "link", "meta"]

  var classes: [Substring] { (attributes["class"] ?? "").split(separator: " ") }
  var elements: [Markup] { children.compactMap { if case .element(let element) = $0 { element } else { nil } } }

  /// All elements below that are wanted, in the order of the page; what is below a wanted one is not looked at.
  func all(where isWanted: (Markup) -> Bool) -> [Markup] {
    elements.flatMap { isWanted($0) ? [$0] : $0.all(where: isWanted) }
  }

  func all(_ name: String) -> [Markup] { all { $0.name == name } }

  func first(_ name: String, class word: String? = nil) -> Markup? {
    all { $0.name == name && (word.map($0.has) ?? true) }.first
  }

  func has(_ word: String) -> Bool { classes.contains { $0 == word } }

  /// The words of the element without those of what is skipped; words of different blocks stand apart.
  func text(skipping isSkipped: (Markup) -> Bool = { _ in false }) -> String {
    children.map { node in
      switch node {
      case .text(let text): text
      case .element(let element) where isSkipped(element): ""
      case .element(let element):
        element.text(skipping: isSkipped) + (Self.blocks.contains(element.name) ? "\n" : "")
      }
    }.joined()
  }

  static func main(of page: String) -> Markup {
    guard let start = page.firstRange(of: "<main"), let end = page.firstRange(of: "</main>") else {
      return Markup(name: "main")
    }
    return parse(page[start.lowerBound..<end.lowerBound])
  }

  private static func parse(_ page: Substring) -> Markup {
    var open = [Markup(name: "")]
    func close() {
      guard open.count > 1, let done = open.popLast() else { return }
      open[open.count - 1].children.append(.element(done))
    }
    for (place, part) in page.split(separator: "<", omittingEmptySubsequences: false).enumerated() where place > 0 {
      let halves = part.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      guard let tag = halves.first, !tag.hasPrefix("!") else { continue }
      if tag.hasPrefix("/") {
        close()
      } else {
        let name = String(tag.prefix { $0 != " " && $0 != "\n" })
        open.append(Markup(name: name, attributes: attributes(tag.dropFirst(name.count))))
        if empty.contains(name) { close() }
      }
      if halves.count == 2, !halves[1].isEmpty { open[open.count - 1].children.append(.text(plain(halves[1]))) }
    }
    while open.count > 1 { close() }
    return open[0].elements.first ?? open[0]
  }

  private static func attributes(_ text: Substring) -> [String: String] {
    var found: [String: String] = [:]
    for match in text.matches(of: /([a-z-]+)="([^"]*)"/) {
      found[String(match.1)] = plain(match.2)
    }
    return found
  }

  /// Character references resolved.
  private static func plain(_ text: Substring) -> String {
    guard text.contains("&") else { return String(text) }
    let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    return String(text).replacing(/&(#?[0-9a-z]+);/) { match -> String in
      if match.1.hasPrefix("#"), let code = UInt32(match.1.dropFirst()), let scalar = Unicode.Scalar(code) {
        return String(scalar)
      }
      return named[String(match.1)] ?? String(match.0)
    }
  }
}
