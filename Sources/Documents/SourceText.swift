package import Diagnostics

/// Turns the bytes of an input file into text, or says why it is not text.
package enum SourceText {
  /// The largest text file that is read: a table of 10,000 lines is under 1 MB.
  package static let largestFile = 16 << 20

  /// The file without its byte order mark; nil with a finding where it is not UTF-8.
  package static func decode(_ bytes: [UInt8], path: String) -> (SourceFile?, [Finding]) {
    let start = SourceSpan.start(of: path)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return (
        nil,
        [
          InputRule.encoding.finding(
            "文件是 UTF-16（“Unicode 文本”）编码，这里只读 UTF-8", at: start, fix: "用编辑器“另存为”，编码选 UTF-8")
        ]
      )
    }
    var findings: [Finding] = []
    var content = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      content = bytes[3...]
      findings.append(
        InputRule.byteOrderMark.finding(
          "文件开头有 UTF-8 字节序标记（BOM），已略过", at: start, fix: "另存为“UTF-8（无 BOM）”即可去掉", level: .note))
    }
    guard let bad = firstInvalidByte(content) else {
      if let nul = content.firstIndex(of: 0) {
        let file = SourceFile(path: path, bytes: Array(content[..<nul]))
        return (
          nil,
          findings + [
            InputRule.encoding.finding(
              "第 \(file.lineCount) 行有空字节（NUL），这不是文本文件", at: start, fix: "确认文件没有损坏，并另存为 UTF-8 文本")
          ]
        )
      }
      return (SourceFile(path: path, bytes: Array(content)), findings)
    }
    let before = SourceFile(path: path, bytes: Array(content[..<bad]))
    let place = before.position(at: bad - content.startIndex)
    let guess = looksLikeGBK(content[bad...]) ? "多半是 GBK（ANSI）编码" : "可能已损坏"
    findings.append(
      InputRule.encoding.finding(
        "文件不是 UTF-8：第 \(place.line) 行第 \(place.column) 列的字节 \(hex(content[bad])) 无法识别，\(guess)", at: start,
        fix: "用编辑器打开，“另存为”时编码选 UTF-8"))
    return (nil, findings)
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF")
    return "0x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
  }

  /// The index of the first byte that is not well-formed UTF-8 (overlong forms and surrogates included).
  static func firstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return index
      }
      guard index + length <= bytes.endIndex, second.contains(bytes[index + 1]) else { return index }
      for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }

  /// Whether the bytes that are not ASCII come in pairs that GBK allows.
  private static func looksLikeGBK(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    var pairs = 0
    while index < bytes.endIndex, pairs < 200 {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard (0x81...0xFE).contains(bytes[index]), index + 1 < bytes.endIndex,
        (0x40...0xFE).contains(bytes[index + 1]), bytes[index + 1] != 0x7F
      else { return false }
      pairs += 1
      index += 2
    }
    return pairs > 0
  }
}
