internal import Diagnostics
internal import Mustache

/// Values as swift-mustache walks them. It asks every object what it can do, one protocol after the other: of a class it
/// finds out once, of a dictionary or a string every time it asks.
final class TemplateScope: MustacheParent {
  private let values: [String: TemplateValue]

  init(_ values: [String: TemplateValue]) { self.values = values }

  func child(named name: String) -> Any? {
    switch values[name] {
    case .text(let text)?, .markup(let text)?: TemplateText(text)
    case .flag(let flag)?: flag
    case .list(let items)?: items.map { TemplateScope($0) }
    case .group(let group)?: TemplateScope(group)
    case nil: nil
    }
  }
}

/// A text that is printed as it is, or escaped by its place in the template.
private final class TemplateText: MustacheCustomRenderable {
  let renderText: String
  let isNull = false

  init(_ text: String) { renderText = text }
}

/// Escapes like the library, byte by byte.
struct MarkupContentType: MustacheContentType {
  /// What a template has to begin with. Its own line, so that it prints nothing.
  static let pragma = "{{% CONTENT_TYPE:MARKUP }}\n"

  static func register() { MustacheContentTypes.register(MarkupContentType(), named: "MARKUP") }

  func escapeText(_ text: String) -> String { text.escapedForMarkup }
}
