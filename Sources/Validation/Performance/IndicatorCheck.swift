internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Checks the rows of an indicator tree that have a target and an actual value: scores in proportion, bands for words,
/// reasons for what was lost (PRJ-07 to PRJ-10; 财预〔2020〕10号).
struct IndicatorCheck {
  private let table: Table
  private let address: (CellID) -> String
  private let index: Int
  /// How messages begin: which sheet, which part.
  private let place: String
  private let columns: IndicatorColumns
  private var findings: [Finding] = []

  static func run(_ tables: [Table?], in set: FormSet) -> [Finding] {
    tables.enumerated().flatMap { index, table -> [Finding] in
      guard let table, table.form.layout == .indicators, table.form.collects.isEmpty else { return [] }
      var check = IndicatorCheck(table, index: index, set: set)
      check.run()
      return check.findings
    }
  }

  private init(_ table: Table, index: Int, set: FormSet) {
    self.table = table
    self.index = index
    address = { set.address(of: $0) }
    place = set.sheet.map { "\(Sheet.quoted($0))的\(table.form.short)：" } ?? "\(table.form.short)："
    columns = table.blocks[0].indicatorColumns
  }

  private mutating func run() {
    var unexplained: [Row] = []
    for row in table.blocks[0].leaves {
      checkEmptyIndicator(row)
      let points = columns.points(row)
      let isScoreTold = points.map { checkScore(row, full: $0.full, reached: $0.reached) } ?? false
      // A score that cannot be right is one mistake: whether it needs a reason is seen once it is mended.
      guard !isScoreTold, let reason = columns.reason, !hasText(row, reason) else { continue }
      let isJudged = points != nil || columns.weight == nil
      if points?.isLost ?? false || isJudged && columns.isMissed(row) { unexplained.append(row) }
    }
    guard let first = unexplained.first, let reason = columns.reason else { return }
    // Some cards are published without reasons; where they are given, all of them are due.
    let givesReasons = table.blocks[0].leaves.contains { hasText($0, reason) }
    guard columns.target != nil || givesReasons else { return }
    let names = unexplained.prefix(6).map { "“\($0.name)”" }.joined(separator: "、") + (unexplained.count > 6 ? "等" : "")
    // About all of them: the first one's place, and no cell.
    findings.append(
      finding(
        "PRJ-09", "偏差原因", first, columns.score ?? columns.actual ?? 0,
        "\(unexplained.count) 项没有达到目标或扣了分，没有写\(table.blocks[0].form.columns[reason].name)：\(names)",
        fix: "逐项写明没有达到的原因和改进措施"))
  }

  private func hasText(_ row: Row, _ column: Int) -> Bool {
    guard let text = columns.text(row, column) else { return false }
    return !["无", "—", "-", "/", "无。"].contains(text)
  }

  /// An indicator that does not apply weighs nothing.
  private mutating func checkEmptyIndicator(_ row: Row) {
    guard ["*", "不适用", "无"].contains(row.name), let weight = columns.weight,
      case .figure(let figure) = row.cells[weight].content,
      !figure.value.isZero
    else { return }
    report(
      "PRJ-10", "指标齐全", row, weight, "“\(row.name)”的指标占了 \(figure.written) 分，不适用的指标分值应为 0", fix: "写明指标，或把分值分给其他指标")
  }

