/// What stands between a label (填报人) and the name, and what ends the name.
enum NameLabel {
  /// Where the name begins; nil where nothing separates it from the label, or the line ends.
  static func end(after place: Int, in text: PersonalText) -> Int? {
    let rest = String(text.after(place, 60))
    // 填报人（签字）：, 联系人姓名, "负责人", | 填表人 |, **经办人：**
    let pattern = /(?:姓名|签字|签名|签章|盖章|[及和、与]?(?:联系)?(?:电话|方式|手机))?(?:[（(][^（）()\n]{0,8}[）)])?[ \u{3000}\t：:|,"'*_\[\]]+/
    guard let match = rest.prefixMatch(of: pattern), match.0.utf8.count < rest.utf8.count else { return nil }
    return place + match.0.utf8.count
  }

  /// Without the next label where that follows directly: 张三联系电话.
  static func cut(_ run: String) -> String {
    let next = ["联系", "电话", "手机", "填报", "填表", "日期", "审核", "复核", "单位", "部门", "职务", "签字", "签名", "制表", "时间"]
    let characters = Array(run)
    for length in 2..<5 where characters.count > length {
      let rest = String(characters[length...])
      if next.contains(where: { rest.hasPrefix($0) }) { return String(characters[..<length]) }
    }
    return run
  }
}
