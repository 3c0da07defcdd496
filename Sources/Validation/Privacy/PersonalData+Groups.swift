/// Numbers written in groups, and office telephones, which are two of them.
extension PersonalData {
  /// 138-0013-8000, 440301 19900101 1234, 6222 0210 0112 3456 789, 0755-12345678. Returns where it ends.
  mutating func grouped(_ first: Range<Int>) -> Int? {
    guard first.count <= 17 else { return nil }
    if first.count == 1 { return spelled(first) }
    guard first.count >= 3 else { return nil }
    var groups = [first]
    var separators: [UInt8] = []
    while groups.count < 6, let last = groups.last, let (separator, start) = separator(at: last.upperBound) {
      // Points only between all of them: 138.1234.5678.
      let isPoint = separator == UInt8(ascii: ".") && separators.allSatisfy { $0 == separator }
      guard isPoint || separator != UInt8(ascii: "."), separators.first != UInt8(ascii: ".") || isPoint else { break }
      var end = start
      while text.isDigit(end) { end += 1 }
      separators.append(separator)
      groups.append(start..<end)
    }
    guard groups.count > 1 else { return nil }
    var digits = Array(text.bytes[first])
    for count in 2...groups.count where digits.count < 19 {
      digits += text.bytes[groups[count - 1]]
      let range = first.lowerBound..<groups[count - 1].upperBound
      let lengths = groups[..<count].map(\.count)
      if let end = joined(digits[...], lengths, separators[..<(count - 1)], range) { return end }
    }
    return first.count < 7 ? landline(groups, separators) : nil
  }

  /// What keeps two groups apart, and where the second begins: a hyphen, point, bracket, slash or middle dot, with or
  /// without blanks, or blanks alone.
  private func separator(at end: Int) -> (UInt8, Int)? {
    let blank = UInt8(ascii: " ")
    var place = end
    while text.byte(place) == blank, place - end < 2 { place += 1 }
    var separator = blank
    switch text.byte(place) {
    case UInt8(ascii: "-"), UInt8(ascii: ")"), UInt8(ascii: "/"):
      separator = text.byte(place)
      place += 1
    case UInt8(ascii: ".") where place == end:
      separator = UInt8(ascii: ".")
      place += 1
    case 0xC2 where text.byte(place + 1) == 0xB7:
      separator = 0xB7
      place += 2
    default: guard place > end else { return nil }
    }
    while separator != UInt8(ascii: "."), text.byte(place) == blank, place - end < 4 { place += 1 }
    return text.isDigit(place) ? (separator, place) : nil
  }

  /// Groups that are one number together.
  private mutating func joined(
    _ digits: ArraySlice<UInt8>, _ lengths: [Int], _ separators: ArraySlice<UInt8>, _ range: Range<Int>
  ) -> Int? {
    switch digits.count {
    case 11:
      guard isOpenAfter(range.upperBound), PersonalNumber.isMobile(digits), isMobile(lengths, separators, range) else {
        return nil
      }
      add(.mobile, range)
      return range.upperBound
    case 17, 18:
      let last = digits.count == 18 ? range.upperBound : checkLetter(at: range.upperBound)
      let whole = digits.count == 18 ? digits : digits + [UInt8(ascii: "X")]
      guard let last, !text.isWord(last), PersonalNumber.isResidentID(whole, latest: latest),
        isResidentID(lengths, range)
      else { break }
      add(.residentID, range.lowerBound..<last)
      return last
    default: break
    }
    guard (16...19).contains(digits.count), isOpenAfter(range.upperBound), !isMeasured(range.upperBound),
      isCard(digits, lengths, range)
    else { return nil }
    add(.bankCard, range)
    return range.upperBound
  }

  private func isMobile(_ lengths: [Int], _ separators: ArraySlice<UInt8>, _ range: Range<Int>) -> Bool {
    guard !isMeasured(range.upperBound) else { return false }
    switch label(before: range.lowerBound) {
    // However it is cut, behind its label.
    case .person: return [3, 4, 7].contains(lengths[0])
    case .code: return false
    case .none:
      // Three columns of counts look like this too, unless hyphens or points say otherwise.
      return lengths == [3, 4, 4] && Set(separators).count == 1 && !isNumbered(range)
        && [UInt8(ascii: "-"), UInt8(ascii: "."), 0xB7].contains(separators.first)
    }
  }

  /// As forms cut it, by four as cards are cut, or once, at the end of a line; behind its label anyhow.
  private func isResidentID(_ lengths: [Int], _ range: Range<Int>) -> Bool {
    if label(before: range.lowerBound) == .person { return true }
    return !isMeasured(range.upperBound)
      && (lengths[0] == 6 || lengths.count == 2 || lengths.dropLast().allSatisfy { $0 == 4 })
  }

  private func isCard(_ digits: ArraySlice<UInt8>, _ lengths: [Int], _ range: Range<Int>) -> Bool {
    if isCardNamed(before: range.lowerBound), PersonalNumber.isAnyCard(digits) { return true }
    return lengths.count >= 4 && lengths.dropLast().allSatisfy { $0 == 4 } && (1...4).contains(lengths.last ?? 0)
      && PersonalNumber.isBankCard(digits, anyLength: false) && text.contains("卡")
  }

  /// Digits with a blank after each: boxes of a form, or letters spaced out.
  private mutating func spelled(_ first: Range<Int>) -> Int? {
    var digits = [text.bytes[first.lowerBound]]
    var end = first.upperBound
    while digits.count < 19, text.byte(end) == UInt8(ascii: " ") || text.byte(end) == UInt8(ascii: "\t"),
      text.isDigit(end + 1), !text.isDigit(end + 2)
    {
      digits.append(text.bytes[end + 1])
      end += 2
    }
    guard digits.count >= 11, label(before: first.lowerBound) == .person else { return nil }
    if digits.count == 11, !text.isWord(end), PersonalNumber.isMobile(digits[...]) {
      add(.mobile, first.lowerBound..<end)
      return end
    }
    let last = digits.count == 17 ? checkLetter(at: end) : end
    if digits.count == 17 { digits.append(UInt8(ascii: "X")) }
    guard let last, !text.isWord(last), PersonalNumber.isResidentID(digits[...], latest: latest) else { return nil }
    add(.residentID, first.lowerBound..<last)
    return last
  }

  private mutating func landline(_ groups: [Range<Int>], _ separators: [UInt8]) -> Int? {
    let area = groups[0]
    let number = groups[1]
    guard text.bytes[area.lowerBound] == UInt8(ascii: "0"), text.bytes[area.lowerBound + 1] != UInt8(ascii: "0"),
      (3...4).contains(area.count), (7...8).contains(number.count),
      (UInt8(ascii: "2")...UInt8(ascii: "8")).contains(text.bytes[number.lowerBound]),
      separators[0] == UInt8(ascii: "-") || separators[0] == UInt8(ascii: ")"),
      !text.isLetter(number.upperBound),
      // An extension needs a label: 0310-22000123-001 is a code.
      groups.count == 2 && text.byte(number.upperBound) != UInt8(ascii: "-")
        || label(before: area.lowerBound) == .person,
      label(before: area.lowerBound) != .code
    else { return nil }
    add(.landline, area.lowerBound..<number.upperBound)
    return number.upperBound
  }
}
