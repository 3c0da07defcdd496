internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// NUM-3: everything is ten thousand times what it was, or what was planned: one of the two is in 元.
///
/// A single table in another unit does not agree with the others; where all are, only another period tells.
enum MagnitudeCheck {
  static func run(_ disclosure: Disclosure, evaluator: Evaluator) -> [Finding] {
    for period in evaluator.hasRelative("上年")
      ? ["上年"] + disclosure.comparatives.periods : disclosure.comparatives.periods
    {
      var pairs: [(now: Evaluator.Value, before: Evaluator.Value)] = []
      var isLarger = true, isSmaller = true
      for cell in cells(disclosure, period) {
        guard let now = try? evaluator.value(cell), let before = try? evaluator.value(cell, period: period),
          now.unit.isMoney, !now.figure.value.isZero, !before.figure.value.isZero
        else { continue }
        pairs.append((now, before))
        isLarger = isLarger && isFar(now.figure.value, before.figure.value)
        isSmaller = isSmaller && isFar(before.figure.value, now.figure.value)
        if !isLarger, !isSmaller { break }
      }
      guard isLarger || isSmaller, pairs.count >= 2, let first = pairs.first else { continue }
      var finding = Finding(
        // Where these are the small ones, the others are more likely in 元.
        builtIn: "NUM-3", level: isLarger ? .error : .warning,
        message:
          "本件的数都是\(period)的一千\(isLarger ? "倍以上" : "分之一以下")，像是一边以元、一边以万元填的：\(first.now.address) 是 \(first.now.figure.written)，\(period)是 \(first.before.figure.written)",
        at: first.now.span ?? disclosure.span, fix: "本件的单位是\(first.now.unit.name)：照这个单位改正，对比数也一样")
      finding.basis = BuiltInRules.rule("NUM-3")?.basis
      finding.spans += first.before.span.map { [.init($0, period)] } ?? []
      return [finding]
    }
    return []
  }

  private static func isFar(_ large: ExactDecimal, _ small: ExactDecimal) -> Bool {
    large.magnitude >= small.magnitude * ExactDecimal(1000)
  }

  /// What was given for the period, and the totals of the tables.
  private static func cells(_ disclosure: Disclosure, _ period: String) -> [CellID] {
    var cells = Array((disclosure.comparatives.cells[period] ?? [:]).keys)
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, table.form.isStatutory else { continue }
      for (place, block) in table.blocks.enumerated() {
        for row in block.rows where row.isTotal {
          cells += block.form.figureColumns.map { CellID(table: index, block: place, row: row.key, column: $0) }
        }
      }
    }
    return Set(cells).sorted { ($0.table, $0.block, $0.row, $0.column) < ($1.table, $1.block, $1.row, $1.column) }
  }
}
