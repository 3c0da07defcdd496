/// A ZIP archive of files as they are (stored, not compressed): the same files give the same bytes, with no clock and no
/// owner in it. Names are UTF-8.
package struct ZipFile {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0
  /// DOS date and time of every entry.
  private let moment: (date: UInt16, time: UInt16)

  /// `created` is `YYYY-MM-DD`.
  package init(created: String) {
    let parts = created.split(separator: "-").compactMap { UInt16($0) }
    let isDate = parts.count == 3 && (1980...2107).contains(parts[0])
    moment = (isDate ? (parts[0] - 1980) << 9 | parts[1] << 5 | parts[2] : 0x0021, 0)
  }

  package mutating func add(_ name: String, _ bytes: [UInt8]) {
    let name = Array(name.utf8)
    // ZIP64 is not needed: a disclosure's data are a few megabytes, and what does not fit is left out.
    guard name.count < 0xFFFF, body.count + bytes.count < 0x7FFF_FFFF, count < 0xFFFF else { return }
    let offset = UInt32(body.count)
    var header: [UInt8] = []
    // Version 2.0, names in UTF-8, stored.
    header.append(contentsOf: Self.little(UInt16(20)) + Self.little(UInt16(0x0800)) + Self.little(UInt16(0)))
    header += Self.little(moment.time) + Self.little(moment.date)
    header += Self.little(CRC32.of(bytes)) + Self.little(UInt32(bytes.count)) + Self.little(UInt32(bytes.count))
    header += Self.little(UInt16(name.count)) + Self.little(UInt16(0))
    body += Self.little(UInt32(0x0403_4B50)) + header + name + bytes
    directory += Self.little(UInt32(0x0201_4B50)) + Self.little(UInt16(20)) + header
    directory += Self.little(UInt16(0)) + Self.little(UInt16(0)) + Self.little(UInt16(0)) + Self.little(UInt32(0))
    directory += Self.little(offset) + name
    count += 1
  }

  package var bytes: [UInt8] {
    var end = Self.little(UInt32(0x0605_4B50)) + Self.little(UInt16(0)) + Self.little(UInt16(0))
    end += Self.little(UInt16(count)) + Self.little(UInt16(count))
    end += Self.little(UInt32(directory.count)) + Self.little(UInt32(body.count)) + Self.little(UInt16(0))
    return body + directory + end
  }

  private static func little(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private static func little(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> ($0 * 8) & 0xFF) } }
}

/// The checksum that ZIP uses.
private enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
  }
}
