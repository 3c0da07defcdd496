internal import Diagnostics
internal import Disclosures
internal import Forms

/// Where each figure of a table comes from and what it was checked by: its place in the data file, every check it took
/// part in, where the text uses it, where it stands beside others.
///
/// A table of a thousand figures would need ten elements for each to say so on the page. The page has a line for every
/// row instead, which needs no script, and beside it lies a script with the rest, read when a reader asks for a figure.
struct FigureOrigins: Sendable {
  struct Check: Sendable {
    let rule: Int
    let verdict: Verdict
    let formula: String
    let arithmetic: Arithmetic?
    /// The figure that was checked; the others took part.
    let cell: String
    /// What the gap is in; "" where nobody says.
    let unit: String
  }

  struct Figure: Sendable {
    let cell: CellID
    let anchor: String
    let address: String
    let place: Position?
    /// Indices of ``FigureOrigins/checks``.
    let checks: [Int]
    let uses: [TableProvenance.Use]
    /// Indices of ``FigureOrigins/rows`` and ``FigureOrigins/columns``.
    let row: Int
    let column: Int
  }

  /// One row of the table: its figures' lines in the file, and its checks by rule.
  struct Line: Sendable {
    let label: String
    let figures: [Figure]
    /// Ascending by rule, each with how often it came to what, in the order of the verdicts.
    let verdicts: [(rule: Int, counts: [(verdict: Verdict, count: Int)])]

    /// 1-based lines of the file, first and last.
    var lines: ClosedRange<Int>? {
      let lines = figures.compactMap(\.place?.line)
      guard let first = lines.min(), let last = lines.max() else { return nil }
      return first...last
    }
  }

  /// Below the disclosure's folder: `tables/expenditure.yaml`.
  let file: String
  /// In the order in which the table's checks first name them.
  let rules: [(id: String, name: String)]
  let checks: [Check]
  let lines: [Line]
  /// The names of the rows with figures. Two rows may have one name; figures that stand in the same row have one index.
  let rows: [String]
  /// The names of the columns, and the unit that their figures are in.
  let columns: [(name: String, unit: String)]

  /// The figures of one table of a disclosure.
  init(_ index: Int, of disclosure: Disclosure, _ known: FigureIndex, uses: TableProvenance.Uses) {
    self.init(
      [index], set: disclosure.set, tables: disclosure.tables, path: disclosure.tables[index]?.path ?? "",
      of: disclosure, known, uses: uses)
  }

  /// The figures of all parts of a sheet, which stand on one page.
  init(_ sheet: Sheet, of disclosure: Disclosure, _ known: FigureIndex) {
    self.init(
      Array(sheet.tables.indices), set: sheet.set, tables: sheet.tables, path: sheet.path, of: disclosure, known,
      uses: [:])
  }

