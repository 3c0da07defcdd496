/// Number plates of vehicles.
extension PersonalData {
  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".map { String($0) })

  /// The byte of a letter as a capital.
  private static func capital(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte & 0xDF : byte
  }

  /// 粤B12345 and 粤BD12345, also with a dot or blank after the letter, in capitals or not. Returns where it ends.
  mutating func plate(at letter: Int) -> Int? {
    // 粤 B12345, but not the end of a word: 全川 B12345.
    let isApart = text.byte(letter - 1) == UInt8(ascii: " ")
    let province = isApart ? letter - 4 : letter - 3
    guard province >= 0, text.bytes[province] >= 0xE4, !Self.isUnused(text.bytes[letter]),
      Self.provinces.contains(text.string(province..<(province + 3))),
      !(isApart && text.before(province, 1).unicodeScalars.contains { $0.properties.isIdeographic }),
      !isWordEnd(province)
    else { return nil }
    var start = letter + 1
    if text.byte(start) == 0xC2, text.byte(start + 1) == 0xB7 { start += 2 }
    if text.byte(start) == 0xE2, text.byte(start + 1) == 0x80, text.byte(start + 2) == 0xA2 { start += 3 }
    if [UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-")].contains(text.byte(start)) { start += 1 }
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
    guard !(text.byte(end) == UInt8(ascii: "-") && text.isWord(end + 1)), !isCode(end, province) else { return nil }
    add(
      .plate, province..<end,
      masked: text.string(province..<(province + 3)) + text.string(letter..<(letter + 1)) + "*****")
    return end
  }

  /// 粤B20001号 is a document's or a permit's number, 粤B12345号车 is not; A12345型 and B12345标段 are no plates either.
  private func isCode(_ end: Int, _ province: Int) -> Bool {
    let rest = text.after(end, 6)
    if rest.first == "号" {
      return rest.prefixMatch(of: /号[）)]?(?:[轿客货卡用]?车|的?车|小[车轿客汽]|越野|面包|[）)])/) == nil
        && !text.before(province, 6).contains("车")
    }
    return rest.prefixMatch(of: /[型标井系级版款栋幢段桥站矿孔证类项]|公路|省道|县道|国道|地块|地[^下]|宗地|文件|处理|交换|显卡|服务器|节点|基站|项目/) != nil
  }

  /// 全新, 最新 and 政务云 end in what also stands for a province.
  private func isWordEnd(_ province: Int) -> Bool {
    let before = text.before(province, 1)
    switch text.string(province..<(province + 3)) {
    case "新": return "全最更创革崭翻高刷出重".contains(before) && !before.isEmpty
    case "云": return "务里为讯翼动潮端私公有".contains(before) && !before.isEmpty
    default: return false
    }
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
