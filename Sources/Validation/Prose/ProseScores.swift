internal import Disclosures
internal import Figures
internal import Forms

/// What was scored of what, as prose names it: the indicators of the score card and of the projects' sheets, and their totals.
struct ProseScores {
  struct Score {
    /// The project; nil for the score card of the whole department.
    let owner: Int?
    let name: [UInt8]
    let full: ExactDecimal?
    let reached: ExactDecimal
    /// 评分表“投入”: for reports.
    let title: String
    let source: Evaluator.Value?
  }

  /// The names of the projects with a sheet.
  private(set) var owners: [[UInt8]] = []
  private(set) var hasCard = false
  private(set) var scores: [Score] = []
  private(set) var totals: [Score] = []

  var isEmpty: Bool { totals.isEmpty && scores.isEmpty }

  init() {}

  init(_ disclosure: Disclosure, evaluator: Evaluator) {
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, table.form.layout == .indicators else { continue }
      add(table, index, owner: nil, of: "", evaluator)
      hasCard = hasCard || !scores.isEmpty
    }
    for sheet in disclosure.sheets {
      let owner = owners.count
      owners.append(Array(sheet.name.utf8))
      let evaluator = sheet.evaluator
      for (index, table) in sheet.tables.enumerated() {
        guard let table else { continue }
        if table.form.layout == .indicators {
          add(table, index, owner: owner, of: sheet.name, evaluator)
        } else {
          addExecution(table, owner: owner, of: sheet.name)
        }
      }
    }
  }

  private mutating func add(_ table: Table, _ index: Int, owner: Int?, of sheet: String, _ evaluator: Evaluator) {
    guard let block = table.blocks.first else { return }
    let columns = block.indicatorColumns
    guard let weight = columns.weight, let score = columns.score else { return }
    let place = (sheet.isEmpty ? "" : "“\(sheet)”的") + table.form.title
    for row in block.rows {
      let printed = try? evaluator.value(CellID(table: index, block: 0, row: row.key, column: score))
      let isPrinted = if case .figure = row.cells[score].content { true } else { false }
      let full = block.amount(of: row, column: weight)
      let found = Score(
        owner: owner, name: Array(row.name.utf8), full: full.isZero ? nil : full,
        reached: row.isTotal ? block.amount(of: row, column: score) : block.reached(of: row, column: score),
        title: row.isTotal ? "\(place)总分" : "\(place)“\(row.name)”", source: isPrinted ? printed : nil)
      if row.isTotal { totals.append(found) } else { scores.append(found) }
    }
  }

  private static let execution = ["预算执行率", "执行率"].map { Array($0.utf8) }

  /// The rate of execution stands among the funds, and is scored there.
  private mutating func addExecution(_ table: Table, owner: Int, of sheet: String) {
    guard let block = table.blocks.first else { return }
    let columns = block.indicatorColumns
    guard let points = block.rows.lazy.compactMap({ columns.points($0) }).first else { return }
    for name in Self.execution {
      scores.append(
        Score(
          owner: owner, name: name, full: points.full, reached: points.reached, title: "“\(sheet)”的执行率", source: nil))
    }
  }
}
