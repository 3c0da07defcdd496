/// A name as a key: two are one where their bytes are. `String` compares what it normalises, which costs Chinese text many
/// times as much. What is read is brought to one form first (``Swift/String/composed``).
package struct ByteKey: Sendable, Hashable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: ByteKey, right: ByteKey) -> Bool { left.text.hasSameBytes(as: right.text) }

  package func hash(into hasher: inout Hasher) { hasher.combine(bytesOf: text) }
}

extension Hasher {
  /// Fits ``Swift/String/hasSameBytes(as:)``.
  package mutating func combine(bytesOf text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { combine(bytes: UnsafeRawBufferPointer($0)) }
    if isDone == nil { for byte in text.utf8 { combine(byte) } }
  }
}
