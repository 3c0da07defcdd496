internal import Disclosures
internal import Forms

/// A table as its official form stands on paper: cells with their spans, as the page shows them.
struct FormGrid {
  enum Content {
    case head(String)
    /// The name of a row, as deep as its level.
    case name(String, indent: Int, isTotal: Bool)
    /// Codes, 行次 and 栏次: text, also where it is digits.
    case label(String)
    case cell(Cell, ColumnForm)
  }

  struct Spot {
    let row: Int
    let column: Int
    let rows: Int
    let columns: Int
    let content: Content
  }

  enum Width: Double {
    case number = 6
    case code = 11
    case figure = 15
    case level = 20
    case name = 34
    case text = 42
  }

  private(set) var spots: [Spot] = []
  private(set) var widths: [Width] = []
  /// The rows of heads, which every printed page repeats.
  private(set) var headRows = 0
  private(set) var rows = 0
  /// The columns that stay in sight.
  private(set) var lead = 0

  var columns: Int { widths.count }

  init(_ table: Table) {
    switch table.form.layout {
    case .list: list(table)
    case .paired: paired(table)
    case .segments: segments(table)
    case .transposed: if table.form.isInterleaved { interleaved(table) } else { transposed(table) }
    case .indicators: tree(table)
    case .record: record(table)
    }
    rows = spots.map { $0.row + $0.rows }.max() ?? 0
  }

  private mutating func put(_ content: Content, _ row: Int, _ column: Int, rows: Int = 1, columns: Int = 1) {
    spots.append(Spot(row: row, column: column, rows: max(1, rows), columns: max(1, columns), content: content))
  }

  private mutating func put(_ cells: [Cell], _ columns: [ColumnForm], _ row: Int, from column: Int) {
    for (offset, (cell, form)) in zip(cells, columns).enumerated() { put(.cell(cell, form), row, column + offset) }
  }

  /// 栏次.
  private mutating func numbers(_ row: Int, from column: Int, count: Int, after: Int = 0) {
    for number in 0..<count { put(.label(String(after + number + 1)), row, column + number) }
  }

  private static func widths(_ columns: [ColumnForm]) -> [Width] { columns.map { $0.isText ? .text : .figure } }

