internal import Diagnostics

/// Where every amount of a site stands, file by file: there are too many for a directory, so a hash says which file one is
/// in.
struct SearchAmounts {
  /// How many files they take.
  let count: Int
  private var places: RecordSort

  /// - Parameter amounts: how many will come.
  init(spool: SpoolFile?, amounts: Int) {
    // An amount takes about 16 bytes.
    count = amounts == 0 ? 0 : amounts * 16 / SearchFiles.fullSize + 1
    places = RecordSort(spool: spool)
  }

  mutating func add(_ entry: Int, _ hits: [SearchHit]) {
    for (hit, amounts) in hits.lazy.map(\.amounts).enumerated() {
      for (key, column) in amounts {
        var place: [UInt8] = []
        place.append(bigEndian: SearchText.hash(key) % UInt32(count))
        place.append(terminated: key)
        for number in [entry, hit, column] { place.append(bigEndian: UInt32(number)) }
        places.add(key: place)
      }
    }
  }

  /// Hands all files over, one after the other.
  consuming func files(_ put: (ScriptLiteral) throws -> Void) throws {
    var records = places.sorted()
    var next = try records.next()
    for file in 0..<count {
      var literal = ScriptLiteral()
      literal.open("[")
      while let first = next, first.key.bigEndian(at: 0) == file {
        let amount = first.key.dropLast(12)
        var numbers: [Int] = []
        var known = 0
        while let place = next, place.key.dropLast(12) == amount {
          known += 1
          if known <= SearchIndex.amountLimit {
            numbers += [12, 8, 4].map { place.key.bigEndian(at: place.key.count - $0) }
          }
          next = try records.next()
        }
        literal.text(String(decoding: amount.dropFirst(4).dropLast(), as: UTF8.self))
        literal.text(SearchDigits.digits(numbers))
      }
      literal.close("]")
      try put(literal)
    }
  }
}
