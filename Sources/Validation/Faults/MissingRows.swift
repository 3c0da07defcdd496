internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// A row that a coded table does without and ought to have.
struct MissingRow {
  let table: Int
  let key: String
  /// The rows that stand below it: of the 款 a 类 has, of all 类 a total has.
  let children: [Row]
  /// The row above it, where this was all below that.
  let above: Row?
  /// What it would have in its columns.
  let amounts: [Int: ExactDecimal]
  /// The failing checks that hold once it is there.
  let mended: [Int]

  /// What the addresses of a row's cells begin with: `支出表[201]`.
  static func address(of key: String, in table: Int, _ set: FormSet) -> String {
    let address = set.address(of: CellID(table: table, block: 0, row: key, column: 0))
    return address.lastIndex(of: "]").map { String(address[...$0]) } ?? address
  }
}

/// Looks for rows that were left out. Each makes an identity fail in every column of the sum it belongs to and in every
/// table that has it, and leaves what stands below it without a parent: told together they say what to do, told one by one
/// they send the reader to cells that are right.
///
/// A row is missing where rows stand below it or other figures ask for it, where with one amount in each column everything
/// holds that asks for it or would sum it up, and where nothing breaks that holds now.
struct MissingRows {
  /// With the rows in place.
  private(set) var checks: [Check]
  private(set) var found: [MissingRow] = []
  private(set) var judge: Judge
  private let set: FormSet
  private let tables: [Table?]
  private var failing: Set<Int>
  /// The checks that ask for a row nobody has, by the row.
  private var asking: [RowID: [Int]] = [:]
  /// The checks that sum up rows in one column, by the row they are compared with.
  private var sums: [RowID: [Int]] = [:]

  /// A row of a coded table by its code.
  struct RowID: Hashable {
    let table: Int
    let key: String
  }

  init(checks: [Check], judge: Judge, set: FormSet, tables: [Table?], failing: [Int]) {
    self.checks = checks
    self.judge = judge
    self.set = set
    self.tables = tables
    self.failing = Set(failing)
    collect()
    var candidates = Self.candidates(checks, failing: self.failing, tables: tables)
    // Half a table that is gone is no row left out; and each row takes time to try.
    guard candidates.count <= Self.mostCandidates else { return }
    while true {
      let explained = candidates.compactMap { row(missing: $0) }.enumerated().sorted { a, b in
        // Those that explain most first, in the order of the tables, so that runs repeat.
        a.element.mended.count == b.element.mended.count
          ? a.offset < b.offset : a.element.mended.count > b.element.mended.count
      }.map(\.element)
      var told: Set<Int> = []
      for row in explained where told.isDisjoint(with: row.mended) {
        told.formUnion(row.mended)
        put(row)
        candidates.removeAll { $0 == RowID(table: row.table, key: row.key) }
      }
      if told.isEmpty { break }
    }
    // Several of one sum: alone, none of them fills what it lacks.
    let parents = Set(
      candidates.compactMap { row in Self.parent(of: row.key).map { RowID(table: row.table, key: $0) } })
    for parent in parents.sorted(by: { ($0.table, $0.key) < ($1.table, $1.key) }) {
      let siblings = candidates.filter { $0.table == parent.table && Self.parent(of: $0.key) == parent.key }
      for row in rows(missing: siblings, below: parent) { put(row) }
    }
  }

  private static let mostCandidates = 60

  /// Rows that were left out together; none where they do not fill what is lacking to the last digit.
  private func rows(missing rows: [RowID], below parent: RowID) -> [MissingRow] {
    let own = sums[parent] ?? []
    guard rows.count > 1, own.contains(where: failing.contains), let table = tables[parent.table],
      let block = table.blocks.first
    else { return [] }
    var found: [MissingRow] = []
    var judge = judge
    var filled = own.map { checks[$0] }
    for row in rows {
      let asking = asking[row, default: []]
      let children = children(of: row, in: block)
      teach(&judge, row, children, decimals: table.decimals)
      var amounts: [Int: ExactDecimal] = [:]
      for column in block.form.figureColumns {
        let cell = CellID(table: row.table, block: 0, row: row.key, column: column)
        let here = asking.filter { check(checks[$0], concerns: cell) }
        amounts[column] = values(for: cell, among: here, children: children, decimals: table.decimals).first { value in
          here.allSatisfy {
            holds($0, with: [column: value], row, decimals: table.decimals, judge) || !failing.contains($0)
          }
            && isSum(value, of: children, column: column, decimals: table.decimals)
        }
      }
      guard amounts.count == block.form.figureColumns.count, amounts.values.contains(where: { !$0.isZero }),
        asking.allSatisfy({ holds($0, with: amounts, row, decimals: table.decimals, judge) })
      else { return [] }
      for index in filled.indices { filled[index] = with(amounts, row, decimals: table.decimals, in: filled[index]) }
      // The sum is told once.
      let mended = (found.isEmpty ? asking + own : asking).filter(failing.contains)
      found.append(
        MissingRow(
          table: row.table, key: row.key, children: children, above: nil, amounts: amounts, mended: mended))
    }
    for index in filled.indices { filled[index].verdict = judge.verdict(filled[index]) }
    let isWhole = !filled.contains(where: \.isFailing)
    return isWhole ? found.filter { !$0.mended.isEmpty || !$0.children.isEmpty } : []
  }

