internal import Diagnostics

/// Fills a template with a page's values, byte by byte.
struct TemplateFiller {
  private(set) var bytes: [UInt8] = []
  /// The values in sight, innermost last.
  private var scopes: [TemplateValue]

  init(_ values: [String: TemplateValue]) {
    scopes = [.group(values)]
    // Most of a page is the HTML it is given, wherever in its values it stands.
    bytes.reserveCapacity(values.values.reduce(16_384) { $0 + Self.markup(in: $1) })
  }

  private static func markup(in value: TemplateValue) -> Int {
    switch value {
    case .markup(let html): html.bytes.count
    case .list(let items): items.reduce(0) { $0 + $1.values.reduce(0) { $0 + markup(in: $1) } }
    case .group(let values): values.values.reduce(0) { $0 + markup(in: $1) }
    case .text, .flag, .rows: 0
    }
  }

  mutating func fill(_ nodes: [TemplateNode]) {
    for node in nodes {
      switch node {
      case .text(let text): bytes += text
      case .value(let name, let isRaw): print(value(name), isRaw: isRaw)
      case .section(let name, let inner):
        switch value(name) {
        case nil, .flag(false)?: break
        case .flag(true)?: fill(inner)
        case .list(let items)?: for item in items { fill(inner, with: .group(item)) }
        case .rows(let rows)?: for row in 0..<rows.count { fill(inner, with: .group(rows[row])) }
        case .some(let value): fill(inner, with: value)
        }
      case .inverted(let name, let inner):
        switch value(name) {
        case nil, .flag(false)?: fill(inner)
        case .list(let items)? where items.isEmpty: fill(inner)
        case .rows(let rows)? where rows.count == 0: fill(inner)
        default: break
        }
      }
    }
  }

  private mutating func fill(_ nodes: [TemplateNode], with scope: TemplateValue) {
    scopes.append(scope)
    fill(nodes)
    scopes.removeLast()
  }

  private mutating func print(_ value: TemplateValue?, isRaw: Bool) {
    switch value {
    case .text(let text)?: isRaw ? bytes.append(text) : bytes.append(escaping: text)
    case .markup(let html)?: isRaw ? bytes.append(contentsOf: html.bytes) : bytes.append(escaping: html.markup)
    // What is not there prints nothing.
    case nil, .flag?, .list?, .rows?, .group?: break
    }
  }

  /// The innermost value that has the name's first part; without a name the innermost value.
  private func value(_ name: [String]) -> TemplateValue? {
    guard let first = name.first else { return scopes.last }
    for case .group(let values) in scopes.reversed() {
      guard var found = values[first] else { continue }
      for part in name.dropFirst() {
        guard case .group(let inner) = found, let next = inner[part] else { return nil }
        found = next
      }
      return found
    }
    return nil
  }
}
