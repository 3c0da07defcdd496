/// Finds personal data in a text: one pass over its bytes, looking closer only where something could begin.
struct PersonalData {
  let text: PersonalText
  /// The last year of birth that makes sense.
  let latest: Int
  /// What stands over the columns of tables, as far as anything has asked.
  var heads = ColumnHeads()
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
        if bytes[place...].starts(with: [0xE4, 0xBA, 0xBA]) { nameAfter(person: place) }
        place += 3
      case UInt8(ascii: ":"):
        nameAfter(colon: place, length: 1)
        place += 1
      case 0xEF:
        if text.byte(place + 1) == 0xBC, text.byte(place + 2) == 0x9A { nameAfter(colon: place, length: 3) }
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
}
