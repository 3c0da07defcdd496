/// Numbers: resident IDs, mobile numbers, bank cards, passports, office telephones.
extension PersonalData {
  /// Looks at the digits that begin at `start`; returns where to go on.
  mutating func number(from start: Int) -> Int {
    var end = start
    while text.isDigit(end) { end += 1 }
    // Part of a longer code or a decimal number: none of its digits mean anything by themselves.
    guard isOpenBefore(start) else { return end }
    if end - start == 17, text.byte(end) & 0xDF == UInt8(ascii: "X"), isOpenAfter(end + 1),
      residentID(start..<(end + 1))
    {
      return end + 1
    }
    let digits = start..<end
    switch end - start {
    case 18 where isOpenAfter(end): if residentID(digits) || bankCard(digits) { return end }
    case 15 where isOpenAfter(end): if oldResidentID(digits) || prefixedMobile(digits) { return end }
    case 16, 17, 19: if isOpenAfter(end), bankCard(digits) { return end }
    case 11 where isOpenAfter(end): if mobile(digits) { return end }
    case 13 where isOpenAfter(end): if prefixedMobile(digits) { return end }
    case 7...10 where isOpenAfter(end): if travelDocument(digits) { return end }
    default: break
    }
    return grouped(digits) ?? end
  }

  /// Whether a number can begin here: nothing before makes it the tail of a code.
  private func isOpenBefore(_ start: Int) -> Bool {
    let last = text.byte(start - 1)
    if text.isLetter(start - 1) {
      // The one letter of a passport or a permit; anything else is a code.
      return !text.isWord(start - 2) && !travelLabel(before: start - 1).isEmpty
    }
    switch last {
    case UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "#"): return false
    case UInt8(ascii: "."): return !text.isWord(start - 2)
    case UInt8(ascii: "-"): return !text.isWord(start - 2) || text.string(max(0, start - 3)..<start) == "86-"
    default: return true
    }
  }

  func isOpenAfter(_ end: Int) -> Bool {
    guard !text.isWord(end) else { return false }
    switch text.byte(end) {
    case UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "%"): return false
    case UInt8(ascii: "-"): return !text.isWord(end + 1)
    case UInt8(ascii: "."): return !text.isWord(end + 1) || isExtension(end + 1)
    default: return true
    }
  }

  /// Files are named after people's numbers: 13812345678.txt is one, 13812345678.00 is not.
  private func isExtension(_ start: Int) -> Bool {
    var end = start
    while end - start < 6, text.isWord(end) { end += 1 }
    return Self.extensions.contains(text.string(start..<end).lowercased())
  }

  private static let extensions = Set(
    """
    txt csv tsv md json yaml yml xml log html htm xhtml doc docx docm dotx wps xls xlsx xlsm xltx et ppt pptx pptm ppsx dps
    pdf ofd odt ods odp rtf zip rar 7z jpg jpeg png gif bmp tif tiff webp svg heic mp3 mp4 wav mov avi
    """.split(whereSeparator: \.isWhitespace).map { String($0) })

  // MARK: Kinds

  private mutating func residentID(_ range: Range<Int>) -> Bool {
    let digits = text.bytes[range]
    guard PersonalNumber.isResidentID(digits, latest: latest) else { return false }
    let label = label(before: range.lowerBound)
    guard label != .code else { return false }
    // 440310202003150012 can be a project's number with its date in it.
    let isYoung = PersonalNumber.birthYear(digits) > min(latest, 2026) - 16
    add(.residentID, range, isDoubtful: isYoung && label == .none)
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
    switch label(before: range.lowerBound) {
    case .person: break
    case .code: guard isTelephoneNamed(before: range.lowerBound) else { return false }
    case .none:
      guard !isMeasured(range.upperBound), !isInAddress(range) else { return false }
    }
    add(.mobile, range)
    return true
  }

  /// +86 13…, 8613…, 008613….
  private mutating func prefixedMobile(_ range: Range<Int>) -> Bool {
    let digits = text.bytes[range]
    let tail = digits.suffix(11)
    let isPlus = text.byte(range.lowerBound - 1) == UInt8(ascii: "+")
    let head = String(decoding: digits.dropLast(11), as: UTF8.self)
    guard head == "86" && (isPlus || label(before: range.lowerBound) == .person) || head == "0086",
      PersonalNumber.isMobile(tail)
    else { return false }
    add(.mobile, tail.startIndex..<tail.endIndex)
    return true
  }

  private mutating func bankCard(_ range: Range<Int>) -> Bool {
    let label = label(before: range.lowerBound)
    // A department's own account has no card's number: 62…, a card's length, a valid last digit.
    let isNamed = ["卡号", "银行", "账户", "帐户", "账号", "帐号"].contains { text.before(range.lowerBound, 12).contains($0) }
    guard PersonalNumber.isBankCard(text.bytes[range], anyLength: isNamed), label != .code || isNamed else {
      return false
    }
    add(.bankCard, range)
    return true
  }

  /// Whether a unit follows: then it is an amount.
  private func isMeasured(_ end: Int) -> Bool {
    guard let next = text.after(end, 2).first(where: { !$0.isWhitespace }) else { return false }
    return "元万亿人件个户次平㎡米吨千瓦度台辆".contains(next)
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

  private func travelLabel(before place: Int) -> String {
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
