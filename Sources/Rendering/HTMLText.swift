internal import Diagnostics

/// Builds HTML as text; everything that comes from content passes through ``text(_:)`` or an attribute, and is escaped.
package struct HTMLText: Sendable {
  package private(set) var markup = ""

  package init() {}

  /// Markup of our own that no content has touched.
  static func markup(_ text: String) -> HTMLText {
    var html = HTMLText()
    html.markup = text
    return html
  }

  /// An attribute; nil values leave the attribute out.
  typealias Attribute = (name: StaticString, value: String?)

  /// Opens an element.
  mutating func open(_ element: StaticString, _ attributes: Attribute...) {
    start(element, attributes)
  }

  mutating func close(_ element: StaticString) {
    markup += "</"
    markup += element.description
    markup += ">"
  }

  /// An element around what `content` writes.
  mutating func element(
    _ element: StaticString, _ attributes: Attribute..., content: (inout HTMLText) -> Void
  ) {
    start(element, attributes)
    content(&self)
    close(element)
  }

  /// An element with plain text.
  mutating func element(_ element: StaticString, _ attributes: Attribute..., text: String) {
    start(element, attributes)
    self.text(text)
    close(element)
  }

  /// Text, escaped.
  mutating func text(_ text: String) { markup += text.withoutControls.escapedForMarkup }

  /// A line break in the markup, for people who read the source.
  mutating func newline() { markup += "\n" }

  /// Finished markup from another ``HTMLText``.
  mutating func append(_ other: HTMLText) { markup += other.markup }

  private mutating func start(_ element: StaticString, _ attributes: [Attribute]) {
    markup += "<"
    markup += element.description
    for (name, value) in attributes {
      guard let value else { continue }
      markup += " "
      markup += name.description
      markup += "=\""
      text(value)
      markup += "\""
    }
    markup += ">"
  }
}
