extension MeasureUnit {
  /// The power of ten of one unit of money in 元; nil for anything that is not money.
  package var moneyScale: Int? {
    switch name {
    case "元": 0
    case "万元": 4
    case "亿元": 8
    default: nil
    }
  }
}

extension Figure {
  /// The same amount in a unit of money that is not smaller: exact, with as many more decimals.
  package func inLargerUnit(by power: Int) -> Figure {
    Figure(
      ExactDecimal(value.coefficient, scale: value.scale + power), decimals: decimals + power, isExact: isExact)
  }
}
