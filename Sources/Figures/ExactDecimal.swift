/// An exact decimal number: `coefficient × 10^-scale`, kept in lowest terms so that equal numbers are equal values.
///
/// Input is bounded to 15 digits before and 6 after the point (``FigureLiteral``), so sums of millions of figures and
/// the products that ratios need stay far inside 128 bits.
package struct ExactDecimal: Sendable, Hashable {
  // In two words, since anything that holds an Int128 is allocated at addresses that cost more to find.
  private let high: Int64
  private let low: UInt64
  package let scale: Int

  package var coefficient: Int128 { Int128(high) << 64 | Int128(low) }

  package static let zero = ExactDecimal(0)

  package init(_ coefficient: Int128, scale: Int = 0) {
    var (coefficient, scale) = (coefficient, scale)
    if coefficient == 0 { scale = 0 }
    // Every sum of every rule comes through here, and hardly any needs more than one machine word.
    if var short = Int64(exactly: coefficient) {
      while scale > 0, short % 10 == 0 {
        short /= 10
        scale -= 1
      }
      coefficient = Int128(short)
    } else {
      while scale > 0, coefficient % 10 == 0 {
        coefficient /= 10
        scale -= 1
      }
    }
    high = Int64(truncatingIfNeeded: coefficient >> 64)
    low = UInt64(truncatingIfNeeded: coefficient)
    self.scale = scale
  }

  package var isZero: Bool { coefficient == 0 }
  package var isNegative: Bool { coefficient < 0 }
  package var magnitude: ExactDecimal { isNegative ? -self : self }

  /// The coefficient this number has when written with `scale` decimals; `scale` must not be smaller than its own.
  package func coefficient(atScale scale: Int) -> Int128 {
    coefficient * Self.power(scale - self.scale)
  }

  /// 10 to a small power.
  package static func power(_ exponent: Int) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<max(0, exponent) { result *= 10 }
    return result
  }

  /// Half of the last unit at a number of decimals: 0.005 for 2.
  package static func halfUnit(decimals: Int) -> ExactDecimal { ExactDecimal(5, scale: decimals + 1) }

  /// The last unit at a number of decimals: 0.01 for 2.
  package static func unit(decimals: Int) -> ExactDecimal { ExactDecimal(1, scale: decimals) }

  /// Rounded half away from zero (四舍五入).
  package func rounded(decimals: Int) -> ExactDecimal {
    guard scale > decimals else { return self }
    return ExactDecimal(
      Self.divideRounding(coefficient, Self.power(scale - decimals)), scale: decimals)
  }

  /// `a / b` rounded half away from zero; `b` must not be zero.
  package static func divideRounding(_ a: Int128, _ b: Int128) -> Int128 {
    let (a, b) = b < 0 ? (-a, -b) : (a, b)
    return a >= 0 ? (2 * a + b) / (2 * b) : -((-2 * a + b) / (2 * b))
  }

  /// `self ÷ divisor × 10^shift`, rounded half away from zero to `decimals`; nil for a zero divisor.
  package func divided(by divisor: ExactDecimal, shift: Int = 0, decimals: Int) -> ExactDecimal? {
    guard !divisor.isZero else { return nil }
    let common = max(scale, divisor.scale)
    let numerator = coefficient(atScale: common) * Self.power(decimals + shift)
    return ExactDecimal(Self.divideRounding(numerator, divisor.coefficient(atScale: common)), scale: decimals)
  }

  /// Written with at least `decimals` decimals, thousands separated where asked: `1,556.54`.
  package func written(decimals: Int = 0, grouped: Bool = false) -> String {
    let shown = max(decimals, scale)
    // From the last digit to the first, byte by byte: every figure of every page comes through here.
    // 39 digits at most, a mark for every three of them, a point, a sign; and as many zeros as are asked for.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 56 + shown) { bytes in
      var rest = coefficient(atScale: shown).magnitude
      var place = 0
      var start = bytes.endIndex
      func put(_ byte: UInt8) {
        start -= 1
        bytes[start] = byte
      }
      repeat {
        if place == shown, shown > 0 { put(UInt8(ascii: ".")) }
        if grouped, place > shown, (place - shown) % 3 == 0 { put(UInt8(ascii: ",")) }
        let digit: UInt8
        if let short = UInt64(exactly: rest) {
          digit = UInt8(short % 10)
          rest = UInt128(short / 10)
        } else {
          digit = UInt8(rest % 10)
          rest /= 10
        }
        put(UInt8(ascii: "0") + digit)
        place += 1
      } while rest > 0 || place <= shown
      if isNegative { put(UInt8(ascii: "-")) }
      return String(decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start...]), as: UTF8.self)
    }
  }

  package static prefix func - (value: ExactDecimal) -> ExactDecimal {
    ExactDecimal(-value.coefficient, scale: value.scale)
  }

  package static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    if left.scale == right.scale { return ExactDecimal(left.coefficient + right.coefficient, scale: left.scale) }
    let common = max(left.scale, right.scale)
    return ExactDecimal(left.coefficient(atScale: common) + right.coefficient(atScale: common), scale: common)
  }

  package static func - (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal { left + -right }

  package static func * (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    ExactDecimal(left.coefficient * right.coefficient, scale: left.scale + right.scale)
  }
}

extension ExactDecimal: Comparable {
  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    let common = max(left.scale, right.scale)
    return left.coefficient(atScale: common) < right.coefficient(atScale: common)
  }
}

extension ExactDecimal: CustomStringConvertible {
  package var description: String { written() }
}
