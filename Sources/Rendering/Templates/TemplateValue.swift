/// What a page hands to its template. A closed set of shapes, so that the names a template may use are known.
package indirect enum TemplateValue: Sendable, Hashable {
  /// Escaped where it is printed.
  case text(String)
  /// Finished HTML, printed with `{{{name}}}`.
  case markup(HTMLText)
  case flag(Bool)
  case list([[String: TemplateValue]])
  /// A list that is long on a large site: each of its items is made when it is printed.
  case rows(TemplateRows)
  case group([String: TemplateValue])

  /// A text that may be missing: an empty one is not shown by `{{#name}}`.
  static func optional(_ text: String?) -> TemplateValue {
    if let text, !text.isEmpty { return .text(text) }
    return .flag(false)
  }
}

/// The names one kind of page declares, with the shape of each.
package indirect enum TemplateShape: Sendable, Hashable {
  case text
  case markup
  case flag
  case list([String: TemplateShape])
  case group([String: TemplateShape])

  /// The names inside a section of this shape.
  var names: [String: TemplateShape]? {
    switch self {
    case .list(let names), .group(let names): names
    case .text, .markup, .flag: nil
    }
  }
}

/// The items of a list, made one by one. Two are the same only where they are one.
package final class TemplateRows: Sendable, Hashable {
  let count: Int
  private let make: @Sendable (Int) -> [String: TemplateValue]

  init(_ count: Int, make: @escaping @Sendable (Int) -> [String: TemplateValue]) {
    self.count = count
    self.make = make
  }

  subscript(row: Int) -> [String: TemplateValue] { make(row) }

  package static func == (one: TemplateRows, other: TemplateRows) -> Bool { one === other }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