  private init(
    _ indices: [Int], set: FormSet, tables: [Table?], path: String, of disclosure: Disclosure, _ known: FigureIndex,
    uses: TableProvenance.Uses
  ) {
    let folder = "content/\(disclosure.id)/"
    file = path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
    let source = disclosure.files.first { $0.path == path }
    let own = Set(indices)

    var rules: [(id: String, name: String)] = []
    var numbers: [String: Int] = [:]
    var checks: [Check] = []
    var touching: [CellID: [Int]] = [:]
    for check in known.checks(involving: indices) {
      let entry = check.entry
      let rule = numbers[entry.rule] ?? rules.count
      if rule == rules.count {
        numbers[entry.rule] = rule
        rules.append((entry.rule, entry.name))
      }
      for cell in check.cells where own.contains(cell.table) {
        touching[cell, default: []].appendUnlessLast(checks.count)
      }
      checks.append(
        Check(
          rule: rule, verdict: entry.verdict, formula: entry.formula, arithmetic: entry.arithmetic, cell: entry.cell,
          unit: entry.arithmetic == nil ? "" : Self.unit(of: check.cell, in: tables)))
    }
    var names = Names()
    var lines: [Line] = []
    for index in indices {
      guard let table = tables[index] else { continue }
      let layout = set.tables[index].layout
      for (number, block) in table.blocks.enumerated() {
        let figureColumns = block.form.figureColumns
        var columns = [Int?](repeating: nil, count: block.form.columns.count)
        for row in block.rows {
          // What a form prints across, its lines, is a row to who asks for one figure; its parts are the columns. A record
          // has no rows but itself.
          let name = layout == .record ? table.title : row.name.isEmpty ? row.label : row.name
          let key = layout == .transposed ? "\(index) \(row.key)" : "\(index) \(number) \(row.key)"
          var figures: [Figure] = []
          for column in figureColumns {
            guard case .figure = row.cells[column].content else { continue }
            if columns[column] == nil {
              let form = block.form.columns[column]
              let head = layout == .transposed && !block.form.name.isEmpty ? block.form.name : form.name
              columns[column] = names.column(head, unit: table.unit(of: form))
            }
            let cell = CellID(table: index, block: number, row: row.key, column: column)
            figures.append(
              Figure(
                cell: cell, anchor: set.anchor(of: cell), address: known.address(of: cell),
                place: source?.position(at: row.cells[column].span.lower), checks: touching[cell] ?? [],
                uses: uses[cell] ?? [], row: figures.first?.row ?? names.row(name, key: key),
                column: columns[column] ?? 0))
          }
          guard !figures.isEmpty else { continue }
          let label = row.label.isEmpty ? figures[0].address : row.label
          lines.append(
            Line(
              label: block.form.name.isEmpty ? label : "\(block.form.name)：\(label)", figures: figures,
              verdicts: Self.verdicts(of: figures, checks)))
        }
      }
    }
    self.lines = lines
    self.rules = rules
    self.checks = checks
    (rows, columns) = (names.rows, names.columns)
  }

  /// What the checks of a row's figures came to, each check once.
  private static func verdicts(
    of figures: [Figure], _ checks: [Check]
  ) -> [(rule: Int, counts: [(verdict: Verdict, count: Int)])] {
    var found = figures.flatMap(\.checks)
    found.sort()
    // By rule, then by verdict: a number for both.
    let words = Verdict.allCases
    var results: [Int] = []
    results.reserveCapacity(found.count)
    for (place, number) in found.enumerated() where place == 0 || found[place - 1] != number {
      let check = checks[number]
      results.append(check.rule * words.count + (words.firstIndex(of: check.verdict) ?? 0))
    }
    results.sort()
    var verdicts: [(rule: Int, counts: [(verdict: Verdict, count: Int)])] = []
    for (place, result) in results.enumerated() {
      let (rule, verdict) = result.quotientAndRemainder(dividingBy: words.count)
      if place == 0 || results[place - 1] / words.count != rule { verdicts.append((rule, [])) }
      let last = verdicts.count - 1
      if place == 0 || results[place - 1] != result { verdicts[last].counts.append((words[verdict], 0)) }
      verdicts[last].counts[verdicts[last].counts.count - 1].count += 1
    }
    return verdicts
  }

  private static func unit(of cell: CellID?, in tables: [Table?]) -> String {
    guard let cell, let table = tables[cell.table] else { return "" }
    return table.unit(of: table.blocks[cell.block].form.columns[cell.column])
  }

  /// The names of rows and columns, each once.
  private struct Names {
    private(set) var rows: [String] = []
    private(set) var columns: [(name: String, unit: String)] = []
    private var rowNumbers: [String: Int] = [:]

    mutating func row(_ name: String, key: String) -> Int {
      if let known = rowNumbers[key] { return known }
      rowNumbers[key] = rows.count
      rows.append(name)
      return rows.count - 1
    }

    mutating func column(_ name: String, unit: String) -> Int {
      if let known = columns.firstIndex(where: { $0 == (name, unit) }) { return known }
      columns.append((name, unit))
      return columns.count - 1
    }
  }

  /// What a row's checks came to: `TC-1 平 6，X-09 尾差 1`.
  func summary(of line: Line) -> String {
    line.verdicts.map { rule, counts in
      "\(rules[rule].id) \(counts.map { "\($0.verdict.word) \($0.count)" }.joined(separator: "、"))"
    }.joined(separator: "，")
  }
}

extension [Int] {
  fileprivate mutating func appendUnlessLast(_ number: Int) {
    if last != number { append(number) }
  }
}
