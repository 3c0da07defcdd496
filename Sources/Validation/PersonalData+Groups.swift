/// Numbers written in groups, and office telephones, which are two of them.
extension PersonalData {
  /// 138-0013-8000, 440301 19900101 1234, 6222 0210 0112 3456 789, 0755-12345678. Returns where it ends.
  mutating func grouped(_ first: Range<Int>) -> Int? {
    guard (3...17).contains(first.count) else { return nil }
    var groups = [first]
    var separators: [UInt8] = []
    while groups.count < 6, let last = groups.last {
      let separator = text.byte(last.upperBound)
      // Points only between all of them: 138.1234.5678.
      let isPoint = separator == UInt8(ascii: ".") && separators.allSatisfy { $0 == separator }
      guard
        isPoint || separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") || separator == UInt8(ascii: ")"),
        separators.first != UInt8(ascii: ".") || isPoint
      else { break }
      let start = last.upperBound + 1
      var end = start
      while text.isDigit(end) { end += 1 }
      if end - start == 3, text.byte(end) & 0xDF == UInt8(ascii: "X") { end += 1 }
      guard end > start else { break }
      separators.append(separator)
      groups.append(start..<end)
    }
    guard let last = groups.last, groups.count > 1 else { return nil }
    let lengths = groups.map(\.count)
    let range = first.lowerBound..<last.upperBound
    let digits = ArraySlice(groups.flatMap { text.bytes[$0] })
    if lengths == [3, 4, 4], isOpenAfter(last.upperBound), PersonalNumber.isMobile(digits) {
      // Three columns of counts look like this too, unless hyphens or a label say otherwise.
      let isJoined =
        Set(separators).count == 1 && separators[0] != UInt8(ascii: " ") && separators[0] != UInt8(ascii: ")")
      guard isJoined && label(before: first.lowerBound) != .code || label(before: first.lowerBound) == .person else {
        return nil
      }
      add(.mobile, range)
      return range.upperBound
    }
    // However it is cut, behind its label; without one only as forms cut it.
    let isCut = lengths == [6, 8, 4] || digits.count == 18 && label(before: first.lowerBound) == .person
    if isCut, isOpenAfter(last.upperBound), PersonalNumber.isResidentID(digits, latest: latest) {
      add(.residentID, range)
      return range.upperBound
    }
    if lengths.count >= 4, lengths.dropLast().allSatisfy({ $0 == 4 }), (1...4).contains(lengths.last ?? 0),
      isOpenAfter(last.upperBound), PersonalNumber.isBankCard(digits, anyLength: false), text.contains("卡")
    {
      add(.bankCard, range)
      return range.upperBound
    }
    return first.count < 7 ? landline(groups, separators) : nil
  }

  private mutating func landline(_ groups: [Range<Int>], _ separators: [UInt8]) -> Int? {
    let area = groups[0]
    let number = groups[1]
    guard text.bytes[area.lowerBound] == UInt8(ascii: "0"), text.bytes[area.lowerBound + 1] != UInt8(ascii: "0"),
      (3...4).contains(area.count), (7...8).contains(number.count),
      (UInt8(ascii: "2")...UInt8(ascii: "8")).contains(text.bytes[number.lowerBound]),
      separators[0] != UInt8(ascii: " "), separators[0] != UInt8(ascii: "."),
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
