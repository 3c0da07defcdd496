/// Whether a number stands by itself, or is the tail or the head of something longer.
extension PersonalData {
  /// Whether a number of so many digits can begin here: nothing before makes it the tail of a code.
  func isOpenBefore(_ start: Int, length: Int) -> Bool {
    if text.isLetter(start - 1) {
      // The one letter of a passport or a permit, or TEL; anything else is a code.
      return !text.isWord(start - 2) && !travelLabel(before: start - 1).isEmpty || isTelephoneWord(before: start)
    }
    switch text.byte(start - 1) {
    case UInt8(ascii: "_"):
      // The line to fill in, or what keeps a name and its number apart; a_138… is a code.
      let first = skip(UInt8(ascii: "_"), before: start)
      return start - first > 1 || !text.isWord(first - 1)
    case UInt8(ascii: "*"): return !text.isWord(skip(UInt8(ascii: "*"), before: start) - 1)
    case UInt8(ascii: "#"): return isAtLineStart(start - 1) || label(before: start - 1) == .person
    case UInt8(ascii: "."):
      return !text.isWord(start - 2) || length == 11 && isItemNumber(before: start - 1, end: start + length)
        || isTelephoneWord(before: start - 1)
    case UInt8(ascii: "-"):
      return !text.isWord(start - 2) || text.string(max(0, start - 3)..<start) == "86-"
        || length == 11 && isTelephone(before: start - 1)
    default: return true
    }
  }

  func isOpenAfter(_ end: Int) -> Bool {
    guard !text.isWord(end) else { return false }
    switch text.byte(end) {
    case UInt8(ascii: "_"):
      var next = end
      while text.byte(next) == UInt8(ascii: "_") { next += 1 }
      return next - end > 1 || !text.isWord(next)
    case UInt8(ascii: "*"):
      var next = end
      while text.byte(next) == UInt8(ascii: "*") { next += 1 }
      return !text.isDigit(next)
    case UInt8(ascii: "%"): return false
    case UInt8(ascii: "-"): return !text.isWord(end + 1)
    case UInt8(ascii: "."): return !text.isWord(end + 1) || isExtension(end + 1)
    default: return true
    }
  }

  private func skip(_ byte: UInt8, before end: Int) -> Int {
    var start = end
    while start > 0, text.byte(start - 1) == byte { start -= 1 }
    return start
  }

  private func isAtLineStart(_ place: Int) -> Bool { text.before(place, 6).allSatisfy { $0 == " " } }

  /// 1. in front of a line; 22.138… anywhere else is a decimal number.
  private func isItemNumber(before point: Int, end: Int) -> Bool {
    guard text.byte(end) != UInt8(ascii: ","), text.byte(end) != UInt8(ascii: "\t") else { return false }
    var start = point
    while point - start < 3, text.isDigit(start - 1) { start -= 1 }
    return (1...2).contains(point - start) && text.byte(start) != UInt8(ascii: "0") && isAtLineStart(start)
  }

  /// TEL138…, Tel.138…, and No.138… where the word before says what it is.
  private func isTelephoneWord(before end: Int) -> Bool {
    var start = end
    while end - start < 10, text.isLetter(start - 1) { start -= 1 }
    switch text.string(start..<end).lowercased() {
    case "tel", "telephone", "phone", "mobile", "mob", "mp", "cell": return true
    case "no": return label(before: start) == .person
    default: return false
    }
  }

  /// 0755-88888888-138…: an office's number and somebody's own, or two of somebody's.
  private func isTelephone(before hyphen: Int) -> Bool {
    var start = hyphen
    while hyphen - start < 12, text.isDigit(start - 1) { start -= 1 }
    if hyphen - start == 11 { return PersonalNumber.isMobile(text.bytes[start..<hyphen]) }
    guard (7...8).contains(hyphen - start), text.byte(start - 1) == UInt8(ascii: "-") else { return false }
    var area = start - 1
    while start - area < 7, text.isDigit(area - 1) { area -= 1 }
    return (4...5).contains(start - area) && text.byte(area) == UInt8(ascii: "0") && !text.isWord(area - 1)
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

  /// Whether a unit follows: then it is an amount. 人工, 户主 and a name in 万 are none.
  func isMeasured(_ end: Int) -> Bool {
    var rest = text.after(end, 4)
    if rest.first?.isWhitespace ?? false { rest.removeFirst() }
    guard let unit = rest.first else { return false }
    let next = rest.dropFirst().first
    switch unit {
    case "万": return next != "某"
    case "户": return next != "主"
    case "人": return !(next.map { "工事员".contains($0) } ?? false)
    default: return "元亿件个次平㎡米吨千瓦度台辆条份".contains(unit)
    }
  }

  /// Whether it is money, whatever label stands before.
  func isAmount(_ end: Int) -> Bool {
    let rest = text.after(end, 3).drop { $0.isWhitespace }
    return rest.first == "元" || (rest.first.map { "万亿".contains($0) } ?? false) && rest.dropFirst().first == "元"
  }

  /// 13812345678号图纸, and 项目138…, 合计 138…: the word in front, or 号 behind, says that it is no telephone.
  func isNumbered(_ range: Range<Int>) -> Bool {
    let rest = text.after(range.upperBound, 2)
    if rest.first == "号", rest.last != "码" { return true }
    var words = text.before(range.lowerBound, 12)
    let count = words.count
    while let last = words.last, last.isWhitespace || "：:|“\"'（(".contains(last) { words.removeLast() }
    return Self.codeEndings.contains { words.hasSuffix($0) }
      || words.count < count && Self.sumEndings.contains { words.hasSuffix($0) }
  }

  private static let codeEndings = ["项目", "资产", "卡片", "单据", "序列号", "指标", "型号", "图号", "码", "标段", "第", "ID", "id"]
  /// What figures stand beside: 合计 138…; a number that sticks to it is somebody's.
  private static let sumEndings = ["收入", "支出", "合计", "小计", "总计", "金额", "余额", "经费", "资金", "拨款"]
}
