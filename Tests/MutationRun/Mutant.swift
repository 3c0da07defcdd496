import Diagnostics
import Disclosures
import Figures

/// One wrong way to fill in a cell.
enum Slip: String, CaseIterable {
  case plusHundredth = "+0.01"
  case plusTwoHundredths = "+0.02"
  case plusOne = "+1"
  case timesTen = "×10"
  case swappedDigits = "数字颠倒"
  case sign = "正负号"
  case blank = "漏填"

  /// What would stand in the cell; nil where the slip changes nothing.
  func applied(to figure: Figure) -> ExactDecimal? {
    let value = figure.value
    let changed: ExactDecimal? =
      switch self {
      case .plusHundredth: value + ExactDecimal(1, scale: 2)
      case .plusTwoHundredths: value + ExactDecimal(2, scale: 2)
      case .plusOne: value + ExactDecimal(1)
      case .timesTen: ExactDecimal(value.coefficient * 10, scale: value.scale)
      case .swappedDigits: Self.swapped(figure)
      case .sign: -value
      case .blank: .zero
      }
    return changed == value ? nil : changed
  }

  /// The first two neighbouring digits that differ, the other way round.
  private static func swapped(_ figure: Figure) -> ExactDecimal? {
    var digits = Array(String(figure.value.magnitude.coefficient(atScale: max(figure.decimals, figure.value.scale))))
    guard let place = digits.indices.dropLast().first(where: { digits[$0] != digits[$0 + 1] }) else { return nil }
    digits.swapAt(place, place + 1)
    let coefficient = Int128(String(digits)) ?? 0
    let value = ExactDecimal(coefficient, scale: max(figure.decimals, figure.value.scale))
    return figure.value.isNegative ? -value : value
  }
}

/// A cell of a disclosure that can be filled in wrongly.
struct Target {
  let table: String
  /// The sheet it stands in; nil for the disclosure's own tables.
  let sheet: String?
  let address: String
  let cell: CellID
  let figure: Figure
  let span: SourceSpan
}

/// What one planted error came to.
enum Outcome {
  /// Reported; `elsewhere` is what the reports point at where none points at the cell itself.
  case caught(elsewhere: [String]?)
  /// Every identity the cell stands in still holds within its rounding: the tight bound says true data can look so.
  case withinRounding
  /// No rule of the sheet's form has to do with the cell: 项目金额, 年初设定的目标.
  case uncovered
  /// Nothing was reported although nothing excuses it.
  case missed
}
