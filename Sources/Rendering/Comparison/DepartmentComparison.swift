package import Disclosures
package import Figures
package import Forms

/// The departments of one year that published one kind of document, by their key figures.
package struct DepartmentComparison: Sendable {
  /// What one department says.
  package struct Figure: Sendable {
    package let content: SummaryFigures.Content
    package let unit: MeasureUnit
  }

  /// What all departments say in one column, one behind the other: there are as many as departments and lines.
  fileprivate struct Cells: Sendable {
    enum State: UInt8 {
      /// Its form has no such line.
      case absent
      case none
      case unlisted
      case figure
    }

    private var states: [UInt8] = []
    private var places: [UInt16] = []
    /// As printed.
    private var texts: [UInt8] = []
    private var ends: [UInt32] = []
    /// Those of its figures.
    private(set) var units: [MeasureUnit] = []

    /// - Parameter department: none that has come before.
    mutating func add(_ line: SummaryFigures.Line, of department: Int) {
      fill(department)
      let unit = units.firstIndex(of: line.unit) ?? units.count
      if unit == units.count { units.append(line.unit) }
      var state = State.figure
      switch line.content {
      case .figure(_, let written): texts.append(contentsOf: written.utf8)
      case .unlisted: state = .unlisted
      case .none: state = .none
      }
      put(state, unit: unit)
    }

    /// Nothing of all that have not come below a count.
    mutating func fill(_ count: Int) {
      while states.count < count { put(.absent, unit: 0) }
    }

    var count: Int { states.count }

    private mutating func put(_ state: State, unit: Int) {
      states.append(state.rawValue)
      places.append(UInt16(clamping: unit))
      ends.append(UInt32(texts.count))
    }

    func state(_ department: Int) -> State { State(rawValue: states[department]) ?? .absent }

    func figure(_ department: Int) -> Figure? {
      let content: SummaryFigures.Content
      switch state(department) {
      case .absent: return nil
      case .none: content = .none
      case .unlisted: content = .unlisted
      case .figure:
        let start = department == 0 ? 0 : Int(ends[department - 1])
        content = .init(String(decoding: texts[start..<Int(ends[department])], as: UTF8.self))
      }
      return Figure(content: content, unit: units[Int(places[department])])
    }
  }

  /// A key figure or a line of the form, with what every department says of it.
  package struct Column: Sendable {
    package let key: String
    /// A line's has its part of the form in front.
    package let label: String
    /// One a department, in the order of ``summaries``.
    private let cells: Cells
    /// The id of its table, and whether that is one of the statutory ones.
    let table: String
    let isStatutory: Bool
    /// The unit it is shown in: that of its figures; of several units of money the largest, to which the others are
    /// converted exactly. nil where its figures cannot be compared.
    package let unit: MeasureUnit?
    /// Scores and rates from the lowest, because that is what readers look for; amounts from the highest.
    package let isAscending: Bool

    fileprivate init(label: String, _ draft: Draft) {
      key = draft.line.key
      self.label = label
      cells = draft.cells
      let units = cells.units
      table = draft.line.table
      isStatutory = draft.line.isStatutory
      let isConvertible = units.count > 1 && units.allSatisfy(\.isMoney)
      unit =
        isConvertible
        ? units.max { ($0.moneyScale ?? 0) < ($1.moneyScale ?? 0) } : units.count == 1 ? units.first : nil
      isAscending = !units.allSatisfy(\.isMoney)
    }

    /// What a department says; nil where its form has no such line.
    package func figure(of department: Int) -> Figure? { cells.figure(department) }

    /// Money in 元, so that documents in 元 and in 万元 stand in one order.
    fileprivate func amount(_ department: Int) -> ExactDecimal? {
      guard let figure = figure(of: department), let value = figure.content.value else { return nil }
      return figure.unit.converted(value, to: .yuan) ?? value
    }

    /// Whether a department has the figure, and not only the place for it.
    fileprivate func isGiven(_ department: Int) -> Bool { cells.state(department) == .figure }
  }

  /// A column while departments come one by one.
  fileprivate struct Draft {
    let line: SummaryFigures.Line
    var cells = Cells()

    init(_ line: SummaryFigures.Line) { self.line = line }

    /// Only the first of a department counts.
    mutating func add(_ line: SummaryFigures.Line, of department: Int) {
      if cells.count <= department { cells.add(line, of: department) }
    }
  }

  package let year: Int
  package let kind: String
  package let kindTitle: String
  /// The key figures.
  package let columns: [Column]
  /// What else the form set compares: each a page of its own.
  package let lines: [Column]
  /// By department.
  package let summaries: SummarySelection

  /// nil where there is nothing to compare.
  ///
  /// - Parameters:
  ///   - summaries: of one year and kind, by id.
  ///   - isShared: whether several departments have such a document, be they out or not. Then there is a page for every line
  ///     that one of them has, so that its table can lead there without knowing what becomes of the others.
  package init?(_ summaries: SummarySelection, sets: [String: FormSet], isShared: Bool = false) {
    let fewest = isShared ? 1 : 2
    let read = summaries.selection { sets[$0.formSet] != nil }
    guard read.count >= fewest, let first = read.first else { return nil }
    year = first.year
    kind = first.kind
    self.summaries = read
    // A key figure may be a line of the form as well: the first that has the key is meant.
    var figures: [String: Draft] = [:]
    var names: [String: String] = [:]
    var lineNames: [String: String] = [:]
    var titles: Set<String> = []
    // One department after the other: the lines of all of them together would be most of a large site's memory.
    var orders = (keyFigures: MergedKeys(), lines: MergedKeys())
    for (index, summary) in read.enumerated() {
      guard let set = sets[summary.formSet] else { continue }
      titles.insert(set.kindTitle)
      let own = SummaryFigures(summary, set: set)
      func add(_ line: SummaryFigures.Line) {
        figures[line.key, default: Draft(line)].add(line, of: index)
      }
      let keyFigures = own.keyFigures
      for line in keyFigures {
        add(line)
        if names[line.key] == nil { names[line.key] = line.label }
      }
      let tables = own.tables
      for table in tables {
        for line in table.lines {
          add(line)
          if lineNames[line.key] == nil { lineNames[line.key] = "\(table.title)：\(line.label)" }
        }
      }
      orders.keyFigures.add(keyFigures.map(\.key))
      orders.lines.add(tables.flatMap { $0.lines.map(\.key) })
    }
    // Departments and units file the same tables under different names: 部门决算、单位决算.
    kindTitle = titles.sorted { ($0.hasPrefix("单位") ? 1 : 0, $0) < ($1.hasPrefix("单位") ? 1 : 0, $1) }
      .joined(separator: "、")
    func column(_ key: String, label: String?) -> Column? {
      figures.removeValue(forKey: key).map { draft in
        var draft = draft
        draft.cells.fill(read.count)
        return Column(label: label ?? key, draft)
      }
    }
    columns = orders.keyFigures.keys.compactMap { column($0, label: names[$0]) }
    if columns.isEmpty { return nil }
    let known = Set(columns.map(\.key))
    lines = orders.lines.keys.compactMap { key in
      guard !known.contains(key) else { return nil }
      guard let line = column(key, label: names[key] ?? lineNames[key]) else { return nil }
      return read.indices.count(where: line.isGiven) >= fewest ? line : nil
    }
  }

  /// The columns of the page that is sorted by one: for a key figure all of them, it first, where a narrow window shows
  /// it; a line stands alone, because there are too many to repeat the others beside each.
  package func columns(by column: String?) -> [Column] {
    if let line = lines.first(where: { $0.key == column }) { return [line] }
    return columns.filter { $0.key == column } + columns.filter { $0.key != column }
  }

  /// Every unit that columns are shown in; more than one where a column has none of its own.
  package func units(of columns: [Column]) -> Set<String> {
    Set(columns.flatMap { column in column.unit.map { [$0.name] } ?? ["", column.key] })
  }

  /// How many ``departments(by:)`` has.
  func count(by key: String?) -> Int {
    lines.first { $0.key == key }.map { line in summaries.indices.count(where: line.isGiven) } ?? summaries.count
  }

  /// The departments sorted by a column, those without the figure last; as they are without one. A line's page has only
  /// those with a figure.
  package func departments(by key: String?) -> [Int] {
    let all = Array(summaries.indices)
    guard let key, let column = columns(by: key).first, column.key == key else { return all }
    let shown = lines.contains { $0.key == key } ? all.filter(column.isGiven) : all
    return shown.map { (department: $0, amount: column.amount($0)) }.sorted { a, b in
      switch (a.amount, b.amount) {
      case (nil, nil): a.department < b.department
      case (nil, _): false
      case (_, nil): true
      case (let left?, let right?):
        left == right ? a.department < b.department : (left < right) == column.isAscending
      }
    }.map(\.department)
  }

  /// The page a department's figure stands on; nil where there is none.
  func page(of column: Column, _ department: Int) -> PagePath? {
    guard column.isGiven(department) else { return nil }
    return DisclosurePaths(summaries[department].id).page(ofTable: column.table, isStatutory: column.isStatutory)
  }
}

extension DisclosureSummary {
  /// Where the document comes from, where that is not the department itself.
  var otherSource: String? { source.flatMap { $0.isEmpty || $0 == departmentName ? nil : $0 } }
}
