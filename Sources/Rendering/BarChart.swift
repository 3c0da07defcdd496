internal import Disclosures
internal import Figures
internal import Forms

/// A chart of the overview: named bars with their amounts and shares beside them, made at build time. Nothing hangs on
/// colour or on seeing: the same is said in words, and the table is a click away.
struct BarChart {
  struct Bar {
    let label: String
    let value: Evaluator.Value
    let against: Evaluator.Value?
  }

  private static let (width, step, thickness) = (360, 40, 12)
  /// Beyond so many bars the small ones are put together.
  private static let most = 9

  let form: ChartForm
  let bars: [Bar]
  /// What was put together at the end.
  let rest: (count: Int, value: ExactDecimal)?
  private let whole: ExactDecimal?
  private let id: String

  /// nil where there is nothing to compare: fewer than two bars that are not zero.
  init?(_ form: ChartForm, _ evaluator: Evaluator) {
    self.form = form
    id = "chart-\(form.id)"
    var bars: [Bar] = []
    for line in form.lines {
      guard let found = try? evaluator.lines(line.address) else { continue }
      for (name, value) in found {
        bars.append(
          Bar(label: line.label ?? name, value: value, against: line.against.flatMap { try? evaluator.value($0) }))
      }
    }
    whole = form.whole.flatMap { try? evaluator.value($0) }?.figure.value
    let isComposition = form.whole != nil
    if isComposition {
      bars = bars.filter { !$0.value.figure.value.isZero }.enumerated().sorted { a, b in
        let (x, y) = (a.element.value.figure.value, b.element.value.figure.value)
        return x == y ? a.offset < b.offset : x > y
      }.map(\.element)
    }
    guard bars.count(where: { !$0.value.figure.value.isZero || !($0.against?.figure.value.isZero ?? true) }) > 1,
      !bars.contains(where: { $0.value.figure.value.isNegative })
    else { return nil }
    if isComposition, bars.count > Self.most {
      let small = bars[(Self.most - 1)...]
      rest = (small.count, small.reduce(.zero) { $0 + $1.value.figure.value })
      self.bars = Array(bars[..<(Self.most - 1)])
    } else {
      rest = nil
      self.bars = bars
    }
  }

  var unit: String { bars.first?.value.unit.name ?? "" }

  private func share(_ value: ExactDecimal) -> String {
    guard let whole, let share = value.divided(by: whole, shift: 2, decimals: 1) else { return "" }
    // What rounds to nothing is not nothing.
    return share.isZero && !value.isZero ? "，不足 0.1%" : "，占 \(share.written(decimals: 1))%"
  }

  /// One line: the name, what stands beside it, and the lengths of its bars.
  private var rows: [(label: String, amount: String, lengths: [ExactDecimal])] {
    let series = form.series
    var rows = bars.map { bar -> (label: String, amount: String, lengths: [ExactDecimal]) in
      let own = bar.value.figure
      guard let other = bar.against?.figure else {
        return (bar.label, own.written + share(own.value), [own.value])
      }
      let words = "\(series.first ?? "") \(own.written)，\(series.dropFirst().first ?? "") \(other.written)"
      return (bar.label, words, [own.value, other.value])
    }
    if let rest {
      let decimals = bars[0].value.figure.decimals
      rows.append(
        ("其他 \(rest.count) 项", rest.value.written(decimals: decimals, grouped: true) + share(rest.value), [rest.value]))
    }
    return rows
  }

  var words: String { rows.map { "\($0.label) \($0.amount)" }.joined(separator: "；") }

  var html: HTMLText {
    let rows = rows
    let most = rows.flatMap(\.lengths).max() ?? .zero
    let isPaired = rows.contains { $0.lengths.count > 1 }
    let step = Self.step + (isPaired ? Self.thickness + 2 : 0)
    var html = HTMLText()
    html.element(
      "svg", ("class", "bars"), ("viewBox", "0 0 \(Self.width) \(rows.count * step)"), ("role", "img"),
      ("aria-labelledby", "\(id)-title \(id)-desc")
    ) { html in
      html.element("title", ("id", "\(id)-title"), text: form.title)
      html.element("desc", ("id", "\(id)-desc"), text: words)
      for (place, row) in rows.enumerated() {
        let top = place * step
        html.element("text", ("x", "0"), ("y", String(top + 14)), text: row.label)
        html.element(
          "text", ("class", "bars-value"), ("x", String(Self.width)), ("y", String(top + 14)), ("text-anchor", "end"),
          text: row.amount)
        for (offset, length) in row.lengths.enumerated() {
          let width = (length * ExactDecimal(Int128(Self.width))).divided(by: most, decimals: 1) ?? .zero
          html.element(
            "rect", ("class", offset == 0 ? "bars-bar" : "bars-bar other"), ("x", "0"),
            ("y", String(top + 20 + offset * (Self.thickness + 2))),
            ("width", (length.isZero ? .zero : max(width, ExactDecimal(1))).written()),
            ("height", String(Self.thickness)), text: "")
        }
      }
    }
    html.newline()
    return html
  }
}
