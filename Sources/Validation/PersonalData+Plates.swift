/// Number plates of vehicles.
extension PersonalData {
  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".map { String($0) })

  /// The byte of a letter as a capital.
  private static func capital(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte
  }

  /// 粤B12345 and 粤BD12345, also with a dot or blank after the letter, in capitals or not. Returns where it ends.
  mutating func plate(at letter: Int) -> Int? {
    guard letter >= 3, text.bytes[letter - 3] >= 0xE4, !Self.isUnused(text.bytes[letter]),
      Self.provinces.contains(text.string((letter - 3)..<letter))
    else { return nil }
    var start = letter + 1
    if text.byte(start) == 0xC2, text.byte(start + 1) == 0xB7 { start += 2 }
    if text.byte(start) == UInt8(ascii: " ") || text.byte(start) == UInt8(ascii: ".") { start += 1 }
    var end = start
    while end - start < 7, text.isWord(end) { end += 1 }
    var body = text.bytes[start..<end].map(Self.capital)
    var isTrailer = false
    if body.count == 4, text.after(end, 1).first.map({ "挂学警港澳领".contains($0) }) ?? false {
      isTrailer = true
      end += 3
    }
    guard !body.contains(where: Self.isUnused) else { return nil }
    let letters = body.count { $0 > UInt8(ascii: "9") }
    switch body.count {
    case 4 where isTrailer, 5: guard letters <= 2 else { return nil }
    case 6:
      // New energy: D or F first (small) or last (large), and digits.
      let isSmall =
        [UInt8(ascii: "D"), UInt8(ascii: "F")].contains(body[0]) && letters <= 2
        && body[2...].allSatisfy { $0 <= UInt8(ascii: "9") }
      let isLarge = [UInt8(ascii: "D"), UInt8(ascii: "F")].contains(body.removeLast()) && letters == 1
      guard isSmall || isLarge else { return nil }
    default: return nil
    }
    // 粤B20001号 is a document's or a permit's number, 粤B12345-678 a code.
    let next = text.after(end, 1)
    guard !(text.byte(end) == UInt8(ascii: "-") && text.isWord(end + 1)),
      next != "号" || text.before(letter - 3, 6).contains("车")
    else {
      return nil
    }
    add(.plate, (letter - 3)..<end, masked: text.string((letter - 3)..<(letter + 1)) + "*****")
    return end
  }

  /// WJ粤1234X, of the armed police.
  mutating func policePlate(at first: Int) -> Int? {
    let body = first + 5
    guard Self.capital(text.byte(first)) == UInt8(ascii: "W"), Self.capital(text.byte(first + 1)) == UInt8(ascii: "J"),
      !text.isWord(first - 1), body < text.bytes.count, Self.provinces.contains(text.string((first + 2)..<body)),
      (body..<(body + 4)).allSatisfy(text.isDigit), text.isWord(body + 4), !text.isWord(body + 5),
      text.after(body + 5, 1) != "号"
    else { return nil }
    add(.plate, first..<(body + 5), masked: text.string(first..<body) + "*****")
    return body + 5
  }

  /// I and O are on no plate: they would be taken for 1 and 0.
  private static func isUnused(_ byte: UInt8) -> Bool {
    capital(byte) == UInt8(ascii: "I") || capital(byte) == UInt8(ascii: "O")
  }
}