  /// Neighbours under one group head, or one alone.
  private static func runs<Element>(_ elements: [Element], _ group: (Element) -> String?) -> [[Element]] {
    var runs: [[Element]] = []
    for element in elements {
      if let name = group(element), let last = runs.last?.first, group(last) == name {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
    return runs
  }

  /// Columns under their groups, two rows high.
  private mutating func heads(_ columns: [ColumnForm], _ row: Int, from start: Int, rows: Int = 2) {
    var column = start
    for run in Self.runs(columns, \.group) {
      if let group = run[0].group {
        put(.head(group), row, column, columns: run.count)
        for (offset, form) in run.enumerated() { put(.head(form.label), row + 1, column + offset) }
      } else {
        put(.head(run[0].label), row, column, rows: rows)
      }
      column += run.count
    }
  }

  private mutating func list(_ table: Table) {
    let block = table.blocks[0]
    lead = 2
    widths = [.code, .name] + Self.widths(block.form.columns)
    put(.head("项目"), 0, 0, columns: 2)
    put(.head(table.form.codeHead ?? "编码"), 1, 0)
    put(.head(table.form.nameHead), 1, 1)
    heads(block.form.columns, 0, from: 2)
    headRows = 2
    if table.form.printsNumbers {
      put(.head("栏次"), headRows, 0, columns: 2)
      numbers(headRows, from: 2, count: block.form.columns.count)
      headRows += 1
    }
    for (offset, row) in block.rows.enumerated() {
      rowHead(row, headRows + offset, 0)
      put(row.cells, block.form.columns, headRows + offset, from: 2)
    }
  }

  /// Code and name; what has no code takes the room of both.
  private mutating func rowHead(_ row: Row, _ at: Int, _ column: Int) {
    let name = Content.name(row.label, indent: row.level ?? 0, isTotal: row.isTotal)
    guard let code = row.code, !row.isTotal else { return put(name, at, column, columns: 2) }
    put(.label(code), at, column)
    put(name, at, column + 1)
  }

  private mutating func paired(_ table: Table) {
    let hasNames = table.blocks.count > 1
    headRows = (hasNames ? 2 : 1) + (table.form.printsNumbers ? 1 : 0)
    var start = 0
    var counted = 0
    for block in table.blocks {
      let columns = block.form.columns
      let isNumbered = table.form.printsNumbers && block.form.lines.contains { $0.number != nil }
      let first = start + (isNumbered ? 2 : 1)
      widths += [.name] + (isNumbered ? [.number] : []) + Self.widths(columns)
      if hasNames { put(.head(block.form.name), 0, start, columns: widths.count - start) }
      let head = hasNames ? 1 : 0
      put(.head(block.form.nameHead ?? table.form.nameHead), head, start)
      if isNumbered { put(.head("行次"), head, start + 1) }
      for (offset, column) in columns.enumerated() { put(.head(column.label), head, first + offset) }
      if table.form.printsNumbers {
        put(.head("栏次"), head + 1, start)
        if isNumbered { put(.label(""), head + 1, start + 1) }
        numbers(head + 1, from: first, count: columns.count, after: counted)
      }
      counted += columns.count
      var line = headRows
      var expected = block.form.lines.first?.number
      for row in block.rows {
        let number = block.form.lines.first { ($0.code ?? $0.id) == row.key }?.number
        // The form's empty lines, so that both sides meet.
        while isNumbered, let number, let next = expected, next < number {
          put(.name("", indent: 0, isTotal: false), line, start)
          put(.label(String(next)), line, start + 1)
          for column in columns.indices { put(.label(""), line, first + column) }
          expected = next + 1
          line += 1
        }
        if let number { expected = number + 1 }
        put(.name(row.label, indent: 0, isTotal: row.isTotal), line, start)
        if isNumbered { put(.label(number.map { String($0) } ?? ""), line, start + 1) }
        put(row.cells, columns, line, from: first)
        line += 1
      }
      start = widths.count
    }
  }

  private mutating func segments(_ table: Table) {
    let block = table.blocks[0]
    let columns = block.form.columns
    headRows = 1
    for part in Set(block.form.lines.map(\.segment)).sorted() {
      let start = widths.count
      widths += [.code, .name] + Self.widths(columns)
      put(.head(table.form.codeHead ?? "编码"), 0, start)
      put(.head(table.form.nameHead), 0, start + 1)
      for (offset, column) in columns.enumerated() { put(.head(column.label), 0, start + 2 + offset) }
      let keys = Set(block.form.lines.filter { $0.segment == part }.map { $0.code ?? $0.id })
      for (offset, row) in block.rows.filter({ keys.contains($0.key) }).enumerated() {
        rowHead(row, 1 + offset, start)
        put(row.cells, columns, 1 + offset, from: start + 2)
      }
    }
  }

  /// Lines as columns: blocks over groups over lines, one row of figures.
  private mutating func transposed(_ table: Table) {
    headRows = 3 + (table.form.printsNumbers ? 1 : 0)
    for block in table.blocks {
      let start = widths.count
      put(.head(block.form.name), 0, start, columns: block.form.lines.count)
      var column = start
      for run in Self.runs(block.form.lines, \.group) {
        if let group = run[0].group {
          put(.head(group), 1, column, columns: run.count)
          for (offset, line) in run.enumerated() { put(.head(line.label), 2, column + offset) }
        } else {
          put(.head(run[0].label), 1, column, rows: 2)
        }
        column += run.count
      }
      for (offset, row) in block.rows.enumerated() {
        put(row.cells, block.form.columns, headRows, from: start + offset)
      }
      widths += block.form.lines.map { _ in .figure }
    }
    if table.form.printsNumbers { numbers(3, from: 0, count: widths.count) }
  }

  /// The blocks beside each other under every line.
  private mutating func interleaved(_ table: Table) {
    guard let lines = table.form.blocks.first?.lines else { return }
    let width = table.blocks.count
    headRows = 3 + (table.form.printsNumbers ? 1 : 0)
    var column = 0
    for run in Self.runs(lines, \.group) {
      if let group = run[0].group {
        put(.head(group), 0, column, columns: run.count * width)
        for (offset, line) in run.enumerated() { put(.head(line.label), 1, column + offset * width, columns: width) }
      } else {
        put(.head(run[0].label), 0, column, rows: 2, columns: width)
      }
      column += run.count * width
    }
    for index in lines.indices {
      for (offset, block) in table.blocks.enumerated() {
        put(.head(block.form.name), 2, index * width + offset)
        guard index < block.rows.count else { continue }
        put(block.rows[index].cells, block.form.columns, headRows, from: index * width + offset)
      }
    }
    widths = lines.flatMap { _ in table.blocks.map { _ in .figure } }
    if table.form.printsNumbers { numbers(3, from: 0, count: widths.count) }
  }

  /// A column for each level, what stands above spanning what stands below.
  private mutating func tree(_ table: Table) {
    let block = table.blocks[0]
    let columns = block.form.columns
    let levels = max(1, table.form.levels.count)
    lead = levels
    headRows = columns.contains { $0.group != nil } ? 2 : 1
    widths = Array(repeating: .level, count: levels) + Self.widths(columns)
    for (column, label) in table.form.levelHeads.enumerated() { put(.head(label), 0, column, rows: headRows) }
    heads(columns, 0, from: levels, rows: headRows)
    let leaves = block.leaves
    var below: [String: Int] = [:]
    for leaf in leaves { for ancestor in block.ancestors(of: leaf) { below[ancestor.key, default: 0] += 1 } }
    for (offset, row) in (leaves + block.rows.filter(\.isTotal)).enumerated() {
      let line = headRows + offset
      for (column, ancestor) in block.ancestors(of: row).enumerated() {
        guard let count = below.removeValue(forKey: ancestor.key) else { continue }
        put(.name(ancestor.label, indent: 0, isTotal: false), line, column, rows: count)
      }
      let level = row.isTotal ? 0 : row.level ?? 0
      put(.name(row.label, indent: 0, isTotal: row.isTotal), line, level, columns: levels - level)
      put(row.cells, columns, line, from: levels)
    }
  }

  /// Named fields, one a row.
  private mutating func record(_ table: Table) {
    let block = table.blocks[0]
    widths = [.level, .text]
    for (row, (column, cell)) in zip(block.form.columns, block.rows.first?.cells ?? []).enumerated() {
      put(.head(column.label + (table.fieldUnit(of: column).map { "（\($0)）" } ?? "")), row, 0)
      put(.cell(cell, column), row, 1)
    }
  }
}
