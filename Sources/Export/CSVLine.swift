internal import Diagnostics

/// One line of CSV. A field is quoted where it must be, and kept from being a formula where a spreadsheet could take it
/// for one.
package enum CSVLine {
  /// UTF-8 with BOM and CRLF at every line's end, as spreadsheet programs here expect.
  static func file(_ lines: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    for line in lines {
      append(line, to: &bytes)
      bytes += [0x0D, 0x0A]
    }
    return bytes
  }

  /// A file line by line, because as a whole it would be large.
  package static func pieces(_ lines: some Sequence<[String]>) -> some Sequence<[UInt8]> {
    lines.enumerated().lazy.map { number, line in
      let bytes = file([line])
      return number == 0 ? bytes : Array(bytes.dropFirst(3))
    }
  }

  static func write(_ fields: [String]) -> String {
    var bytes: [UInt8] = []
    append(fields, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Byte by byte: a disclosure's ledger has some thousand fields.
  private static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let isSafe = !startsLikeFormula(field.utf8) || isNegativeNumber(field.utf8)
      let mustBeQuoted = field.utf8.withContiguousStorageIfAvailable(needsQuotes) ?? needsQuotes(field.utf8)
      if mustBeQuoted { bytes.append(UInt8(ascii: "\"")) }
      if !isSafe { bytes.append(UInt8(ascii: "'")) }
      guard mustBeQuoted else {
        bytes.append(field)
        continue
      }
      for byte in field.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private static func startsLikeFormula(_ text: String.UTF8View) -> Bool {
    switch text.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
    default: false
    }
  }

  private static func isNegativeNumber(_ text: String.UTF8View) -> Bool {
    text.count > 1 && text.first == UInt8(ascii: "-")
      && text.dropFirst().allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2C }
  }

  private static func needsQuotes(_ text: some Sequence<UInt8>) -> Bool {
    for byte in text {
      if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0D || byte == 0x0A { return true }
    }
    return false
  }
}
