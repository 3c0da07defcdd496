internal import Diagnostics

/// Where people live, below the township: beside a label, or in a column headed by one.
enum HomeAddress {
  private static let labels = ["住址", "家庭地址", "居住地址", "户籍地址", "户籍所在地", "现居住地"]

  static func matches(in text: PersonalText) -> [PersonalMatch] {
    guard labels.contains(where: { text.contains($0) }) else { return [] }
    var matches: [PersonalMatch] = []
    var line = 0
    var isColumn = false
    while line <= text.bytes.count {
      let end = text.bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? text.bytes.count
      let label = label(in: line..<end, of: text)
      let isBeside = label.map { isSeparated($0, before: end, in: text) } ?? false
      // With its label, a house number is enough; in a column it takes a flat.
      if isBeside || isColumn, let found = house(in: (label ?? line)..<end, of: text, isBeside ? beside : column) {
        matches.append(PersonalMatch(kind: .address, range: found, masked: "（略）"))
      }
      if label != nil { isColumn = true }
      line = end + 1
    }
    guard matches.count < 2 else { return matches }
    return matches.map { match in
      var match = match
      match.isDoubtful = true
      return match
    }
  }

  /// Where the first label of a line ends.
  private static func label(in line: Range<Int>, of text: PersonalText) -> Int? {
    labels.compactMap { label in
      let word = Array(label.utf8)
      return ByteSearch.first(word, in: text.bytes, line).map { (start: $0, end: $0 + word.count) }
    }.min { $0.start < $1.start }?.end
  }

  private static func isSeparated(_ label: Int, before end: Int, in text: PersonalText) -> Bool {
    guard label < end else { return false }
    return " \t:|,\"'".utf8.contains(text.bytes[label]) || text.bytes[label...].starts(with: "：".utf8)
  }

  /// What a way and a house are called in its place.
  private struct Words {
    let ways: [[UInt8]]
    let units: [[UInt8]]

    init(ways: [String], units: [String]) {
      self.ways = ways.map { Array($0.utf8) }
      self.units = units.map { Array($0.utf8) }
    }
  }

  private static let beside = Words(
    ways: ["路", "街", "巷", "道", "村", "里", "弄", "园", "苑", "区", "厦", "屯", "组"],
    units: ["号", "栋", "幢", "座", "单元", "室", "房", "楼"])
  private static let column = Words(
    ways: ["路", "街", "巷", "道", "村", "里", "弄", "园", "苑", "小区", "屯"], units: ["栋", "幢", "座", "单元", "室", "房"])
  private static let stops = ["，", "。", "；"].map { Array($0.utf8) }
  /// So many characters may stand between the way and the number.
  private static let reach = 16

  /// The first way with the number of a house behind it: 幸福路 8 号. One pass, whatever the line is made of.
  private static func house(in line: Range<Int>, of text: PersonalText, _ words: Words) -> Range<Int>? {
    var ways: [(start: Int, character: Int)] = []
    var character = 0
    var place = line.lowerBound
    while place < line.upperBound {
      guard text.bytes[place] >= 0xE4 || text.isDigit(place) || text.bytes[place] == 0xE3 || text.bytes[place] == 0xEF
      else {
        if text.bytes[place] & 0xC0 != 0x80 { character += 1 }
        place += 1
        continue
      }
      if text.isDigit(place) {
        var end = place
        while end < line.upperBound, text.isDigit(end) { end += 1 }
        var unit = end
        if text.byte(unit) == UInt8(ascii: " ") { unit += 1 }
        if let word = words.units.first(where: {
          text.bytes[min(unit, line.upperBound)..<line.upperBound].starts(with: $0)
        }),
          let way = ways.first(where: { character - $0.character <= reach + 1 })
        {
          return way.start..<(unit + word.count)
        }
        character += end - place
        place = end
        continue
      }
      let rest = text.bytes[place..<min(place + 6, line.upperBound)]
      if stops.contains(where: { rest.starts(with: $0) }) {
        ways = []
      } else if words.ways.contains(where: { rest.starts(with: $0) }) {
        ways.removeAll { character - $0.character > reach + 1 }
        ways.append((place, character))
      }
      character += 1
      place += 3
    }
    return nil
  }
}
