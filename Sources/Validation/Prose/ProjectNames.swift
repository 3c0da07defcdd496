internal import Disclosures
internal import Forms

/// The projects that have sheets, and what prose calls their amounts: 民生诉求……项目全年预算数 284.36 万元.
struct ProjectNames {
  private let projects: [(table: Int, key: String, name: [UInt8])]
  private let amounts: [(table: Int, column: Int, name: [UInt8])]

  init(_ disclosure: Disclosure) {
    var projects: [(table: Int, key: String, name: [UInt8])] = []
    var amounts: [(table: Int, column: Int, name: [UInt8])] = []
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, !table.form.collects.isEmpty, let block = table.blocks.first else { continue }
      projects += block.rows.map { (index, $0.key, Array($0.name.utf8)) }
      for column in block.form.figureColumns {
        let form = block.form.columns[column]
        guard form.unit == nil || form.unit == table.unit else { continue }
        amounts += ([form.name] + form.aliases).map { (index, column, Array($0.utf8)) }
      }
    }
    self.projects = projects
    self.amounts = amounts
  }

  /// The cell of the project the passage speaks of last, where the words before the amount name one of its amounts.
  func cell(_ lead: Lead) -> ProseNames.Target? {
    guard !projects.isEmpty else { return nil }
    let before = 0..<lead.range.upperBound
    let places = projects.compactMap { project in
      lead.passage.findLast(project.name, in: before).map { (project, $0.upperBound) }
    }
    // 一般行政管理事务 within 其他一般行政管理事务: the longer name is meant.
    guard let nearest = places.max(by: { ($0.1, $0.0.name.count) < ($1.1, $1.0.name.count) }) else { return nil }
    let said = amounts.filter { $0.table == nearest.0.table }.compactMap { amount in
      lead.passage.findLast(amount.name, in: lead.clause).map { (amount, $0.upperBound) }
    }
    guard let amount = said.max(by: { ($0.1, $0.0.name.count) < ($1.1, $1.0.name.count) }) else { return nil }
    return .cell(CellID(table: nearest.0.table, block: 0, row: nearest.0.key, column: amount.0.column))
  }
}
