private import Foundation

/// Texts compared and searched by their bytes; see ``ByteKey``.
extension String {
  /// Whether two are the same to the byte.
  package func hasSameBytes(as other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    return utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { other in
        guard let left = own.baseAddress, let right = other.baseAddress else { return count == 0 }
        return memcmp(left, right, count) == 0
      }
    }.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }

  /// Whether it comes first in the order of the bytes, which is that of the characters' numbers.
  package func precedes(bytesOf other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { other in
        guard let left = own.baseAddress, let right = other.baseAddress else { return own.count < other.count }
        let order = memcmp(left, right, min(own.count, other.count))
        return order == 0 ? own.count < other.count : order < 0
      }
    }.flatMap { $0 } ?? utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// With every character in its one form (NFC), as names have to be before they are compared by their bytes: texts copied
  /// from a PDF have 年 as U+F98E, too, which nobody can tell from 年.
  package var composed: String { mayHaveOtherForm ? precomposedStringWithCanonicalMapping : self }

  /// Whether it holds marks to be put on letters, compatibility ideographs, or one of a few more that have another form.
  private var mayHaveOtherForm: Bool {
    var last: UInt8 = 0
    return utf8.contains { byte in
      defer { last = byte }
      return switch (last, byte) {
      case (0xEF, 0xA4...0xAB), (0xE2, 0x84), (0xE3, 0x82): true
      case (_, 0xCC), (_, 0xCD), (_, 0xE1), (_, 0xF0): true
      default: false
      }
    }
  }
}

extension Substring {
  /// Whether the bytes of another text stand in it.
  package func contains(bytesOf other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { other in
        Self.stands(other, in: own)
      }
    }.flatMap { $0 } ?? contains(other)
  }

  private static func stands(_ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = word.baseAddress, let last = word.last else { return true }
    guard let end = text.baseAddress.map({ $0 + text.count }), word.count <= text.count else { return false }
    // By its last byte: Chinese characters differ there, and hardly in their first.
    var place = end - text.count + (word.count - 1)
    while let hit = memchr(place, Int32(last), end - place) {
      if memcmp(hit - (word.count - 1), start, word.count) == 0 { return true }
      place = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return false
  }
}

extension String {
  /// Whether the bytes of another text stand in it.
  package func contains(bytesOf other: String) -> Bool { self[...].contains(bytesOf: other) }
}

extension Sequence<String> {
  /// Whether one of them is the same to the byte.
  package func contains(bytesOf name: String) -> Bool { contains { $0.hasSameBytes(as: name) } }
}
