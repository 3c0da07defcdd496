/// What the words before a number say it is.
extension PersonalData {
  enum Label { case person, code, none }

  private static let personWords = [
    "电话", "手机", "联系", "移动", "微信", "短信", "tel", "Tel", "TEL", "mobile", "Mobile", "phone", "Phone", "身份", "证件", "公民",
    "卡号", "银行卡", "姓名",
  ]
  private static let codeWords = [
    "编号", "编码", "代码", "文号", "账号", "帐号", "账户", "合同", "项目号", "备案", "发票", "流水", "序号", "订单", "凭证", "许可", "信用",
    "标识", "条码", "批号", "档案", "单号", "工号", "QQ", "qq", "网址", "http", "www", "版本", "批次", "预算单位", "项目代", "登记号", "证书号",
  ]

  /// The nearest word before a number that tells what it is.
  func label(before start: Int) -> Label {
    // （与合同一致） says something about the label, it is none itself.
    let words = String(text.before(start, 30)).replacing(/[（(][^（）()]{0,20}[）)]/, with: "").suffix(20)
    func last(_ list: [String]) -> String.Index? {
      list.compactMap { words.ranges(of: $0).last?.upperBound }.max()
    }
    let person = last(Self.personWords)
    let code = last(Self.codeWords)
    guard let code else { return person == nil ? .none : .person }
    guard let person else { return .code }
    return person >= code ? .person : .code
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
}
