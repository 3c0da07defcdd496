internal import Disclosures
internal import Figures

/// A line over the years as bars, made at build time: names and amounts stand beside the bars, so that nothing hangs on
/// colour, and the same is said in words for those who do not see it.
struct TrendChart {
  /// Room for the year before the bar and the amount behind it, in units of the drawing.
  private static let (tail, bar) = (104, 200)
  private static let (step, thickness, gap) = (28, 16, 6)

  let id: String
  let title: String
  /// Newest first; an amount is nil where the year says nothing.
  let values: [(year: Int, mark: String, value: ExactDecimal?, written: String)]
  let unit: String

  /// Room for what stands before the bars.
  private var head: Int { values.contains { !$0.mark.isEmpty } ? 96 : 46 }

  /// nil without two figures.
  init?(_ row: YearComparison.Row, of comparison: YearComparison) {
    id = "trend-\(comparison.kind)-\(row.key)"
    title = "\(row.label)（\(comparison.kindTitle)）"
    guard let unit = row.cells.first?.unit, row.cells.allSatisfy({ $0.unit == unit }) else { return nil }
    self.unit = unit.name
    values = zip(comparison.summaries, row.cells).map { summary, cell -> (Int, String, ExactDecimal?, String) in
      let mark = summary.markInBrackets
      return switch cell.content {
      case .figure(let value, let written): (summary.year, mark, value, written)
      case .unlisted: (summary.year, mark, .zero, "未列")
      case .none: (summary.year, mark, nil, "没有这个数")
      }
    }
    guard values.count(where: { $0.value != nil }) > 1 else { return nil }
  }

  /// What the bars show, in a sentence.
  var words: String {
    values.map { "\($0.year)年度\($0.mark) \($0.written)" + ($0.value == nil ? "" : " \(unit)") }.joined(separator: "；")
  }

  var html: HTMLText {
    let width = head + Self.bar + Self.tail, height = values.count * Self.step
    let most = values.compactMap(\.value).max() ?? .zero
    var html = HTMLText()
    html.element(
      "svg", ("class", "trend"), ("viewBox", "0 0 \(width) \(height)"), ("role", "img"),
      ("aria-labelledby", "\(id)-title \(id)-desc")
    ) { html in
      html.element("title", ("id", "\(id)-title"), text: title)
      html.element("desc", ("id", "\(id)-desc"), text: words)
      for (place, item) in values.enumerated() {
        let top = place * Self.step, middle = top + Self.step / 2
        let length = Self.length(item.value, of: most)
        html.element(
          "text", ("class", "trend-year"), ("x", "0"), ("y", String(middle)), ("dominant-baseline", "central"),
          text: "\(item.year)\(item.mark)")
        html.element(
          "rect", ("class", place == 0 ? "trend-bar now" : "trend-bar"), ("x", String(head)),
          ("y", String(middle - Self.thickness / 2)), ("width", length.written()), ("height", String(Self.thickness)),
          text: "")
        html.element(
          "text", ("class", "trend-value"), ("x", (ExactDecimal(Int128(head + Self.gap)) + length).written()),
          ("y", String(middle)), ("dominant-baseline", "central"), text: item.written)
      }
    }
    html.newline()
    return html
  }

  /// The bar in units of the drawing, one decimal; nothing for what is zero or below it.
  private static func length(_ value: ExactDecimal?, of most: ExactDecimal) -> ExactDecimal {
    guard let value, value > .zero else { return .zero }
    let length = (value * ExactDecimal(Int128(bar))).divided(by: most, decimals: 1) ?? .zero
    return max(length, ExactDecimal(1))
  }
}
