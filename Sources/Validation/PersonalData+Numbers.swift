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

  private func isOpenAfter(_ end: Int) -> Bool {
    guard !text.isWord(end) else { return false }
    switch text.byte(end) {
    case UInt8(ascii: "_"), UInt8(ascii: "*"), UInt8(ascii: "%"): return false
    case UInt8(ascii: "."), UInt8(ascii: "-"): return !text.isWord(end + 1)
    default: return true
    }
  }

  // MARK: What a label says

  private enum Label { case person, code, none }

  private static let personWords = [
    "电话", "手机", "联系", "移动", "微信", "短信", "tel", "Tel", "TEL", "mobile", "Mobile", "身份", "证件", "公民", "卡号", "银行卡", "姓名",
  ]
  private static let codeWords = [
    "编号", "编码", "代码", "文号", "账号", "帐号", "账户", "合同", "项目号", "备案", "发票", "流水", "序号", "订单", "凭证", "许可", "信用",
    "标识", "条码", "批号", "档案", "单号", "工号", "QQ", "qq", "网址", "http", "www", "版本", "批次", "预算单位", "项目代", "登记号", "证书号",
  ]

  /// The nearest word before a number that tells what it is.
  private func label(before start: Int) -> Label {
    let words = String(text.before(start, 20))
    func last(_ list: [String]) -> String.Index? {
      list.compactMap { words.ranges(of: $0).last?.upperBound }.max()
    }
    let person = last(Self.personWords)
    let code = last(Self.codeWords)
    guard let code else { return person == nil ? .none : .person }
    guard let person else { return .code }
    return person >= code ? .person : .code
  }

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
    case .code: return false
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
    let isNamed = text.before(range.lowerBound, 12).contains("卡号") || text.before(range.lowerBound, 12).contains("银行")
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
    let before = text.byte(range.lowerBound - 1)
    if before == UInt8(ascii: "="), text.isLetter(range.lowerBound - 2) { return true }
    guard before == UInt8(ascii: "/") else { return false }
    return text.isLetter(range.lowerBound - 2)
      || text.byte(range.upperBound) == UInt8(ascii: "/") && text.isLetter(range.upperBound + 1)
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

  // MARK: Numbers in groups

  /// 138-0013-8000, 440301 19900101 1234, 6222 0210 0112 3456 789, 0755-12345678. Returns where it ends.
  private mutating func grouped(_ first: Range<Int>) -> Int? {
    guard (3...6).contains(first.count) else { return nil }
    var groups = [first]
    var separators: [UInt8] = []
    while groups.count < 6, let last = groups.last {
      let separator = text.byte(last.upperBound)
      guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") || separator == UInt8(ascii: ")") else {
        break
      }
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
      let isJoined = separators.allSatisfy { $0 == UInt8(ascii: "-") }
      guard isJoined && label(before: first.lowerBound) != .code || label(before: first.lowerBound) == .person else {
        return nil
      }
      add(.mobile, range)
      return range.upperBound
    }
    if lengths == [6, 8, 4], isOpenAfter(last.upperBound), PersonalNumber.isResidentID(digits, latest: latest) {
      add(.residentID, range)
      return range.upperBound
    }
    if lengths.count >= 4, lengths.dropLast().allSatisfy({ $0 == 4 }), (1...4).contains(lengths.last ?? 0),
      isOpenAfter(last.upperBound), PersonalNumber.isBankCard(digits, anyLength: false), text.contains("卡")
    {
      add(.bankCard, range)
      return range.upperBound
    }
    return landline(groups, separators)
  }

  private mutating func landline(_ groups: [Range<Int>], _ separators: [UInt8]) -> Int? {
    let area = groups[0]
    let number = groups[1]
    guard text.bytes[area.lowerBound] == UInt8(ascii: "0"), text.bytes[area.lowerBound + 1] != UInt8(ascii: "0"),
      (3...4).contains(area.count), (7...8).contains(number.count),
      (UInt8(ascii: "2")...UInt8(ascii: "8")).contains(text.bytes[number.lowerBound]),
      separators[0] != UInt8(ascii: " "),
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
