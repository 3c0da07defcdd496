/// The words by which sentences about money are read, wherever they stand; those that one question alone asks for stand
/// beside it.
extension Words {
  static let wideComma: Words = "，"
  static let minus: Words = "−"
  static let ordinal: Words = "第"
  static let month: Words = "月"
  static let yuan: Words = "元"
  static let tenThousand: Words = "万"

  static let limitsAfter: Words = ["以上", "以下", "以内", "（含）", "(含)", "及以上", "及以下"]
  static let limitsBefore: Words = [
    "不超过", "不高于", "不低于", "不少于", "超过", "大于", "小于", "高于", "低于", "≥", "≤", "＞", "＜", ">", "<",
  ]
  static let aboutBefore: Words = ["约", "近", "约为", "大约", "不足", "逾", "达到近"]
  static let aboutAfter: Words = ["余", "多", "左右", "上下"]
  static let dashes: Words = ["-", "—", "－", "~", "～", "至", "–"]
  static let enumeration: Words = "、"
  static let opening: Words = ["（", "("]
  static let closing: Words = ["）", ")"]
  static let stops: Words = ["，", "。", "；", "、", "（", "）", ",", ";", "(", ")", "\n"]

  static let rises: Words = ["增加", "增长", "上升", "提高", "增幅", "升幅", "增长率", "增加率", "净增", "略增", "多"]
  static let falls: Words = ["减少", "下降", "降低", "减幅", "降幅", "压减", "节约", "节支", "缩减", "下降率", "减少率", "净减", "略减", "略降", "少"]
  static let rateWords: Words = [
    "增长", "下降", "增幅", "降幅", "减幅", "增长率", "占比", "占", "完成", "执行率", "增幅为", "降幅为", "增长了", "下降了",
  ]
  static let moneyWords: Words = [
    "支出", "收入", "支出为", "收入为", "预算为", "决算为", "支出决算为", "年初预算为", "金额", "总额", "增加", "减少", "合计", "经费",
  ]
}
