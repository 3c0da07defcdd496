internal import Disclosures
internal import Figures

/// A figure to blame, with the value that would mend things.
struct Fault {
  let value: Evaluator.Value
  let meant: ExactDecimal
  /// The failing checks that hold with that value.
  let mended: [Int]
  /// The failing checks it stands in that fail all the same.
  let left: [Int]
  /// How many holding checks it would break.
  let broken: Int
  let slip: DigitSlip?
  /// Whether its table has negative figures at all.
  let mayBeNegative: Bool
  /// Nothing was typed in the cell, and its row is there: more likely forgotten than nil.
  let isLeftEmpty: Bool
  /// Another cell that says what this one would be put right into, where that told it from its alternatives.
  var witness: CellID?
  /// Others that would do as well.
  var alternatives: [Fault] = []

  /// No amount is corrected into a negative one, unless its sign alone is the other and the form has such figures.
  var isAbsurd: Bool { meant.isNegative && !value.figure.value.isNegative && (slip != .sign || !mayBeNegative) }

  /// Whether this figure alone explains everything that is wrong with it.
  var isProven: Bool { left.isEmpty && broken == 0 && !isAbsurd }

  /// Whether the slip itself is evidence: the point, the unit or the sign by a gap of so many digits that hardly any other
  /// figure would happen to give it, two digits swapped by a gap that no one digit gives, or a cell left empty in a row that
  /// is there. A gap that is one addend, or would take the place of a typed 0, is none.
  var isTelling: Bool {
    let gap = (meant - value.figure.value).magnitude
    let digits = String(gap.coefficient(atScale: gap.scale)).reversed().drop { $0 == "0" }.count
    switch slip {
    case .point, .unit, .sign: return digits >= 3
    case .transposed: return digits >= 2
    case .missing: return isLeftEmpty && digits >= 2
    case .surplus, .digit, nil: return false
    }
  }

  var gain: Int { mended.count - left.count }

  /// Larger is more convincing; compared in order. A slip only ranks what is equal otherwise.
  var weight: (Int, Int, Int) {
    (mended.count - broken, -broken, isAbsurd ? -9 : -(slip?.rank ?? 5))
  }
}
