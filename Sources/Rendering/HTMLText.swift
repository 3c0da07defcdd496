internal import Diagnostics

/// Builds HTML byte by byte; everything that comes from content passes through ``text(_:)`` or an attribute, and is escaped.
package struct HTMLText: Sendable, Hashable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Markup of our own that no content has touched.
  static func markup(_ text: String) -> HTMLText {
    var html = HTMLText()
    html.bytes = Array(text.utf8)
    return html
  }

  package var markup: String { String(decoding: bytes, as: UTF8.self) }

  /// An attribute; nil values leave the attribute out.
  typealias Attribute = (name: StaticString, value: String?)

  /// Opens an element.
  mutating func open(_ element: StaticString, _ attributes: Attribute...) {
    start(element, attributes)
  }

  mutating func close(_ element: StaticString) {
    bytes.append("</")
    bytes.append(element)
    bytes.append(UInt8(ascii: ">"))
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
  mutating func text(_ text: String) { bytes.append(shown: text) }

  /// A line break in the markup, for people who read the source.
  mutating func newline() { bytes.append(UInt8(ascii: "\n")) }

  /// Finished markup from another ``HTMLText``.
  mutating func append(_ other: HTMLText) { bytes += other.bytes }

  private mutating func start(_ element: StaticString, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(element)
    for (name, value) in attributes {
      guard let value else { continue }
      bytes.append(UInt8(ascii: " "))
      bytes.append(name)
      bytes.append("=\"")
      text(value)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }
}
