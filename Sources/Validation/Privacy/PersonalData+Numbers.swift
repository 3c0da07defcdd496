/// Numbers: resident IDs, mobile numbers, bank cards, passports, office telephones.
extension PersonalData {
  /// Looks at the digits that begin at `start`; returns where to go on.
  mutating func number(from start: Int) -> Int {
    var end = start
    while text.isDigit(end) { end += 1 }
    let digits = start..<end
    // Its own last digit says that it is one, whatever stands beside it.
    if end - start == 18, residentID(digits, text.bytes[digits]) { return end }
    if end - start == 17, let last = checkLetter(at: end),
      residentID(start..<last, text.bytes[digits] + [UInt8(ascii: "X")])
    {
      return last
    }
    // Part of a longer code or a decimal number: none of its digits mean anything by themselves.
    guard isOpenBefore(start, length: end - start) else { return end }
    switch end - start {
    case 15 where isOpenAfter(end): if oldResidentID(digits) || prefixedMobile(digits) { return end }
    case 16...19: if isOpenAfter(end), bankCard(digits) { return end }
    case 11 where isOpenAfter(end): if mobile(digits) { return end }
    case 12, 13: if isOpenAfter(end), prefixedMobile(digits) { return end }
    case 7...10 where isOpenAfter(end): if travelDocument(digits) { return end }
    default: break
    }
    return grouped(digits) ?? end
  }

  /// Where an X ends that is the last of an ID, as it is typed: x, ×, Ⅹ, the Cyrillic letter, behind a blank.
  func checkLetter(at end: Int) -> Int? {
    switch (text.byte(end), text.byte(end + 1), text.byte(end + 2)) {
    case (UInt8(ascii: "X"), _, _), (UInt8(ascii: "x"), _, _): end + 1
    case (0xC3, 0x97, _), (0xD0, 0xA5, _), (0xD1, 0x85, _): end + 2
    case (0xE2, 0x85, 0xA9), (0xE2, 0x85, 0xB9): end + 3
    case (UInt8(ascii: " "), UInt8(ascii: "X"), _), (UInt8(ascii: " "), UInt8(ascii: "x"), _): end + 2
    default: nil
    }
  }

  // MARK: Kinds

  private mutating func residentID(_ range: Range<Int>, _ digits: ArraySlice<UInt8>) -> Bool {
    guard PersonalNumber.isResidentID(digits, latest: latest), !text.isWord(range.upperBound) else { return false }
    // 0.110105194912310028 and 110105194912310028.00 are figures.
    guard
      !(text.byte(range.lowerBound - 1) == UInt8(ascii: ".") && text.isDigit(range.lowerBound - 2)
        && text.byte(range.lowerBound - 2) == UInt8(ascii: "0")),
      !(text.byte(range.upperBound) == UInt8(ascii: ".") && text.isDigit(range.upperBound + 1))
    else { return false }
    // 440310202003150012 can be a project's number with its date in it.
    guard PersonalNumber.birthYear(digits) > min(latest, 2026) - 16 else {
      add(.residentID, range)
      return true
    }
    let isNamed =
      label(before: range.lowerBound) == .person
      || heads.over(range.lowerBound, in: text).map { Self.isPersonal($0.words) == true } ?? false
    guard isNamed || !text.isLetter(range.lowerBound - 1) else { return false }
    add(.residentID, range, isDoubtful: !isNamed)
    return true
  }

  private mutating func oldResidentID(_ range: Range<Int>) -> Bool {
    guard PersonalNumber.isOldResidentID(text.bytes[range]), label(before: range.lowerBound) != .code else {
      return false
    }
    // Without a check digit one code in seventy looks like it.
    guard text.contains("身份证") || text.contains("证件号") else { return false }
    add(.oldResidentID, range)
    return true
  }

  private mutating func mobile(_ range: Range<Int>) -> Bool {
    guard PersonalNumber.isMobile(text.bytes[range]) else { return false }
    let head = heads.over(range.lowerBound, in: text)
    let isHeaded = head.flatMap { Self.isPersonal($0.words) }
    switch label(before: range.lowerBound) {
    case .person:
      guard isHeaded != false || isLabelled(range.lowerBound, within: head?.cell), !isAmount(range.upperBound) else {
        return false
      }
    case .code:
      guard isHeaded == true || isTelephoneNamed(before: range.lowerBound) || isPersonNamed(before: range.lowerBound)
      else { return false }
    case .none:
      guard isHeaded == true || isHeaded == nil && !isNumbered(range), !isMeasured(range.upperBound),
        !isInAddress(range)
      else { return false }
    }
    add(.mobile, range)
    return true
  }

