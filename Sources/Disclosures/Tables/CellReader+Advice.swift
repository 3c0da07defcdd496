internal import Diagnostics
internal import Figures

extension CellReader {
  /// What to do about a figure that was typed with its unit, which is not always the table's; nil for anything else.
  func unitAdvice(for text: String) -> String? {
    let (number, written) = MeasureUnit.split(text)
    guard let unit, let written, case .number(let value, _)? = try? FigureLiteral.read(number) else { return nil }
    if written == .percent || written.name == "％" {
      if unit.name == "比率" { return "这一栏写小数：\(shown(value.scaled(by: -2)))" }
      return unit.isMoney ? "这一栏填金额（\(unit.name)），不填百分数" : "去掉百分号，只写数"
    }
    guard let from = written.moneyScale, let to = unit.moneyScale else { return nil }
    guard from != to else { return "去掉单位，只写数：\(number)" }
    return "这一栏的单位是\(unit.name)，\(number)\(written.name)应写成 \(shown(value.scaled(by: from - to)))"
  }

  /// With the column's decimals, and told where that leaves something out.
  private func shown(_ value: ExactDecimal) -> String {
    let rounded = value.rounded(decimals: decimals)
    let text = rounded.written(decimals: decimals)
    return rounded == value ? text : "\(text)（\(value.written()) 四舍五入）"
  }
}

extension ExactDecimal {
  /// Times a power of ten.
  fileprivate func scaled(by exponent: Int) -> ExactDecimal {
    exponent >= 0 ? self * ExactDecimal(Self.power(exponent)) : ExactDecimal(coefficient, scale: scale - exponent)
  }
}
