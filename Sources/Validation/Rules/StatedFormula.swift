internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// How a stated figure (a rate, a score in proportion) is worked out, with the figures found for it.
struct StatedFormula {
  struct Factor {
    let isDivisor: Bool
    var values: [Sides.Entry]
  }

  /// A sum of products.
  struct Way {
    var terms: [(isSubtracted: Bool, factors: [Factor])]
  }

  /// Any of these will do; the first is the one that findings tell.
  var ways: [Way]

  var values: [Evaluator.Value] { ways.flatMap(\.terms).flatMap(\.factors).flatMap(\.values).map(\.value) }

  func replacing(_ name: Evaluator.Value.Name, by figure: Figure) -> StatedFormula {
    var copy = self
    for way in copy.ways.indices {
      for term in copy.ways[way].terms.indices {
        for factor in copy.ways[way].terms[term].factors.indices {
          copy.ways[way].terms[term].factors[factor].values = copy.ways[way].terms[term].factors[factor].values.map {
            $0.value.name == name ? ($0.value.replacing(figure), $0.isSubtracted) : $0
          }
        }
      }
    }
    return copy
  }

  /// What a stated figure comes to: 平 where it is the rounded result, 尾差 where its further digits were cut off instead.
  ///
  /// 未检 where nothing can be worked out: a divisor of zero, or numbers beyond all measure.
  func verdict(of stated: Evaluator.Value) -> Verdict {
    var verdict = Verdict.open
    for way in ways {
      guard let computed = try? way.range(in: stated.unit) else { continue }
      let power = stated.unit == .percent ? -2 : 0
      let value = stated.figure.value, decimals = stated.figure.decimals
      let rounded = RationalRange(Figure(value, decimals: decimals, isExact: false), power: power)
      if (try? computed.meets(rounded)) ?? false { return .exact }
      let unit = ExactDecimal.unit(decimals: decimals)
      let cut = RationalRange(
        Figure(value.isNegative ? value - unit : value + unit, decimals: decimals, isExact: true), power: power)
      let whole = RationalRange(
        value.isNegative ? cut.lower : rounded.lower, value.isNegative ? rounded.upper : cut.upper)
      verdict = (try? computed.meets(whole)) ?? false ? .rounding : verdict == .rounding ? .rounding : .broken
    }
    return verdict
  }

  /// What it should be, as precise as it is stated; nil where nothing can be worked out.
  func expected(for stated: Evaluator.Value) -> ExactDecimal? {
    guard let way = ways.first, let range = try? way.range(in: stated.unit),
      let middle = try? range.lower.plus(range.upper).over(Rational(ExactDecimal(2)))
    else { return nil }
    let scaled = stated.unit == .percent ? try? middle.times(Rational(ExactDecimal(100))) : middle
    return try? scaled?.rounded(decimals: stated.figure.decimals)
  }
}

extension StatedFormula.Way {
  /// All values the result can truly have; amounts that are added up or set against a stated amount are in one unit.
  func range(in unit: MeasureUnit) throws(Rational.Failure) -> RationalRange {
    var total = RationalRange(.zero, .zero)
    for term in terms {
      var product = RationalRange(Rational(ExactDecimal(1)), Rational(ExactDecimal(1)))
      for factor in term.factors {
        var sum = RationalRange(.zero, .zero)
        for entry in factor.values {
          let range = RationalRange(
            entry.value.figure, power: power(of: entry.value, against: unit, isAlone: term.factors.count == 1))
          sum = try sum.plus(entry.isSubtracted ? -range : range)
        }
        product = factor.isDivisor ? try product.over(sum) : try product.times(sum)
      }
      total = try total.plus(term.isSubtracted ? -product : product)
    }
    return total
  }

  private func power(of value: Evaluator.Value, against unit: MeasureUnit, isAlone: Bool) -> Int {
    if value.unit == .percent { return -2 }
    guard let own = value.unit.moneyScale else { return 0 }
    // Money over money cancels in 元; a lone amount is set against an amount of the stated unit.
    return isAlone ? own - (unit.moneyScale ?? own) : own
  }
}
