/// What a page hands to its template. A closed set of shapes, so that the names a template may use are known.
package indirect enum TemplateValue: Sendable, Hashable {
  /// Escaped where it is printed.
  case text(String)
  /// Finished HTML, printed with `{{{name}}}`.
  case markup(String)
  case flag(Bool)
  case list([[String: TemplateValue]])
  case group([String: TemplateValue])

  /// The shape swift-mustache walks: strings, booleans, arrays and dictionaries.
  var mustache: Any {
    switch self {
    case .text(let text), .markup(let text): text
    case .flag(let flag): flag
    case .list(let items): items.map { $0.mapValues(\.mustache) }
    case .group(let group): group.mapValues(\.mustache)
    }
  }

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
