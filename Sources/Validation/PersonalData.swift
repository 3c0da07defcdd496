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
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        place = plate(at: place) ?? policePlate(at: place) ?? place + 1
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