  private func children(of row: RowID, in block: TableBlock) -> [Row] {
    block.rows.filter { !$0.isTotal && $0.code.map(Self.parent(of:)) == row.key }
  }

  private mutating func collect() {
    for (index, check) in checks.enumerated() {
      for entry in check.sides.left + check.sides.right where entry.value.isAbsent {
        guard let cell = entry.value.cell else { continue }
        let row = RowID(table: cell.table, key: cell.row)
        if asking[row]?.last != index { asking[row, default: []].append(index) }
      }
      guard check.item.assertion.relation == .sum, let whole = check.sides.lonelyLeft,
        tables[whole.table]?.form.layout == .list,
        check.sides.right.allSatisfy({ entry in
          guard let part = entry.value.cell, !entry.isSubtracted else { return false }
          return part.table == whole.table && part.column == whole.column && Self.parent(of: part.row) == whole.row
        })
      else { continue }
      sums[RowID(table: whole.table, key: whole.row), default: []].append(index)
    }
  }

  /// The rows that something speaks for and nobody has, in the order of tables and codes: failing checks ask for them, or
  /// rows stand below them.
  static func candidates(_ checks: [Check], failing: Set<Int>, tables: [Table?]) -> [RowID] {
    var rows: Set<RowID> = []
    for index in failing {
      for entry in checks[index].sides.left + checks[index].sides.right where entry.value.isAbsent {
        if let cell = entry.value.cell { rows.insert(RowID(table: cell.table, key: cell.row)) }
      }
    }
    for (index, table) in tables.enumerated() {
      guard let table, table.form.layout == .list, let block = table.blocks.first else { continue }
      if table.form.totalRow != nil { rows.insert(RowID(table: index, key: Row.totalKey)) }
      for code in block.rows.compactMap(\.code) {
        if let parent = CodeTree.parent(of: code) { rows.insert(RowID(table: index, key: parent)) }
      }
    }
    return rows.filter { row in
      guard let table = tables[row.table], table.form.layout == .list, let block = table.blocks.first else {
        return false
      }
      return !block.isPartial && block.row(row.key) == nil
        && (row.key == Row.totalKey || CodeTree.level(of: row.key) != nil)
    }.sorted { ($0.table, $0.key) < ($1.table, $1.key) }
  }

  /// nil for a total, which nothing sums up.
  private static func parent(of key: String) -> String? {
    key == Row.totalKey ? nil : CodeTree.parent(of: key) ?? Row.totalKey
  }

  /// The row, if it was left out; nil where that explains nothing, or not everything.
  private func row(missing row: RowID) -> MissingRow? {
    guard let table = tables[row.table], let block = table.blocks.first else { return nil }
    let children = children(of: row, in: block)
    var judge = judge
    teach(&judge, row, children, decimals: table.decimals)
    let own = Self.parent(of: row.key).flatMap { sums[RowID(table: row.table, key: $0)] } ?? []
    let all = asking[row, default: []] + own
    // All that a row consists of may be in the one row that was left out: then no sum tells.
    let whole = Self.parent(of: row.key).flatMap { block.row($0) }
    let isOnly = whole.map { whole in own.isEmpty && !whole.isTotal && block.children(of: whole.key).isEmpty } ?? false
    guard all.contains(where: failing.contains),
      !children.isEmpty || isOnly || own.contains(where: failing.contains)
    else { return nil }
    var amounts: [Int: ExactDecimal] = [:]
    for column in block.form.figureColumns {
      let cell = CellID(table: row.table, block: 0, row: row.key, column: column)
      let here = all.filter { check(checks[$0], concerns: cell) }
      let tried =
        isOnly
        ? [whole.map { $0.cells[column].figure(decimals: table.decimals).value } ?? .zero]
        : values(for: cell, among: here, children: children, decimals: table.decimals)
      let fitting = tried.first { value in
        here.allSatisfy {
          holds($0, with: [column: value], row, decimals: table.decimals, judge) || !failing.contains($0)
        }
          && isSum(value, of: children, column: column, decimals: table.decimals)
      }
      // Where no amount fits, this row is not what is wrong, or not alone.
      guard let value = fitting else { return nil }
      amounts[column] = value
    }
    guard all.allSatisfy({ holds($0, with: amounts, row, decimals: table.decimals, judge) }),
      amounts.values.contains(where: { !$0.isZero })
    else { return nil }
    return MissingRow(
      table: row.table, key: row.key, children: children, above: isOnly ? whole : nil, amounts: amounts,
      mended: all.filter(failing.contains))
  }

