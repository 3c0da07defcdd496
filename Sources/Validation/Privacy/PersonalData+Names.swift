/// Names of persons beside what they have to do: 填报人：王小明, 制表：王小明.
extension PersonalData {
  private static let labels: Set<String> = [
    "填报", "填表", "制表", "审核", "经办", "负责", "联系", "复核", "制单", "责任", "编制", "校对", "承办", "代表", "报告", "主管", "核算",
    "审批", "录入", "验收", "填写", "报账",
  ]

  /// What is signed for without the word 人.
  private static let duties: Set<[UInt8]> = Set(
    ["填报", "填表", "制表", "审核", "经办", "复核", "制单", "校对", "会计", "出纳", "签发", "审批", "记账"].map { Array($0.utf8) })

  /// A name beside 填报人, 项目负责人, 联系人 …: the label, something that separates, then nothing but the name.
  mutating func nameAfter(person: Int) {
    guard person >= 6, isLabelled(person) else { return }
    let end = person + 3
    if let start = NameLabel.end(after: end, in: text) {
      name(at: start)
    } else if let start = NameLabel.bracket(after: end, in: text) {
      name(at: start)
    } else if NameLabel.isFollowedByTelephone(after: end, in: text) {
      name(at: end)
    }
  }

  private func isLabelled(_ person: Int) -> Bool {
    if text.bytes[person - 6] >= 0xE4 { return Self.labels.contains(text.string((person - 6)..<person)) }
    // 填 报 人 is written to be as wide as 负责人签字.
    guard text.byte(person - 1) == UInt8(ascii: " ") else { return false }
    let words = text.before(person, 8).split(separator: " ").suffix(2)
    return words.allSatisfy { $0.count == 1 } && Self.labels.contains(words.joined())
  }

  /// A name behind 制表：, 审核： and the like, which end there.
  mutating func nameAfter(colon: Int, length: Int) {
    guard colon >= 6, text.bytes[colon - 6] >= 0xE4, Self.duties.contains(Array(text.bytes[(colon - 6)..<colon])) else {
      return
    }
    var start = colon + length
    while text.byte(start) == UInt8(ascii: " ") || text.byte(start) == UInt8(ascii: "\t") { start += 1 }
    name(at: start)
  }

  private mutating func name(at start: Int) {
    let rest = text.after(start, 8)
    var name = ""
    var length = 0
    // 张　三 is written to be as wide as 王小明.
    let padded = rest.prefixMatch(of: /(\p{Han})[ \u{3000}]{1,3}(\p{Han})(?!\p{Han})/)
    if let padded, PersonName.isName(String(padded.1) + String(padded.2)) {
      name = String(padded.1) + String(padded.2)
      length = padded.0.utf8.count
    } else {
      name = NameLabel.cut(
        String(rest.prefix { $0.unicodeScalars.allSatisfy { $0.properties.isIdeographic } }))
      length = name.utf8.count
    }
    guard PersonName.isName(name) else { return }
    add(.name, start..<(start + length), masked: PersonName.masked(name))
  }
}
