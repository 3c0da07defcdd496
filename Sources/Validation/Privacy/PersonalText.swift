internal import Diagnostics

/// A text (valid UTF-8) to be searched for personal data, with everything made plain that looks like a digit, a letter, a
/// hyphen or a blank, and without what cannot be seen: people type and paste all of it.
struct PersonalText {
  let bytes: [UInt8]
  /// For each byte the place it had before; nil where nothing changed.
  private let places: [Int]?

  init(_ bytes: [UInt8]) {
    guard bytes.contains(where: { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xE3 || $0 == 0xEF }) else {
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
      let (byte, length) = Self.plain(bytes, index)
      if let byte {
        places.append(index)
        plain.append(byte)
      }
      index += length
    }
    places.append(bytes.count)
    self.bytes = plain
    self.places = places
  }

  /// What stands for the character at a place, nil where it is dropped, and how many bytes of it are dealt with.
  private static func plain(_ bytes: [UInt8], _ index: Int) -> (UInt8?, Int) {
    func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    let blank = UInt8(ascii: " "), hyphen = UInt8(ascii: "-")
    switch (bytes[index], byte(1), byte(2)) {
    // ０–９, Ａ–Ｚ, ａ–ｚ, －, ．; the byte order mark.
    case (0xEF, 0xBC, 0x90...0x99), (0xEF, 0xBC, 0xA1...0xBA): return (byte(2) - 0x60, 3)
    case (0xEF, 0xBD, 0x81...0x9A): return (byte(2) - 0x20, 3)
    case (0xEF, 0xBC, 0x8D): return (hyphen, 3)
    case (0xEF, 0xBC, 0x8E): return (UInt8(ascii: "."), 3)
    case (0xEF, 0xBB, 0xBF): return (nil, 3)
    // Hyphens, dashes and the minus sign; zero width and direction; narrow blanks.
    case (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92): return (hyphen, 3)
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0...0xA4): return (nil, 3)
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F): return (blank, 3)
    // No-break space, soft hyphen, the blank as wide as a character.
    case (0xC2, 0xA0, _): return (blank, 2)
    case (0xC2, 0xAD, _): return (nil, 2)
    case (0xE3, 0x80, 0x80): return (blank, 3)
    default: return (bytes[index], 1)
    }
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
    ByteSearch.first(Array(word.utf8), in: bytes, bytes.indices) != nil
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