  /// Whether the cell itself says what its number is, and not the one before.
  private func isLabelled(_ place: Int, within cell: Int?) -> Bool {
    Self.isPersonal(text.string((cell ?? place)..<place)) == true
  }

  /// +86 13…, 8613…, 008613…, 013….
  private mutating func prefixedMobile(_ range: Range<Int>) -> Bool {
    let digits = text.bytes[range]
    let tail = digits.suffix(11)
    let isPlus = text.byte(range.lowerBound - 1) == UInt8(ascii: "+")
    let isNamed = label(before: range.lowerBound) == .person
    let head = String(decoding: digits.dropLast(11), as: UTF8.self)
    guard head == "86" && (isPlus || isNamed) || head == "0" && isNamed || head == "0086",
      PersonalNumber.isMobile(tail)
    else { return false }
    add(.mobile, tail.startIndex..<tail.endIndex)
    return true
  }

  private mutating func bankCard(_ range: Range<Int>) -> Bool {
    let digits = text.bytes[range]
    if isCardNamed(before: range.lowerBound), PersonalNumber.isAnyCard(digits), !isAmount(range.upperBound) {
      add(.bankCard, range)
      return true
    }
    let label = label(before: range.lowerBound)
    // A department's own account has no card's number: 62…, a card's length, a valid last digit.
    let isNamed = ["卡号", "银行", "账户", "帐户", "账号", "帐号"].contains { text.before(range.lowerBound, 12).contains($0) }
    guard PersonalNumber.isBankCard(digits, anyLength: isNamed), label != .code || isNamed else {
      return false
    }
    add(.bankCard, range)
    return true
  }

  /// 卡号, 工资卡, 个人账号: a card whoever has issued it. Assets and fuel have cards, too.
  func isCardNamed(before start: Int) -> Bool {
    let words = text.before(start, 14)
    guard words.contains("卡") || words.contains("个人账") || words.contains("工资账") else { return false }
    return words.contains(/(?:银行|工资|储蓄|借记|信用|社保|一|^|[^产片油备定务通])卡(?:号码?|账号)?[^卡\p{Han}]*$|(?:个人|工资)账[户号][^\p{Han}]*$/)
  }

  /// Part of a web address: /13812345678.html.
  private func isInAddress(_ range: Range<Int>) -> Bool {
    if isInURL(range.lowerBound) { return true }
    let before = text.byte(range.lowerBound - 1)
    if before == UInt8(ascii: "="), text.isLetter(range.lowerBound - 2) { return true }
    guard before == UInt8(ascii: "/") else { return false }
    return text.isLetter(range.lowerBound - 2)
      || text.byte(range.upperBound) == UInt8(ascii: "/") && text.isLetter(range.upperBound + 1)
  }

  private func isInURL(_ place: Int) -> Bool {
    var start = place
    while start > 0, place - start < 300, text.bytes[start - 1] > 0x20, text.bytes[start - 1] < 0x7F { start -= 1 }
    let run = text.string(start..<place)
    return run.contains("://") || run.contains("www.")
  }

  // MARK: Passports and permits

  func travelLabel(before place: Int) -> String {
    let words = text.before(place, 14)
    return ["通行证", "台胞证", "回乡证", "护照"].first { words.contains($0) } ?? ""
  }

  private mutating func travelDocument(_ range: Range<Int>) -> Bool {
    let letter = text.isLetter(range.lowerBound - 1) ? text.byte(range.lowerBound - 1) & 0xDF : 0
    let whole = (letter == 0 ? range.lowerBound : range.lowerBound - 1)..<range.upperBound
    let words = travelLabel(before: whole.lowerBound)
    switch words {
    case "护照":
      guard letter != 0 && (7...9).contains(range.count) else { return false }
      add(.passport, whole, masked: PersonalMatch.mask(text.string(whole), head: 1, tail: 2))
    case "": return false
    default:
      guard !isMeasured(range.upperBound),
        letter == 0 ? range.count == 8 || range.count == 10 : [8, 10].contains(range.count)
      else { return false }
      add(.permit, whole, masked: PersonalMatch.mask(text.string(whole), head: 1, tail: 2))
    }
    return true
  }
}
