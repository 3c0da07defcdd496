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
    utf8.withContiguousStorageIfAvailable { bytes in
      for (place, byte) in bytes.enumerated() where byte >= 0xCC {
        switch byte {
        case 0xCC, 0xCD, 0xE1, 0xF0: return true
        case 0xEF: if (0xA4...0xAB).contains(bytes[place + 1]) { return true }
        case 0xE2: if bytes[place + 1] == 0x84 { return true }
        case 0xE3: if bytes[place + 1] == 0x82 { return true }
        default: break
        }
      }
      return false
    } ?? true
  }

  /// Texts put behind one another.
  package init(joining parts: String...) {
    let count = parts.reduce(0) { $0 + $1.utf8.count }
    self.init(unsafeUninitializedCapacity: count) { bytes in
      var end = 0
      for var part in parts {
        end = part.withUTF8 { bytes[end...].update(fromContentsOf: $0) }
      }
      return end
    }
  }
}

extension Substring {
  /// Whether the bytes of another text stand in it.
  package func contains(bytesOf other: String) -> Bool {
    utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { other in
        ByteSearch.first(other, in: own) != nil
      }
    }.flatMap { $0 } ?? contains(other)
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
