internal import Diagnostics

/// What the words before a number say it is.
extension PersonalData {
  enum Label { case person, code, none }

  private static let personWords = [
    "电话", "手机", "联系", "移动", "微信", "短信", "tel", "Tel", "TEL", "mobile", "Mobile", "phone", "Phone", "身份", "证件", "公民",
    "卡号", "银行卡", "姓名", "拨打", "致电",
  ]
  private static let codeWords = [
    "编号", "编码", "代码", "文号", "账号", "帐号", "账户", "合同", "项目号", "备案", "发票", "流水", "序号", "订单", "凭证", "许可", "信用",
    "标识", "条码", "批号", "档案", "单号", "工号", "QQ", "qq", "网址", "http", "www", "版本", "批次", "预算单位", "项目代", "登记号", "证书号",
  ]

  /// The words by the byte they end with, persons' first: a number may stand on every line, and most follow none of them.
  private static let byLastByte = Dictionary(
    grouping: personWords.map { (Array($0.utf8), Label.person) } + codeWords.map { (Array($0.utf8), .code) }
  ) { $0.0.last ?? 0 }

  /// The nearest word before a number that tells what it is.
  func label(before start: Int) -> Label {
    var words = text.before(start, 30)
    // （与合同一致） says something about the label, it is none itself; 微信/QQ is one label.
    if words.utf8.contains(where: { $0 == 0xEF || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "Q") }) {
      words = words.replacing(/[（(][^（）()]{0,20}[）)]|[\/、和或及与]QQ/, with: "")
    }
    let bytes = Array(words.suffix(20).utf8)
    for end in stride(from: bytes.count, to: 0, by: -1) {
      guard let ending = Self.byLastByte[bytes[end - 1]] else { continue }
      if let found = ending.first(where: { bytes[..<end].reversed().starts(with: $0.0.reversed()) }) { return found.1 }
    }
    return .none
  }

  /// Whether a telephone is what the clause is about although another word stands nearer: 联系电话与合同编号一致：138….
  /// A number directly behind that word is what it says: 电话项目合同编号：138….
  func isTelephoneNamed(before start: Int) -> Bool {
    let words = text.before(start, 30)
    let clause = words.split(whereSeparator: { "，。；、,;|\t".contains($0) }).last ?? words
    guard clause.contains(/联系电话|联系方式|电话号码|手机号|联系人|电话(?![费会卡亭机])|手机(?![费卡])/) else { return false }
    var label = clause
    while let last = label.last, "：: 为是=＝“\"'".contains(last) { label.removeLast() }
    return !Self.codeWords.contains { label.hasSuffix($0) || label.hasSuffix($0 + "号") }
  }

  /// Whether a person stands between the word of a code and the number: 合同乙方李某，138…; 发票请寄张三 138….
  func isPersonNamed(before start: Int) -> Bool {
    let words = text.before(start, 30)
    guard let code = Self.codeWords.compactMap({ words.ranges(of: $0).last?.upperBound }).max() else { return false }
    var rest = words[code...]
    while let last = rest.last, last.isWhitespace || "，,：:、（(".contains(last) { rest.removeLast() }
    if rest.firstMatch(of: /(?:[管理驾驶保洁联络]员|[^责]人|某|先生|女士|同志|师傅|老师|户主|咨询|找|寄)$/) != nil { return true }
    guard let match = rest.firstMatch(of: /(?:[方寄找：:，,、]|[订签负经申受联]人)\s?(\p{Han}{2,3})$/) else { return false }
    return PersonName.isName(String(match.1))
  }

  /// Whether the words over a column, or in a cell, say that its numbers are a person's; nil where they say neither.
  static func isPersonal(_ words: String) -> Bool? {
    let bytes = Array(words.utf8)
    func holds(_ list: [[UInt8]]) -> Bool { list.contains { ByteSearch.first($0, in: bytes, bytes.indices) != nil } }
    return holds(personBytes) ? true : holds(figureBytes) ? false : nil
  }

  private static let personBytes = personWords.map { Array($0.utf8) }
  private static let figureBytes =
    (codeWords + [
      "金额", "元", "余额", "预算", "决算", "收入", "支出", "合计", "原值", "净值", "单价", "总价", "数量", "面积", "资产", "项目", "卡片", "指标",
    ]).map { Array($0.utf8) }
}
