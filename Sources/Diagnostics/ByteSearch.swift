private import Foundation

/// Finds words in texts by their bytes.
package enum ByteSearch {
  /// Where a word stands first in a text, from `start` on; nil where it does not. An empty word stands anywhere.
  package static func first(
    _ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int = 0
  ) -> Int? {
    guard let wordStart = word.baseAddress, let last = word.last else { return start }
    guard let base = text.baseAddress, word.count <= text.count - start else { return nil }
    let end = base + text.count
    // By its last byte: Chinese characters differ there, and hardly in their first.
    var place = base + start + (word.count - 1)
    while let hit = memchr(place, Int32(last), end - place) {
      let found = UnsafePointer(hit.assumingMemoryBound(to: UInt8.self)) - (word.count - 1)
      if memcmp(found, wordStart, word.count) == 0 { return found - base }
      place = found + word.count
    }
    return nil
  }

  package static func first(_ word: [UInt8], in text: [UInt8], _ range: Range<Int>) -> Int? {
    word.withUnsafeBufferPointer { word in
      text.withUnsafeBufferPointer { text in
        first(word, in: UnsafeBufferPointer(rebasing: text[..<range.upperBound]), from: range.lowerBound)
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes the white space takes that stands at a place; 0 where something else does. What Unicode calls white
  /// space.
  package func spaceLength(at place: Int) -> Int {
    switch self[place] {
    case 0x09...0x0D, 0x20: return 1
    case 0xC2: return place + 1 < count && (self[place + 1] == 0x85 || self[place + 1] == 0xA0) ? 2 : 0
    case 0xE1...0xE3:
      guard place + 2 < count else { return 0 }
      switch (self[place], self[place + 1], self[place + 2]) {
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
        (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
        return 3
      default: return 0
      }
    default: return 0
    }
  }
}