  /// Whether a check asks for the cell, or sums up its column.
  private func check(_ check: Check, concerns cell: CellID) -> Bool {
    (check.sides.left + check.sides.right).contains { $0.value.cell == cell }
      || check.sides.lonelyLeft.map { $0.table == cell.table && $0.column == cell.column } ?? false
  }

  /// What a column of the row may have: what the sum lacks, what another table says, what stands below it.
  private func values(
    for cell: CellID, among checks: [Int], children: [Row], decimals: Int
  ) -> [ExactDecimal] {
    var values: [ExactDecimal] = []
    func add(_ value: ExactDecimal) { if !values.contains(value) { values.append(value) } }
    for index in checks where self.checks[index].sides.lonelyLeft?.table == cell.table && failing.contains(index) {
      add(self.checks[index].sides.difference)
    }
    for index in checks where self.checks[index].item.assertion.relation == .same {
      if let solved = SolvedSides(self.checks[index].sides, for: .cell(cell)) {
        add(solved.expected.rounded(decimals: decimals))
      }
    }
    if !children.isEmpty {
      add(children.reduce(.zero) { $0 + $1.cells[cell.column].figure(decimals: decimals).value })
    }
    add(.zero)
    // Most parts of a figure are no larger than it, and often are all of it.
    for index in checks where [.atMost, .atLeast].contains(self.checks[index].item.assertion.relation) {
      let sides = self.checks[index].sides
      if let other = (sides.left + sides.right).first(where: { !$0.value.isAbsent && !$0.value.isNumber }) {
        add(other.value.figure.value.rounded(decimals: decimals))
      }
    }
    return values
  }

  private func isSum(_ value: ExactDecimal, of children: [Row], column: Int, decimals: Int) -> Bool {
    guard !children.isEmpty else { return true }
    let parts = children.map { Balance.Term($0.cells[column].figure(decimals: decimals)) }
    let whole = Figure(value, decimals: decimals, isExact: value.isZero)
    let verdict = Balance(left: [.init(whole)], right: parts).verdict
    return verdict == .exact || verdict == .rounding
  }

  private func holds(
    _ index: Int, with amounts: [Int: ExactDecimal], _ row: RowID, decimals: Int, _ judge: Judge
  ) -> Bool {
    var check = with(amounts, row, decimals: decimals, in: checks[index])
    check.verdict = judge.verdict(check)
    return !check.isFailing
  }

  /// What the row would be the sum of tells how far its rounding may lie from that of other tables.
  private func teach(_ judge: inout Judge, _ row: RowID, _ children: [Row], decimals: Int) {
    guard let value = checks.first?.sides.left.first?.value, let columns = children.first?.cells.indices else { return }
    for column in columns {
      let parts = children.map { child in
        let cell = CellID(table: row.table, block: 0, row: child.key, column: column)
        return (value.standing(at: cell, with: child.cells[column].figure(decimals: decimals)), false)
      }
      judge.learn(CellID(table: row.table, block: 0, row: row.key, column: column), parts: parts)
    }
  }

  /// The check as it would be with the row in the table.
  private func with(
    _ amounts: [Int: ExactDecimal], _ row: RowID, decimals: Int, in check: Check
  ) -> Check {
    var changed = check
    let all = check.sides.left + check.sides.right
    for (column, amount) in amounts {
      let cell = CellID(table: row.table, block: 0, row: row.key, column: column)
      let figure = Figure(amount, decimals: decimals, isExact: amount.isZero)
      if all.contains(where: { $0.value.cell == cell }) {
        changed.sides = changed.sides.replacing(.cell(cell), by: figure)
      } else if let whole = check.sides.lonelyLeft, whole.table == cell.table, whole.column == column {
        let value = check.sides.left[0].value.standing(at: cell, with: figure)
        changed.sides = Sides(left: changed.sides.left, right: changed.sides.right + [(value, false)])
      }
    }
    return changed
  }

  /// Goes on as if the row were there.
  private mutating func put(_ row: MissingRow) {
    let id = RowID(table: row.table, key: row.key)
    guard let table = tables[row.table] else { return }
    let own = Self.parent(of: row.key).flatMap { sums[RowID(table: row.table, key: $0)] } ?? []
    teach(&judge, id, row.children, decimals: table.decimals)
    // What fails and is none of ours is told as it stands.
    for index in asking[id, default: []] + own where failing.contains(index) || !checks[index].isFailing {
      checks[index] = with(row.amounts, id, decimals: table.decimals, in: checks[index])
      judge.learn(checks[index])
    }
    // Whether two tables differ by their rounding alone shows once a total is the sum of all its parts.
    var mended = row.mended
    for index in failing.sorted() {
      checks[index].verdict = judge.verdict(checks[index])
      if !checks[index].isFailing, !mended.contains(index) { mended.append(index) }
    }
    failing.subtract(mended)
    found.append(
      MissingRow(
        table: row.table, key: row.key, children: row.children, above: row.above, amounts: row.amounts, mended: mended))
  }
}
