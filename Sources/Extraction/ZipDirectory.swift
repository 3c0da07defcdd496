/// The names in a zip's own list of what it holds, to tell what kind of document it is: nothing is unpacked.
enum ZipDirectory {
  /// The names of the first entries, as far as the list can be read.
  static func names(in bytes: [UInt8], atMost limit: Int = 200) -> [String] {
    // The end of the list is within the last 64 KB; a comment may follow it.
    let lowest = max(0, bytes.count - 22 - 0xFFFF)
    guard bytes.count >= 22,
      let end = stride(from: bytes.count - 22, through: lowest, by: -1).first(where: {
        bytes[$0...].starts(with: [0x50, 0x4B, 0x05, 0x06])
      })
    else { return [] }
    func number(_ place: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    var place = number(end + 16, 4)
    var names: [String] = []
    while names.count < limit, place + 46 <= end, bytes[place...].starts(with: [0x50, 0x4B, 0x01, 0x02]) {
      let next = place + 46 + number(place + 28, 2)
      guard next <= end else { break }
      names.append(String(decoding: bytes[(place + 46)..<next], as: UTF8.self))
      place = next + number(place + 30, 2) + number(place + 32, 2)
    }
    return names
  }
}
