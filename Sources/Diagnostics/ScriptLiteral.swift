/// Writes data as a literal that is JSON and script alike; everything that comes from content passes through ``text(_:)``.
package struct ScriptLiteral {
  package private(set) var bytes: [UInt8] = []
  /// Whether the next value follows another.
  private var needsComma = false

  package init() {}

  package mutating func open(_ bracket: Unicode.Scalar) {
    separate()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  package mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  package mutating func key(_ name: String) {
    text(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  package mutating func number(_ value: Int) {
    separate()
    bytes.append(decimal: value)
  }

  package mutating func text(_ text: String) {
    separate()
    bytes.append(literal: text)
  }

  // Inlined, so that it is no generic call for each of a site's millions of elements.
  @inlinable package mutating func list<Element>(
    _ elements: some Sequence<Element>, _ write: (inout ScriptLiteral, Element) -> Void
  ) {
    open("[")
    for element in elements { write(&self, element) }
    close("]")
  }

  package mutating func texts(_ texts: String...) { list(texts) { $0.text($1) } }

  /// Begins a line, for people who read the source. Call it before a value.
  package mutating func newline() {
    separate()
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// What another literal holds, as the next value or values.
  package mutating func append(_ other: ScriptLiteral) {
    separate()
    bytes += other.bytes
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }
}