  /// Whether the score was found to be wrong.
  private mutating func checkScore(_ row: Row, full: ExactDecimal, reached: ExactDecimal) -> Bool {
    guard let wanted = columns.text(row, columns.target), let found = columns.text(row, columns.actual),
      let score = columns.score, !full.isZero
    else { return false }
    if let (_, least, most) = Self.bands.first(where: { $0.words.contains(found) }) {
      let share = reached.divided(by: full, shift: 2, decimals: 4) ?? .zero
      let isOutside = share < least || most < share
      if isOutside {
        report(
          "PRJ-08", "定性指标的档次", row, score,
          "“\(row.name)”的完成情况是“\(found)”，得 \(reached.written()) 分是分值的 \(share.rounded(decimals: 1).written())%，这一档应在 \(least.written())% 至 \(most.written())% 之间",
          fix: "核对完成情况或得分")
      }
      return isOutside
    }
    let outcomes = outcomes(row.name, IndicatorValue(wanted), IndicatorValue(found), full)
    guard !outcomes.isEmpty, !outcomes.contains(where: { Self.agrees(reached, with: $0.score, full: full) }) else {
      return false
    }
    let best = outcomes[0]
    report(
      "PRJ-07", "定量指标的得分", row, score,
      "“\(row.name)”目标 \(wanted)、完成 \(found)，得分是 \(reached.written())，\(best.how)应是 \(best.score.rounded(decimals: 2).written())",
      fix: "核对完成值和得分；有别的评分办法的，在偏差原因里写明")
    return true
  }

  /// What the score may be: in full where the target is reached, else in proportion. Where nobody says whether more or
  /// less is better, both readings count.
  private func outcomes(
    _ name: String, _ wanted: IndicatorValue, _ found: IndicatorValue, _ full: ExactDecimal
  ) -> [(score: ExactDecimal, how: String)] {
    guard wanted.isComparable(with: found), let goal = wanted.number, let result = found.number else { return [] }
    if goal == result { return wanted.isReached(by: found, name: name) == true ? [(full, "达到目标，")] : [] }
    func proportion(_ a: ExactDecimal, _ b: ExactDecimal) -> [(ExactDecimal, String)] {
      guard !a.isNegative, !b.isZero,
        let part = ExactDecimal(full.coefficient * a.coefficient, scale: full.scale + a.scale)
          .divided(by: b, decimals: 6)
      else { return [] }
      return [(part, "按比例")]
    }
    let asMore = result > goal ? [(full, "达到目标，")] : proportion(result, goal)
    let asLess = result < goal ? [(full, "达到目标，")] : proportion(goal, result)
    switch wanted.direction {
    case .more: return asMore
    case .less: return asLess
    case nil:
      // A name that speaks of less is no proof: savings are costs too, and more of them is better.
      let unit = wanted.unit.isEmpty ? found.unit : wanted.unit
      return switch IndicatorValue.suggestedDirection(of: name, unit: unit) {
      case .more: asMore
      case .less: asLess + asMore
      case nil: asMore + asLess
      }
    }
  }

  /// A score as it was written down: whole, to one decimal or to two.
  private static func agrees(_ stated: ExactDecimal, with exact: ExactDecimal, full: ExactDecimal) -> Bool {
    // Rounding does not make a part the whole.
    if stated == full, exact < full { return (stated - exact).magnitude < .unit(decimals: 2) }
    return (stated - exact).magnitude < .unit(decimals: max(stated.scale, 1)) || stated == exact.rounded(decimals: 0)
  }

  /// 财预〔2020〕10号: the words for what cannot be counted, with the shares of the weight they stand for.
  private static let bands: [(words: [String], least: ExactDecimal, most: ExactDecimal)] = [
    (["达成预期指标", "全部达成", "基本达成"], ExactDecimal(80), ExactDecimal(100)),
    (["部分达成", "部分达成预期指标并具有一定效果"], ExactDecimal(60), ExactDecimal(80)),
    (["未达成", "未完成", "未开展", "未调查", "未验收"], ExactDecimal(0), ExactDecimal(60)),
  ]

  private mutating func report(
    _ rule: String, _ name: String, _ row: Row, _ column: Int, _ message: String, fix: String
  ) {
    var finding = finding(rule, name, row, column, message, fix: fix)
    finding.cell = address(CellID(table: index, block: 0, row: row.key, column: column))
    findings.append(finding)
  }

  private func finding(
    _ rule: String, _ name: String, _ row: Row, _ column: Int, _ message: String, fix: String
  ) -> Finding {
    Finding(
      rule: rule, name: name, level: .warning, message: place + message, at: row.cells[column].span,
      fix: fix)
  }
}
