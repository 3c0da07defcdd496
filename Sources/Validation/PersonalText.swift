/// A text (valid UTF-8) to be searched for personal data, with full-width digits and letters made plain: people type both.
struct PersonalText {
  let bytes: [UInt8]
  /// For each byte the place it had before; nil where nothing changed.
  private let places: [Int]?

  init(_ bytes: [UInt8]) {
    // ０–９ and Ａ–Ｚ are EF BC 90–99 and EF BC A1–BA.
    guard bytes.contains(0xEF) else {
      self.bytes = bytes
      places = nil
      return
    }
    var plain: [UInt8] = []
    var places: [Int] = []
    plain.reserveCapacity(bytes.count)
    places.reserveCapacity(bytes.count + 1)
    var index = 0
    while index < bytes.count {
      places.append(index)
      if bytes[index] == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBC,
        (0x90...0x99).contains(bytes[index + 2]) || (0xA1...0xBA).contains(bytes[index + 2])
      {
        plain.append(bytes[index + 2] - 0x60)
        index += 3
      } else {
        plain.append(bytes[index])
        index += 1
      }
    }
    places.append(bytes.count)
    self.bytes = plain
    self.places = places
  }

  /// The bytes as they were for bytes as they are here.
  func original(_ range: Range<Int>) -> Range<Int> {
    guard let places else { return range }
    let last = places.count - 1
    return places[min(range.lowerBound, last)]..<places[min(range.upperBound, last)]
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Up to so many characters before a place, on its own line.
  func before(_ place: Int, _ count: Int) -> Substring {
    var start = place
    while start > 0, place - start < count * 3, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    while start < place, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return string(start..<place).suffix(count)
  }

  /// Up to so many characters after a place, on its own line.
  func after(_ place: Int, _ count: Int) -> Substring {
    var end = place
    while end < bytes.count, end - place < count * 3, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    while end > place, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return string(place..<end).prefix(count)
  }

  func contains(_ word: String) -> Bool {
    let wanted = Array(word.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let first = wanted.first, bytes.count >= wanted.count else { return false }
      for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
        if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
      }
      return false
    }
  }

  func isDigit(_ place: Int) -> Bool {
    bytes.indices.contains(place) && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place])
  }

  func isLetter(_ place: Int) -> Bool {
    bytes.indices.contains(place) && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[place] & 0xDF)
  }

  func isWord(_ place: Int) -> Bool { isDigit(place) || isLetter(place) }

  func byte(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : 0 }
}
