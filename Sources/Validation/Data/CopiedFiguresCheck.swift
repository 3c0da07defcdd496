internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Y-09: statutory tables and declared figures that are last year's to the last figure. One that adds up passes every
/// other check, because it did last year.
///
/// Cell is compared with cell, so that last year's closing balance where this year's opening one stands is as it should
/// be, and the same in the same column is not.
struct CopiedFiguresCheck {
  /// At most one: who copied a document made one mistake, not nine.
  private(set) var findings: [Finding] = []
  /// Whether every table with figures is last year's: what of the text is last year's then has the same cause.
  private(set) var isWhole = false

  /// A few figures may well come back: a car, a round sum for receptions.
  private static let fewest = 3
  /// As many different ones do not in accounts of what was spent.
  private static let fewestSpent = 5
  /// In budgets they are round and stay from year to year.
  private static let fewestPlanned = 10

  init(_ disclosure: Disclosure) {
    guard let last = disclosure.relatives["上年"] else { return }
    let enough = disclosure.set.isAfterYear ? Self.fewestSpent : Self.fewestPlanned
    var tables: [Table] = []
    var most = 0
    var others = 0
    for table in disclosure.tables.compactMap({ $0 }) where table.form.isStatutory && table.isWhole {
      let own = Self.figures(of: table)
      let different = Set(own.values).count
      guard different >= Self.fewest else { continue }
      guard let before = last.table(table.form.id), before.isWhole else { continue }
      if Self.figures(of: before) == own {
        tables.append(table)
        most = max(most, different)
      } else {
        others += 1
      }
    }
    if most < enough { tables = [] }
    isWhole = !tables.isEmpty && others == 0
    let fields = Self.declared(disclosure)
    let areFieldsSame = Set(fields.map(\.value)).count >= enough && fields == Self.declared(last)
    let hasSameBudget = Self.hasSameBudget(disclosure, last, enough)
    findings = Self.finding(disclosure, tables, fields: areFieldsSame, budget: hasSameBudget).map { [$0] } ?? []
  }

  /// What is not zero, by cell.
  private static func figures(of table: Table) -> [String: ExactDecimal] {
    var figures: [String: ExactDecimal] = [:]
    for block in table.blocks {
      for row in block.rows {
        for column in block.form.figureColumns {
          guard case .figure(let figure) = row.cells[column].content, !figure.value.isZero else { continue }
          figures["\(block.form.id)|\(row.key)|\(block.form.columns[column].id)"] = figure.value
        }
      }
    }
    return figures
  }

  private static func declared(_ disclosure: Disclosure) -> [String: ExactDecimal] {
    let fields = disclosure.fields.filter { !$0.figure.value.isZero }
    return Dictionary(fields.map { ("\($0.group).\($0.name) \($0.unit.name)", $0.figure.value) }) { first, _ in first }
  }

  /// The figures declared for the budget; last year's own are compared by Y-02.
  private static func hasSameBudget(_ disclosure: Disclosure, _ last: Disclosure, _ enough: Int) -> Bool {
    func budget(_ disclosure: Disclosure) -> [String: ExactDecimal] {
      var figures: [String: ExactDecimal] = [:]
      for (cell, entry) in disclosure.comparatives.cells["年初预算"] ?? [:] where !entry.figure.value.isZero {
        figures[disclosure.set.address(of: cell)] = entry.figure.value
      }
      for (field, entry) in disclosure.comparatives.fields["年初预算"] ?? [:] where !entry.figure.value.isZero {
        figures["申报.\(field)"] = entry.figure.value
      }
      return figures
    }
    let own = budget(disclosure)
    return Set(own.values).count >= enough && own == budget(last)
  }

  private static func finding(
    _ disclosure: Disclosure, _ tables: [Table], fields: Bool, budget: Bool
  ) -> Finding? {
    var parts: [String] = []
    if !tables.isEmpty {
      let names = tables.map(\.form.short).joined(separator: "、")
      parts.append("\(tables.count > 1 ? "\(tables.count) 张表" : "一张表")的数（\(names)）")
    }
    if fields { parts.append("申报的数（fields）") }
    if budget { parts.append("年初预算的数（comparatives）") }
    guard !parts.isEmpty else { return nil }
    let spans = tables.map { SourceSpan.start(of: $0.path) } + (fields || budget ? [disclosure.span] : [])
    return Finding(
      builtIn: "Y-09", level: .warning,
      message: "\(parts.joined(separator: "、"))与上年公开件完全相同", at: spans[0],
      related: spans.dropFirst().prefix(9).map { .init($0, "也与上年相同") },
      fix: "换成 \(disclosure.year) 年度的数；确实没有变化的，列为例外，写明理由")
  }
}
