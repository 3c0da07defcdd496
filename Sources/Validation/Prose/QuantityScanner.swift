internal import Diagnostics
internal import Figures

/// Finds the quantities of a passage: a number counts only with its unit. Dates, document numbers, codes and the numbers
/// of lists are none.
struct QuantityScanner {
  private let passage: Passage
  private let index: Int
  /// The unit that a table's column head gives: 执行数（万元）.
  private let columnUnit: Quantity.Unit?
  private(set) var quantities: [Quantity] = []
  private(set) var bare: [BareNumber] = []
  /// Numbers with a thousands mark where none belongs: 33,8000 元.
  private(set) var misgrouped: [Range<Int>] = []

  init(_ passage: Passage, index: Int) {
    self.passage = passage
    self.index = index
    if case .cell(_, let column) = passage.kind {
      columnUnit = Self.unit(ofColumn: column)
    } else {
      columnUnit = nil
    }
  }

  mutating func run() {
    let bytes = passage.bytes
    var place = 0
    while place < bytes.count {
      guard Self.isDigit(bytes[place]) else {
        place += 1
        continue
      }
      let end = numberEnd(from: place)
      if let joined = joined(place..<end) {
        place = joined
        continue
      }
      read(place..<end)
      place = max(end, place + 1)
      // The rest of a word with digits in it: 2.0版, V3.
      while place < bytes.count, Self.isDigit(bytes[place]) { place += 1 }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLatin(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

  /// Digits, thousands marks between threes, one point with digits behind it.
  private func numberEnd(from start: Int) -> Int {
    let bytes = passage.bytes
    var end = start
    while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
    if end - start <= 3 {
      while let next = groupEnd(at: end) { end = next }
    }
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "."), Self.isDigit(bytes[end + 1]) {
      var point = end + 1
      while point < bytes.count, Self.isDigit(bytes[point]) { point += 1 }
      end = point
    }
    return end
  }

  /// The end of `,123` or `，123` where exactly three digits follow.
  private func groupEnd(at place: Int) -> Int? {
    let bytes = passage.bytes
    let start: Int
    if place < bytes.count, bytes[place] == UInt8(ascii: ",") {
      start = place + 1
    } else if passage.starts(with: Words.wideComma, at: place) {
      start = place + 3
    } else {
      return nil
    }
    guard start + 3 <= bytes.count, (start..<(start + 3)).allSatisfy({ Self.isDigit(bytes[$0]) }) else { return nil }
    return start + 3 < bytes.count && Self.isDigit(bytes[start + 3]) ? nil : start + 3
  }

  /// 4 万 7900 元 is one amount; where it ends.
  private mutating func joined(_ number: Range<Int>) -> Int? {
    guard passage.starts(with: Words.tenThousand, at: number.upperBound) else { return nil }
    let start = number.upperBound + Words.tenThousand.length
    let end = numberEnd(from: start)
    guard end > start, passage.starts(with: Words.yuan, at: end), let high = value(number),
      let low = value(start..<end), low < ExactDecimal(10_000)
    else { return nil }
    let range = number.lowerBound..<(end + Words.yuan.length)
    quantities.append(
      Quantity(
        passage: index, range: range, number: number.lowerBound..<end, value: high * ExactDecimal(10_000) + low,
        decimals: decimals(start..<end), unit: .money(.yuan), precision: precision(range),
        insertion: passage.insertion(at: number.lowerBound)))
    return range.upperBound
  }

  /// How many digits are read: of an amount in 亿元 times a percentage or a count 128 bits have room for these.
  private func longest(_ unit: Quantity.Unit) -> Int {
    switch unit {
    case .percent, .points: 9
    case .count: 12
    default: FigureLiteral.longestWhole
    }
  }

  private mutating func read(_ number: Range<Int>) {
    let bytes = passage.bytes
    let before = number.lowerBound > 0 ? bytes[number.lowerBound - 1] : 0
    // V2.0, 1.2.3, 6-1: parts of names and versions.
    if Self.isLatin(before) || before == UInt8(ascii: ".") || before == UInt8(ascii: "_") { return }
    if passage.ends(with: Words.ordinal, at: trimmed(number.lowerBound)) { return }
    var unitStart = number.upperBound
    while unitStart < bytes.count, unitStart - number.upperBound < 3,
      bytes[unitStart] == 0x20 || bytes[unitStart] == 0x0A
    {
      unitStart += 1
    }
    guard let value = value(number) else { return }
    let decimals = decimals(number)
    if let (unit, length) = unit(at: unitStart) {
      // Nothing is so large; worked out with amounts in 亿元, it would not fit.
      guard bytes[number].count(where: Self.isDigit) <= longest(unit) else { return }
      if unit != .percent, let start = startOfMisgrouped(number) {
        misgrouped.append(start..<number.upperBound)
        let range = start..<(unitStart + length)
        return quantities.append(
          Quantity(
            passage: index, range: range, number: start..<number.upperBound, value: value, decimals: decimals,
            unit: unit,
            precision: .limit, insertion: nil))
      }
      let range = number.lowerBound..<(unitStart + length)
      quantities.append(
        Quantity(
          passage: index, range: range, number: number, value: isNegative(number) ? -value : value, decimals: decimals,
          unit: unit, precision: precision(range), insertion: passage.insertion(at: number.lowerBound)))
    } else if let columnUnit, isWholeCell(number) {
      quantities.append(
        Quantity(
          passage: index, range: number, number: number, value: isNegative(number) ? -value : value, decimals: decimals,
          unit: columnUnit, precision: .stated, insertion: passage.insertion(at: number.lowerBound)))
    } else if decimals > 0, let unit = unitOfNext(behind: unitStart) {
      quantities.append(
        Quantity(
          passage: index, range: number, number: number, value: isNegative(number) ? -value : value, decimals: decimals,
          unit: unit, precision: precision(number), insertion: passage.insertion(at: number.lowerBound)))
    } else if let missing = missingUnit(number, unitStart: unitStart, decimals: decimals) {
      bare.append(BareNumber(passage: index, range: number, missing: missing))
    }
  }

  /// Where 33,8000 begins, which is read as its last group; nil where that stands for itself.
  private func startOfMisgrouped(_ number: Range<Int>) -> Int? {
    let bytes = passage.bytes
    let digits = bytes[number].prefix { Self.isDigit($0) }.count
    guard digits != 3, number.lowerBound > 1, bytes[number.lowerBound - 1] == UInt8(ascii: ",") else { return nil }
    var start = number.lowerBound - 1
    while start > 0, Self.isDigit(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ",") { start -= 1 }
    let groups = bytes[start..<(number.lowerBound - 1)].split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    // 2010301,8000 元 is no number.
    guard let first = groups.first, (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      start == 0 || !Self.isLatin(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: ".")
    else { return nil }
    return start
  }

  /// 各增加 363.11、363.11 万元: both have the unit of the second.
  private func unitOfNext(behind place: Int) -> Quantity.Unit? {
    let next = place + Words.enumeration.length
    guard passage.starts(with: Words.enumeration, at: place), next < passage.bytes.count,
      Self.isDigit(passage.bytes[next])
    else { return nil }
    let end = numberEnd(from: next)
    let isSpaced = end < passage.bytes.count && passage.bytes[end] == 0x20
    return decimals(next..<end) > 0 ? unit(at: isSpaced ? end + 1 : end)?.0 : nil
  }

  private func isWholeCell(_ number: Range<Int>) -> Bool {
    (passage.bytes[..<number.lowerBound] + passage.bytes[number.upperBound...]).allSatisfy { $0 <= 0x20 || $0 == 0x2D }
  }

  /// `-5.86` after a word or blank; `6-7` is a range.
  private func isNegative(_ number: Range<Int>) -> Bool {
    guard number.lowerBound > 0 else { return false }
    let isMinus =
      passage.bytes[number.lowerBound - 1] == UInt8(ascii: "-")
      || passage.ends(with: Words.minus, at: number.lowerBound)
    guard isMinus else { return false }
    let before = number.lowerBound > 1 ? passage.bytes[number.lowerBound - 2] : 0x20
    return !Self.isDigit(before) && before != UInt8(ascii: "%") && before != UInt8(ascii: "-")
  }

  private func value(_ number: Range<Int>) -> ExactDecimal? {
    var coefficient: Int128 = 0
    var digits = 0, scale = 0
    var isBehindPoint = false
    for byte in passage.bytes[number] {
      if Self.isDigit(byte) {
        // Longer runs of digits are codes and accounts, and would not fit.
        guard digits < FigureLiteral.longestWhole else { return nil }
        coefficient = coefficient * 10 + Int128(byte - 0x30)
        digits += 1
        if isBehindPoint { scale += 1 }
      } else if byte == UInt8(ascii: ".") {
        isBehindPoint = true
      }
    }
    guard scale <= FigureLiteral.mostDecimals else { return nil }
    return ExactDecimal(coefficient, scale: scale)
  }

  private func decimals(_ number: Range<Int>) -> Int {
    guard let point = passage.bytes[number].lastIndex(of: UInt8(ascii: ".")) else { return 0 }
    return number.upperBound - point - 1
  }

  // MARK: Units

  private func unit(at place: Int) -> (Quantity.Unit, Int)? {
    let bytes = passage.bytes
    guard place < bytes.count else { return nil }
    if bytes[place] == UInt8(ascii: "%") { return (.percent, 1) }
    for (word, unit) in Quantity.Unit.named where passage.starts(with: word, at: place) {
      if unit == .count("个"), passage.starts(with: Words.month, at: place + word.length) { return nil }
      return (unit, word.length)
    }
    return nil
  }

  static func unit(ofColumn head: String) -> Quantity.Unit? {
    if head.contains(bytesOf: "亿元") { return .money(MeasureUnit("亿元")) }
    if head.contains(bytesOf: "万元") { return .money(.tenThousandYuan) }
    if head.contains(bytesOf: "（元）") || head.contains(bytesOf: "(元)") { return .money(.yuan) }
    if head.contains(bytesOf: "%") { return .percent }
    return nil
  }

  private func precision(_ range: Range<Int>) -> Quantity.Precision {
    if passage.starts(with: .limitsAfter, at: range.upperBound) { return .limit }
    // 5—10 万元, 5%-10%.
    for word in Words.dashes.all {
      if passage.ends(with: word, at: range.lowerBound), range.lowerBound > word.count,
        isEndOfQuantity(range.lowerBound - word.count)
      {
        return .limit
      }
      let next = range.upperBound + word.count
      if passage.starts(with: word, at: range.upperBound), next < passage.bytes.count, Self.isDigit(passage.bytes[next])
      {
        return .limit
      }
    }
    let before = passage.skippingBlanks(before: range.lowerBound)
    if passage.ends(with: .limitsBefore, at: before) { return .limit }
    let isAbout =
      passage.ends(with: .aboutBefore, at: before) || passage.starts(with: .aboutAfter, at: range.upperBound)
    return isAbout ? .about : .stated
  }

  private func isEndOfQuantity(_ place: Int) -> Bool {
    let byte = passage.bytes[place - 1]
    return Self.isDigit(byte) || byte == UInt8(ascii: "%") || passage.ends(with: Words.yuan, at: place)
  }

  /// A place without the blanks before it.
  private func trimmed(_ place: Int) -> Int {
    var place = place
    while place > 0, passage.bytes[place - 1] == 0x20 { place -= 1 }
    return place
  }

  /// 增长 13.95。 lacks %, 支出 0.39 万（ lacks 元.
  private func missingUnit(_ number: Range<Int>, unitStart: Int, decimals: Int) -> String? {
    let place = trimmed(number.lowerBound)
    if passage.starts(with: Words.tenThousand, at: unitStart),
      passage.ends(with: Words.moneyWords, at: place)
    {
      let next = unitStart + 3
      let isEnd = next >= passage.bytes.count || passage.starts(with: Words.stops, at: next)
      return isEnd ? "元" : nil
    }
    guard decimals > 0,
      unitStart >= passage.bytes.count || passage.starts(with: Words.stops, at: unitStart)
    else { return nil }
    if passage.ends(with: Words.rateWords, at: place) { return "%" }
    return passage.ends(with: Words.moneyWords, at: place) ? "万元" : nil
  }
}

extension Quantity.Unit {
  /// The longest first: 个百分点 before 个.
  fileprivate static let named: [(word: Words, unit: Quantity.Unit)] =
    [
      ("亿元", .money(MeasureUnit("亿元"))), ("万元", .money(.tenThousandYuan)), ("元", .money(.yuan)),
      ("个百分点", .points), ("百分点", .points),
    ]
    + [
      "万人次", "万平方米", "平方公里", "万户", "万人", "万亩", "万件", "万吨", "人次", "批次", "台（套）", "台(套)", "台/套", "平方米", "公里", "项次", "户次",
      "课时", "人", "批", "台", "套", "辆", "个", "项",
      "次", "家", "户", "件", "名", "处", "亩", "条", "场", "期", "份", "篇", "所", "座", "宗", "分", "张", "天", "株", "栋", "幢",
      "间", "例", "吨", "册", "起", "万公顷", "公顷",
    ].map { (Words($0), .count($0)) }
}
