import Diagnostics

/// A figure typed into the narrative, found without the scanner that is to be measured.
struct TypedFigure: Sendable {
  let span: SourceSpan
  let text: String
  let unit: String
  /// The sentence, or the line of a table, that it stands in.
  let sentence: SourceSpan

  private static let units = [
    "万人次", "万人", "万户", "人次", "万元", "亿元", "元", "％", "%", "倍", "辆", "台（套）", "台次", "台", "个百分点", "个月", "个", "批次", "批", "次",
    "人", "分", "张", "户", "万亩", "亩", "公里", "平方米", "平方公里", "公斤", "公顷", "吨", "株", "件", "套", "家", "名", "项", "天", "栋", "所",
    "期", "间", "种", "例", "条", "起", "场", "处", "座", "支", "枚", "本", "册", "位", "小时", "课时", "床",
  ].map(Array.init)
  /// What stands before and behind numbers that say which things are meant, and not how many there are.
  private static let limitsBefore = ["≥", "≤", "不低于", "不超过", "单价", "单位价值", "超过", "满分", "分值", "低于", "—"].map(Array.init)
  private static let limitsBehind = ["（含）", "以上", "以下", "以内"].map(Array.init)
  private static let sentenceEnds: Set<Character> = ["。", "；", ";"]

  /// All of a file, but for its head, its headings and what is written as an address.
  static func all(in file: SourceFile) -> [TypedFigure] {
    guard let text = String(validating: file.bytes, as: UTF8.self) else { return [] }
    var figures: [TypedFigure] = []
    var start = 0
    var marks = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      defer { start += line.utf8.count + 1 }
      if line == "---" { marks += 1 }
      guard marks != 1, !line.hasPrefix("#"), !line.contains("{{") else { continue }
      let reader = LineReader(path: file.path, line: Array(line), start: start)
      figures += line.hasPrefix("|") ? reader.cells() : reader.figures()
    }
    return figures
  }

  private struct LineReader {
    let path: String
    let line: [Character]
    let start: Int

    func figures() -> [TypedFigure] {
      numbers().compactMap { number in
        var end = number.upperBound
        while end < line.count, line[end] == " " { end += 1 }
        guard let unit = TypedFigure.units.first(where: { line[end...].starts(with: $0) }) else { return nil }
        let before = line[..<number.lowerBound].reversed().drop { $0 == " " }
        guard !TypedFigure.limitsBefore.contains(where: { before.starts(with: $0.reversed()) }),
          !TypedFigure.limitsBehind.contains(where: { line[(end + unit.count)...].starts(with: $0) })
        else { return nil }
        return figure(number, unit: String(unit))
      }
    }

    /// Cells of nothing but a number, behind the first of their row.
    func cells() -> [TypedFigure] {
      var cells: [Range<Int>] = []
      let bars = line.indices.filter { line[$0] == "|" }
      for (left, right) in zip(bars, bars.dropFirst()).dropFirst() { cells.append((left + 1)..<right) }
      let numbers = numbers()
      return cells.compactMap { cell in
        guard let number = numbers.first(where: { cell.contains($0.lowerBound) }) else { return nil }
        let rest = line[cell.lowerBound..<number.lowerBound] + line[number.upperBound..<cell.upperBound]
        guard rest.allSatisfy({ $0 == " " || $0 == "%" }) else { return nil }
        return figure(number, unit: rest.contains("%") ? "%" : "")
      }
    }

    private func numbers() -> [Range<Int>] {
      var found: [Range<Int>] = []
      var place = 0
      while place < line.count {
        guard line[place].isASCII, line[place].isNumber else {
          place += 1
          continue
        }
        let first = place
        while place < line.count, isPart(place) { place += 1 }
        let isOwn =
          first == 0 || !(line[first - 1].isASCII && line[first - 1].isLetter) && !"-.,〔".contains(line[first - 1])
        if isOwn { found.append(first..<place) }
      }
      return found
    }

    /// A digit, or a comma or point between two.
    private func isPart(_ place: Int) -> Bool {
      func isDigit(_ place: Int) -> Bool { place < line.count && line[place].isASCII && line[place].isNumber }
      return isDigit(place) || (line[place] == "," || line[place] == ".") && isDigit(place + 1)
    }

    private func figure(_ number: Range<Int>, unit: String) -> TypedFigure {
      var sentence = line.startIndex..<line.endIndex
      if line.first != "|" {
        let ends = line.indices.filter { TypedFigure.sentenceEnds.contains(line[$0]) }
        let before = ends.last { $0 < number.lowerBound }
        sentence = (before.map { $0 + 1 } ?? 0)..<(ends.first { $0 >= number.upperBound } ?? line.count)
      }
      return TypedFigure(
        span: span(number), text: String(line[number]), unit: unit, sentence: span(sentence))
    }

    private func span(_ range: Range<Int>) -> SourceSpan {
      func offset(_ place: Int) -> Int { start + line[..<place].reduce(0) { $0 + $1.utf8.count } }
      return SourceSpan(path: path, lower: offset(range.lowerBound), upper: offset(range.upperBound))
    }
  }

  // MARK: Mistyped

  enum Mistake: Int, CaseIterable { case digit, swapped, timesTen }

  /// Another figure altogether, as one that has been left from last year's text: a third less to a third more, and no more
  /// like this one than chance has it.
  func leftover(using random: inout some RandomNumberGenerator) -> String {
    let digits = text.filter(\.isNumber)
    let decimals = text.contains(".") ? text.reversed().prefix { $0 != "." }.count : 0
    guard let value = Int(digits), value > 0 else { return mistyped(.digit, using: &random) }
    // Shares stay below the whole; counts of a few change by one or two.
    let least = max(1, value * 6 / 100), most = max(2, value / 3)
    let change = Int.random(in: least...most, using: &random) * (Bool.random(using: &random) ? 1 : -1)
    var other = value + change
    if other <= 0 || unit == "%" && value <= Self.hundred(decimals) && other > Self.hundred(decimals) {
      other = value - change
    }
    if other <= 0 { other = value + 1 }
    let written = String(other)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - written.count)) + written
    guard decimals > 0 else { return padded }
    return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  private static func hundred(_ decimals: Int) -> Int { (0..<decimals).reduce(100) { number, _ in number * 10 } }

  /// The figure as it may be mistyped: with one digit another, two the other way round, or a digit too many.
  func mistyped(_ mistake: Mistake, using random: inout some RandomNumberGenerator) -> String {
    let characters = Array(text)
    let digits = characters.indices.filter { characters[$0].isNumber }
    if digits.allSatisfy({ characters[$0] == "0" }) { return text.contains(".") ? "12.50" : "3" }
    switch mistake {
    case .timesTen where unit.hasSuffix("元") || ["辆", "个", "台（套）", "人次", "批次"].contains(unit): return timesTen
    case .swapped: return swapped(characters, digits, using: &random) ?? withOther(characters, digits, using: &random)
    default: return withOther(characters, digits, using: &random)
    }
  }

  private var timesTen: String {
    let parts = text.replacing(",", with: "").split(separator: ".")
    guard parts.count == 2, let first = parts[1].first else { return text + "0" }
    let whole = "\(parts[0])\(first)".drop { $0 == "0" }
    return "\(whole.isEmpty ? "0" : whole).\(parts[1].dropFirst())0"
  }

  /// Not the last two of a long number, where it may be rounding.
  private func swapped(
    _ characters: [Character], _ digits: [Int], using random: inout some RandomNumberGenerator
  ) -> String? {
    var pairs = zip(digits, digits.dropFirst()).filter {
      characters[$0] != characters[$1] && !(characters[$1] == "0" && $0 == 0)
    }
    if pairs.count > 1 { pairs.removeLast() }
    guard let (left, right) = pairs.randomElement(using: &random) else { return nil }
    var characters = characters
    characters.swapAt(left, right)
    return String(characters)
  }

  /// One of the first two digits, by more than one.
  private func withOther(
    _ characters: [Character], _ digits: [Int], using random: inout some RandomNumberGenerator
  ) -> String {
    if unit == "%", text.hasPrefix("100") { return "90" + text.dropFirst(3) }
    guard let place = digits.prefix(2).randomElement(using: &random), let old = characters[place].wholeNumberValue,
      let new = (1...9).filter({ abs($0 - old) > 1 }).randomElement(using: &random)
    else { return text }
    var characters = characters
    characters[place] = Character(String(new))
    return String(characters)
  }
}
