private import CZlib
internal import Diagnostics

/// A ZIP archive: the same files give the same bytes, with no clock and no owner in it. Names are UTF-8.
package struct ZipFile {
  /// What one file is in an archive: made once, it can stand in several.
  package struct Part: Sendable {
    fileprivate let bytes: [UInt8]
    fileprivate let size: Int
    fileprivate let checksum: UInt32
    fileprivate let isDeflated: Bool

    /// As it is.
    package static func stored(_ bytes: [UInt8]) -> Part {
      Part(bytes: bytes, size: bytes.count, checksum: CRC32.of(bytes), isDeflated: false)
    }

    /// Compressed, where that makes it smaller.
    package static func deflated(_ bytes: [UInt8]) -> Part {
      guard let deflated = Deflate.bytes(of: bytes), deflated.count < bytes.count else { return .stored(bytes) }
      return Part(bytes: deflated, size: bytes.count, checksum: CRC32.of(bytes), isDeflated: true)
    }
  }

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

  package mutating func add(_ name: String, _ part: Part) {
    let name = Array(name.utf8)
    // ZIP64 is not needed: a disclosure's data are a few megabytes, and what does not fit is left out.
    guard name.count < 0xFFFF, body.count + part.bytes.count < 0x7FFF_FFFF, part.size < 0x7FFF_FFFF, count < 0xFFFF
    else { return }
    let offset = UInt32(body.count)
    var header: [UInt8] = []
    // Version 2.0, names in UTF-8, deflated or stored.
    header += Self.little(UInt16(20)) + Self.little(UInt16(0x0800)) + Self.little(UInt16(part.isDeflated ? 8 : 0))
    header += Self.little(moment.time) + Self.little(moment.date)
    header += Self.little(part.checksum) + Self.little(UInt32(part.bytes.count)) + Self.little(UInt32(part.size))
    header += Self.little(UInt16(name.count)) + Self.little(UInt16(0))
    body += Self.little(UInt32(0x0403_4B50)) + header + name + part.bytes
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
  static func of(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { UInt32(crc32_z(0, $0.baseAddress, $0.count)) }
  }
}

private enum Deflate {
  /// Without any frame, as ZIP has it; nil where there is no memory for it, or too much of it.
  static func bytes(of bytes: [UInt8]) -> [UInt8]? {
    guard !bytes.isEmpty, bytes.count < Int(UInt32.max) / 2 else { return nil }
    var stream = z_stream()
    // Looking back further than the text is long only costs the room for it.
    let window = (9...15).first { 1 << $0 >= bytes.count } ?? 15
    guard
      deflateInit2_(
        &stream, 6, Z_DEFLATED, Int32(-window), Int32(min(8, window - 6)), Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var isDone = false
    let deflated = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(bound)
        isDone = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = bound - Int(stream.avail_out)
    }
    return isDone ? deflated : nil
  }
}
