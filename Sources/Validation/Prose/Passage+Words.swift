internal import Diagnostics

/// Where words stand in a passage.
extension Passage {
  func contains(_ words: Words, in range: Range<Int>) -> Bool { words.all.contains { find($0, in: range) != nil } }

  func contains(_ word: [UInt8], in range: Range<Int>) -> Bool { find(word, in: range) != nil }

  /// Where a word stands first in a range.
  func find(_ word: [UInt8], in range: Range<Int>) -> Range<Int>? {
    guard !word.isEmpty, let start = ByteSearch.first(word, in: bytes, range) else { return nil }
    return start..<(start + word.count)
  }

  /// Where the first of several words stands.
  func find(_ words: Words, in range: Range<Int>) -> Range<Int>? {
    var first: Range<Int>?
    for word in words.all {
      // Only what begins before it is of interest.
      let upper = first.map { min(range.upperBound, $0.lowerBound + word.count - 1) } ?? range.upperBound
      first = find(word, in: range.lowerBound..<upper) ?? first
    }
    return first
  }

  /// Where a word stands last in a range.
  func findLast(_ word: [UInt8], in range: Range<Int>) -> Range<Int>? {
    guard let first = word.first, range.count >= word.count else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      for start in (range.lowerBound...(range.upperBound - word.count)).reversed() where bytes[start] == first {
        if (1..<word.count).allSatisfy({ bytes[start + $0] == word[$0] }) { return start..<(start + word.count) }
      }
      return nil
    }
  }

  /// Where the last of several words stands: the one that ends last.
  func findLast(_ words: Words, in range: Range<Int>) -> Range<Int>? {
    var last: Range<Int>?
    for word in words.all {
      // Only what ends behind it is of interest.
      let lower = last.map { max(range.lowerBound, $0.upperBound - word.count + 1) } ?? range.lowerBound
      last = findLast(word, in: lower..<range.upperBound) ?? last
    }
    return last
  }

  /// Where the word ends that ends first.
  func firstEnd(of words: Words, in range: Range<Int>) -> Int? {
    words.all.compactMap { find($0, in: range)?.upperBound }.min()
  }

  func firstStart(of words: Words, in range: Range<Int>) -> Int? { find(words, in: range)?.lowerBound }

  /// Where the word ends that ends last.
  func lastEnd(of words: Words, in range: Range<Int>) -> Int? { findLast(words, in: range)?.upperBound }

  /// Where the word begins that begins last.
  func lastStart(of words: Words, in range: Range<Int>) -> Int? {
    words.all.reduce(nil) { last, word in
      findLast(word, in: (last.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound)?.lowerBound ?? last
    }
  }

  /// Wherever words stand, by word.
  func ranges(of words: Words) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for word in words.all {
      var from = 0
      while let next = find(word, in: from..<bytes.count) {
        found.append(next)
        from = next.upperBound
      }
    }
    return found
  }

  func starts(with words: Words, at place: Int) -> Bool { end(of: words, at: place) != nil }

  func ends(with words: Words, at place: Int, from least: Int = 0) -> Bool {
    start(of: words, before: place, from: least) != nil
  }

  func starts(with word: [UInt8], at place: Int) -> Bool {
    place + word.count <= bytes.count && word.indices.allSatisfy { bytes[place + $0] == word[$0] }
  }

  func ends(with word: [UInt8], at place: Int) -> Bool {
    place >= word.count && starts(with: word, at: place - word.count)
  }

  /// Where a word ends that begins at a place.
  func end(of words: Words, at place: Int) -> Int? {
    words.all.first { starts(with: $0, at: place) }.map { place + $0.count }
  }

  /// Where a word begins that ends at a place, and begins no earlier than at another.
  func start(of words: Words, before place: Int, from least: Int = 0) -> Int? {
    words.all.first { $0.count <= place - least && ends(with: $0, at: place) }.map { place - $0.count }
  }

  /// Whether a range holds nothing but these words, blanks and digits: of two words that begin alike the longer one counts.
  func isOnly(_ words: Words, _ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] <= 0x20 || (0x30...0x39).contains(bytes[place]) {
        place += 1
      } else if let end = longestEnd(of: words, at: place) {
        place = end
      } else {
        return false
      }
    }
    return true
  }

  private func longestEnd(of words: Words, at place: Int) -> Int? {
    words.all.lazy.filter { starts(with: $0, at: place) }.map { place + $0.count }.max()
  }
}

/// Blanks, digits and years.
extension Passage {
  func isDigit(at place: Int) -> Bool { place < bytes.count && (0x30...0x39).contains(bytes[place]) }

  func skippingBlanks(from place: Int) -> Int {
    var place = place
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    return place
  }

  func skippingBlanks(before place: Int, downTo least: Int = 0) -> Int {
    var place = place
    while place > least, bytes[place - 1] <= 0x20 { place -= 1 }
    return place
  }

  private static let year: Words = "年"

  /// Where a year stands last in a range, with the 年 behind it; nil where there is none behind its number.
  func findLast(year: Int, in range: Range<Int>) -> Range<Int>? {
    guard let number = findLast(Words(String(year)), in: range) else { return nil }
    return end(of: Self.year, at: skippingBlanks(from: number.upperBound)).map { number.lowerBound..<$0 }
  }

  /// The years that a range names by their numbers, each with 年.
  func years(in range: Range<Int>) -> [(number: Int, range: Range<Int>)] {
    var years: [(Int, Range<Int>)] = []
    var place = range.lowerBound
    while let found = find(Self.year, in: place..<range.upperBound) {
      place = found.upperBound
      let end = skippingBlanks(before: found.lowerBound, downTo: range.lowerBound)
      guard end - 4 >= range.lowerBound, let number = Int(string((end - 4)..<end)), (1990...2100).contains(number)
      else { continue }
      years.append((number, (end - 4)..<found.upperBound))
    }
    return years
  }
}

/// Where sentences begin and end.
extension Passage {
  private static let fullStop: Words = "。"
  private static let semicolons: Words = ["；", ";"]

  /// What a sentence has said before a place; in the heads that a cell of a table begins with, all of them.
  func sentence(before place: Int) -> Range<Int> {
    let first = min(prefix, place)
    return (findLast(Self.fullStop, in: first..<place)?.upperBound ?? first)..<place
  }

  /// What the part of a sentence between semicolons has said before a place.
  func part(before place: Int) -> Range<Int> {
    let sentence = sentence(before: place)
    return (lastEnd(of: Self.semicolons, in: sentence) ?? sentence.lowerBound)..<place
  }

  /// The place of the full stop, or the end of the passage.
  func sentenceEnd(from place: Int) -> Int { find(Self.fullStop, in: place..<bytes.count)?.lowerBound ?? bytes.count }

  /// The sentence that something stands in, without its full stop.
  func sentence(around range: Range<Int>) -> Range<Int> {
    sentence(before: range.lowerBound).lowerBound..<sentenceEnd(from: range.upperBound)
  }
}
