internal import Figures

/// The words by which sentences about money are read, as UTF-8.
enum Words {
  static let wideComma = utf8("，")
  static let minus = utf8("−")
  static let ordinal = utf8("第")
  static let month = utf8("月")
  static let yuan = utf8("元")
  static let tenThousand = utf8("万")

  /// Longest first: 个百分点 before 个.
  static let units: [([UInt8], Quantity.Unit)] =
    [
      (utf8("亿元"), .money(MeasureUnit("亿元"))), (utf8("万元"), .money(.tenThousandYuan)), (utf8("元"), .money(.yuan)),
      (utf8("个百分点"), .points), (utf8("百分点"), .points),
    ]
    + [
      "万人次", "万平方米", "平方公里", "万户", "万人", "万亩", "万件", "万吨", "人次", "批次", "台（套）", "台(套)", "台/套", "平方米", "公里", "项次", "户次",
      "课时", "人", "批", "台", "套", "辆", "个", "项",
      "次", "家", "户", "件", "名", "处", "亩", "条", "场", "期", "份", "篇", "所", "座", "宗", "分", "张", "天", "株", "栋", "幢",
      "间", "例", "吨", "册", "起", "万公顷", "公顷",
    ].map { (utf8($0), .count($0)) }

  static let limitsAfter = ["以上", "以下", "以内", "（含）", "(含)", "及以上", "及以下"].map(utf8)
  static let limitsBefore = ["不超过", "不高于", "不低于", "不少于", "超过", "大于", "小于", "高于", "低于", "≥", "≤", "＞", "＜", ">", "<"]
    .map(utf8)
  static let aboutBefore = ["约", "近", "约为", "大约", "不足", "逾", "达到近"].map(utf8)
  static let aboutAfter = ["余", "多", "左右", "上下"].map(utf8)
  static let dashes = ["-", "—", "－", "~", "～", "至", "–"].map(utf8)
  static let enumeration = utf8("、")
  static let opening = ["（", "("].map(utf8)
  static let closing = ["）", ")"].map(utf8)
  static let stops = ["，", "。", "；", "、", "（", "）", ",", ";", "(", ")", "\n"].map(utf8)

  static let rises = ["增加", "增长", "上升", "提高", "增幅", "升幅", "增长率", "增加率", "净增", "略增", "多"].map(utf8)
  static let falls = ["减少", "下降", "降低", "减幅", "降幅", "压减", "节约", "节支", "缩减", "下降率", "减少率", "净减", "略减", "略降", "少"].map(
    utf8)
  static let rateWords = ["增长", "下降", "增幅", "降幅", "减幅", "增长率", "占比", "占", "完成", "执行率", "增幅为", "降幅为", "增长了", "下降了"].map(
    utf8)
  static let moneyWords = [
    "支出", "收入", "支出为", "收入为", "预算为", "决算为", "支出决算为", "年初预算为", "金额", "总额", "增加", "减少", "合计", "经费",
  ].map(utf8)

  private static let fullStop = utf8("。")

  private static let semicolons = ["；", ";"].map(utf8)

  /// Where the part of a sentence between semicolons begins, and whether it is a semicolon that it begins behind.
  static func partStart(before place: Int, in passage: Passage) -> (start: Int, isHalf: Bool) {
    let sentence = sentenceStart(before: place, in: passage)
    let half = semicolons.compactMap { passage.findLast($0, in: sentence..<place)?.upperBound }.max()
    return (half ?? sentence, half != nil)
  }

  static func sentenceStart(before place: Int, in passage: Passage) -> Int {
    passage.findLast(fullStop, in: passage.prefix..<place)?.upperBound ?? passage.prefix
  }

  static func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }
}
