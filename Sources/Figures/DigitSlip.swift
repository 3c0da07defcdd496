/// A slip of the pen that turns one figure into another. Slips are suspected, never corrected.
package enum DigitSlip: Sendable, Hashable {
  /// Filled in although there is nothing.
  case surplus
  case sign
  /// The decimal point moved by some places; positive where the typed figure is too large.
  case point(Int)
  /// Typed in 元 where 万元 is due, or the other way round.
  case unit
  case transposed
  /// One digit differs.
  case digit
  /// Left empty although there is something.
  case missing

  /// How little else could have made the figure what it is; smaller is more telling.
  package var rank: Int {
    switch self {
    case .surplus, .sign, .unit: 0
    case .point, .transposed: 1
    case .missing: 2
    case .digit: 3
    }
  }

  /// What a report says.
  package func hint(typed: String, meant: String) -> String {
    switch self {
    case .surplus: "这一格可能本来没有数（多填了 \(typed)）"
    case .sign: "正负号弄反了：\(typed) → \(meant)"
    case .point: "小数点错位：\(typed) → \(meant)"
    case .unit: "单位弄错（元与万元）：\(typed) → \(meant)"
    case .transposed: "相邻两位数字颠倒：\(typed) → \(meant)"
    case .digit: "有一位数字录错：\(typed) → \(meant)"
    case .missing: "漏填：应是 \(meant)"
    }
  }

  /// The slip that makes `meant` into `typed`; nil where no single slip does.
  package init?(typed: ExactDecimal, meant: ExactDecimal, decimals: Int) {
    if typed == meant { return nil }
    if meant.isZero {
      self = .surplus
      return
    }
    if typed.isZero {
      self = .missing
      return
    }
    if typed == -meant {
      self = .sign
      return
    }
    guard typed.isNegative == meant.isNegative else { return nil }
    let scale = max(typed.scale, meant.scale, decimals)
    let (a, b) = (typed.magnitude.coefficient(atScale: scale), meant.magnitude.coefficient(atScale: scale))
    for power in [1, 2, 3, 4, 5, 6] {
      let factor = ExactDecimal.power(power)
      // What the point moved past was cut off when the figure was rounded again.
      if Self.isNear(a, b * factor, within: factor) || Self.isNear(b, a * factor, within: factor) {
        if power == 4 { self = .unit } else { self = .point(a > b ? power : -power) }
        return
      }
    }
    let digits = Self.digits(a, b)
    let differing = digits.typed.indices.filter { digits.typed[$0] != digits.meant[$0] }
    if differing.count == 1 {
      self = .digit
    } else if differing.count == 2, differing[1] == differing[0] + 1,
      digits.typed[differing[0]] == digits.meant[differing[1]],
      digits.typed[differing[1]] == digits.meant[differing[0]]
    {
      self = .transposed
    } else {
      return nil
    }
  }

  /// What may have been meant by a typed figure: every figure that is one transposed pair, one digit or one place of the
  /// decimal point away, with the slip that leads from it to the typed one.
  package static func meant(byTyped typed: ExactDecimal, decimals: Int) -> [(value: ExactDecimal, slip: DigitSlip)] {
    let scale = max(typed.scale, decimals)
    let digits = Array(String(typed.magnitude.coefficient(atScale: scale)).utf8)
    guard !typed.isZero, digits.count < 20 else { return [] }
    let zero = UInt8(ascii: "0")
    var found: [(ExactDecimal, DigitSlip)] = []
    func add(_ changed: [UInt8], _ slip: DigitSlip) {
      let coefficient = changed.reduce(Int128(0)) { $0 * 10 + Int128($1 - zero) }
      found.append((ExactDecimal(typed.isNegative ? -coefficient : coefficient, scale: scale), slip))
    }
    for (index, digit) in digits.enumerated() {
      if index > 0, digits[index - 1] != digit {
        var changed = digits
        changed.swapAt(index - 1, index)
        add(changed, .transposed)
      }
      for other in zero...(zero + 9) where other != digit {
        var changed = digits
        changed[index] = other
        add(changed, .digit)
      }
    }
    add(digits + [zero], .point(-1))
    if typed.magnitude.coefficient(atScale: scale) >= 10 { add(digits.dropLast(), .point(1)) }
    return found
  }

  private static func isNear(_ a: Int128, _ b: Int128, within tolerance: Int128) -> Bool {
    let gap = a > b ? a - b : b - a
    return a != 0 && b >= tolerance && gap * 2 < tolerance
  }

  private static func digits(_ a: Int128, _ b: Int128) -> (typed: [UInt8], meant: [UInt8]) {
    var (x, y) = (Array(String(a).utf8), Array(String(b).utf8))
    let zero = UInt8(ascii: "0")
    while x.count < y.count { x.insert(zero, at: 0) }
    while y.count < x.count { y.insert(zero, at: 0) }
    return (x, y)
  }
}
