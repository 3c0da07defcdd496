/// What stands between a label (填报人) and the name, and what ends the name.
enum NameLabel {
  /// Where the name begins; nil where nothing separates it from the label, or the line ends.
  static func end(after place: Int, in text: PersonalText) -> Int? {
    let rest = String(text.after(place, 60))
    // 填报人（签字）：, 联系人姓名, "负责人", | 填表人 |, **经办人：**
    let pattern =
      /(?:姓名|签字|签名|签章|盖章|[及和、与]?(?:联系)?(?:电话|方式|手机))?(?:[（(][^（）()\n]{0,8}[）)])?(?:[ \u{3000}\t：:|,"'”’】」*_\[\]]+|[为是][ ：:“"]*)/
    guard let match = rest.prefixMatch(of: pattern), match.0.utf8.count < rest.utf8.count else { return nil }
    return place + match.0.utf8.count
  }

  /// Where the name begins that stands in brackets, alone: 填报人（张三）.
  static func bracket(after place: Int, in text: PersonalText) -> Int? {
    guard let match = text.after(place, 6).prefixMatch(of: /([（(])\p{Han}{2,3}[）)]/) else { return nil }
    return place + match.1.utf8.count
  }

  /// Whether a name stands at the label itself, and how to reach the person behind it: 联系人王小明，电话 138….
  static func isFollowedByTelephone(after place: Int, in text: PersonalText) -> Bool {
    text.after(place, 14).prefixMatch(of: /\p{Han}{2,3}[，,、；;（(：: ]{0,2}(?:联系)?(?:电话|手机|方式)/) != nil
  }

  /// Without the next label where that follows directly: 张三联系电话.
  static func cut(_ run: String) -> String {
    let next = ["联系", "电话", "手机", "填报", "填表", "日期", "审核", "复核", "单位", "部门", "职务", "签字", "签名", "制表", "时间"]
    let characters = Array(run)
    for length in 2..<5 where characters.count > length {
      let rest = String(characters[length...])
      if next.contains(where: { rest.hasPrefix($0) }) { return String(characters[..<length]) }
    }
    return posts.first { run.hasSuffix($0) }.map { String(run.dropLast($0.count)) } ?? run
  }

  /// What follows a name as its title; what is left of 王老师 is no name any more.
  private static let posts = [
    "副局长", "副科长", "副处长", "副主任", "副所长", "副院长", "副校长", "副书记", "局长", "科长", "处长", "主任", "股长", "所长", "院长", "站长", "队长", "校长",
    "书记",
    "经理", "老师", "同志", "先生", "女士",
  ]
}
