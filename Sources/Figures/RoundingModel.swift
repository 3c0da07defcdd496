/// How published figures may have been made from true ones.
package enum RoundingModel: Sendable, CaseIterable {
  /// 四舍五入 as declared: ties away from zero, `0` exact.
  case declared
  /// To the nearest, but nobody knows which way ties went.
  case tiesUnknown
  /// As declared, but a bare `0` may be a rounded one.
  case zerosRounded
  /// Cut off instead of rounded.
  case truncated

  /// What the model supposes, for a 存疑.
  package var assumption: String {
    switch self {
    case .declared: "四舍五入"
    case .tiesUnknown: "恰逢 5 时有的舍、有的入"
    case .zerosRounded: "有的“0”其实是不足半个末位的数"
    case .truncated: "各数是截位而不是四舍五入得来的"
    }
  }

  /// The true values a figure can stand for.
  package func interval(of figure: Figure) -> Interval {
    let value = figure.value
    let half = ExactDecimal.halfUnit(decimals: figure.decimals)
    if figure.isExact {
      guard self == .zerosRounded, value.isZero else { return Interval(value, value) }
      return Interval(-half, half, lowerClosed: false, upperClosed: false)
    }
    switch self {
    case .declared, .zerosRounded:
      return Interval(
        value - half, value + half, lowerClosed: !value.isNegative && !value.isZero, upperClosed: value.isNegative)
    case .tiesUnknown:
      return Interval(value - half, value + half)
    case .truncated:
      let unit = ExactDecimal.unit(decimals: figure.decimals)
      if value.isZero { return Interval(-unit, unit, lowerClosed: false, upperClosed: false) }
      return value.isNegative
        ? Interval(value - unit, value, lowerClosed: false) : Interval(value, value + unit, upperClosed: false)
    }
  }
}
