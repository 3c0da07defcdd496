/// Finds personal data in a text: one pass over its bytes, looking closer only where something could begin.
struct PersonalData {
  let text: PersonalText
  /// The last year of birth that makes sense.
  let latest: Int
  private(set) var matches: [PersonalMatch] = []

  /// Everything found, with places in `bytes`, in their order.
  static func matches(in bytes: [UInt8], latest: Int = 2100) -> [PersonalMatch] {
    var search = PersonalData(text: PersonalText(bytes), latest: latest)
    search.run()
    return search.matches.map { match in
      PersonalMatch(
        kind: match.kind, range: search.text.original(match.range), masked: match.masked, isDoubtful: match.isDoubtful)
    }
  }

  static func matches(in text: String, latest: Int = 2100) -> [PersonalMatch] {
    matches(in: Array(text.utf8), latest: latest)
  }

  private init(text: PersonalText, latest: Int) {
    self.text = text
    self.latest = latest
  }

  private mutating func run() {
    let bytes = text.bytes
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        place = max(number(from: place), place + 1)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        place = plate(at: place) ?? place + 1
      case 0xE4:
        if bytes[place...].starts(with: [0xE4, 0xBA, 0xBA]) { nameAfter(place) }
        place += 3
      default: place += 1
      }
    }
    matches += HomeAddress.matches(in: text) + PersonList.matches(in: text)
    matches.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }

  mutating func add(_ kind: PersonalMatch.Kind, _ range: Range<Int>, masked: String? = nil, isDoubtful: Bool = false) {
    matches.append(
      PersonalMatch(
        kind: kind, range: range, masked: masked ?? PersonalMatch.mask(text.string(range)), isDoubtful: isDoubtful))
  }

  // MARK: Plates

  private static let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".map { String($0) })

  /// 粤B12345 and 粤BD12345, also with a dot or blank after the letter. Returns where it ends.
  private mutating func plate(at letter: Int) -> Int? {
    guard letter >= 3, text.bytes[letter - 3] >= 0xE4, text.bytes[letter] != UInt8(ascii: "I"),
      text.bytes[letter] != UInt8(ascii: "O"), Self.provinces.contains(text.string((letter - 3)..<letter))
    else { return nil }
    var start = letter + 1
    if text.byte(start) == 0xC2, text.byte(start + 1) == 0xB7 { start += 2 }
    if text.byte(start) == UInt8(ascii: " ") || text.byte(start) == UInt8(ascii: ".") { start += 1 }
    var end = start
    while end - start < 7, text.isWord(end) { end += 1 }
    var body = Array(text.bytes[start..<end])
    var isTrailer = false
    if body.count == 4, text.after(end, 1).first.map({ "挂学警港澳领".contains($0) }) ?? false {
      isTrailer = true
      end += 3
    }
    guard body.allSatisfy({ $0 != UInt8(ascii: "I") && $0 != UInt8(ascii: "O") && $0 < UInt8(ascii: "a") }) else {
      return nil
    }
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
    let range = (letter - 3)..<end
    add(.plate, range, masked: text.string((letter - 3)..<(letter + 1)) + "*****")
    return end
  }

  // MARK: Names

  private static let labels: Set<String> = [
    "填报", "填表", "制表", "审核", "经办", "负责", "联系", "复核", "制单", "责任", "编制", "校对", "承办", "代表", "报告", "主管", "核算",
  ]

  /// A name beside 填报人, 项目负责人, 联系人 …: the label, something that separates, then nothing but the name.
  private mutating func nameAfter(_ person: Int) {
    guard person >= 6, text.bytes[person - 6] >= 0xE4, Self.labels.contains(text.string((person - 6)..<person)) else {
      return
    }
    guard let start = NameLabel.end(after: person + 3, in: text) else { return }
    var rest = text.after(start, 8)
    var name = ""
    var length = 0
    // 张　三 is written to be as wide as 王小明.
    let padded = rest.prefixMatch(of: /(\p{Han})[ \u{3000}]{1,2}(\p{Han})(?!\p{Han})/)
    if let padded, PersonName.isName(String(padded.1) + String(padded.2)) {
      name = String(padded.1) + String(padded.2)
      length = padded.0.utf8.count
    } else {
      rest = rest.prefix { $0.unicodeScalars.allSatisfy { $0.properties.isIdeographic } }
      name = NameLabel.cut(String(rest))
      length = name.utf8.count
    }
    guard PersonName.isName(name) else { return }
    add(.name, start..<(start + length), masked: PersonName.masked(name))
  }
}
