package import Disclosures
package import Figures
package import Forms

/// The departments of one year that published one kind of document, by their key figures.
package struct DepartmentComparison: Sendable {
  package struct Row: Sendable {
    package let summary: DisclosureSummary
    /// By the key of their column.
    package let lines: [String: SummaryFigures.Line]

    /// The page a figure stands on; nil where there is none.
    func page(of column: String) -> PagePath? {
      guard let line = lines[column], case .figure = line.content else { return nil }
      let paths = DisclosurePaths(summary.id)
      return line.isStatutory ? paths.table(line.table) : paths.performance(line.table)
    }
  }

  package let year: Int
  package let kind: String
  package let kindTitle: String
  package let columns: [(key: String, label: String)]
  /// What else the form set compares: each a page of its own, the label with its part of the form in front.
  package let lines: [(key: String, label: String)]
  /// By department.
  package let rows: [Row]

  /// nil where there is nothing to compare.
  ///
  /// - Parameter isShared: whether several departments have such a document, be they out or not. Then there is a page for
  ///   every line that one of them has, so that its table can lead there without knowing what becomes of the others.
  package init?(_ summaries: [DisclosureSummary], sets: [String: FormSet], isShared: Bool = false) {
    let fewest = isShared ? 1 : 2
    let read = summaries.sorted { $0.id < $1.id }.compactMap { summary in
      sets[summary.formSet].map { set in
        let figures = SummaryFigures(summary, set: set)
        return (summary, set, figures.keyFigures, figures.tables)
      }
    }
    guard read.count >= fewest, let (first, set, _, _) = read.first else { return nil }
    year = first.year
    kind = first.kind
    kindTitle = set.kindTitle
    let labels = Dictionary(read.flatMap { $0.2 }.map { ($0.key, $0.label) }) { first, _ in first }
    columns = YearComparison.merged(read.map { $0.2.map(\.key) }).map { ($0, labels[$0] ?? $0) }
    let known = Set(columns.map(\.key))
    var names: [String: String] = [:]
    var counts: [String: Int] = [:]
    for table in read.flatMap(\.3) {
      for line in table.lines where !known.contains(line.key) {
        if names[line.key] == nil { names[line.key] = "\(table.title)：\(line.label)" }
        if case .figure = line.content { counts[line.key, default: 0] += 1 }
      }
    }
    lines = YearComparison.merged(read.map { $0.3.flatMap { $0.lines.map(\.key) } }).compactMap { key in
      (counts[key] ?? 0) >= fewest ? names[key].map { (key, $0) } : nil
    }
    let shown = known.union(lines.map(\.key))
    rows = read.map { summary, _, figures, tables in
      let own = (figures + tables.flatMap(\.lines)).filter { shown.contains($0.key) }
      return Row(summary: summary, lines: Dictionary(own.map { ($0.key, $0) }) { first, _ in first })
    }
    if columns.isEmpty { return nil }
  }

  /// Every unit that the columns are shown in; more than one where a column has none of its own.
  package func units(of columns: [(key: String, label: String)]) -> Set<String> {
    Set(columns.flatMap { column in unit(of: column.key).map { [$0.name] } ?? ["", column.key] })
  }

  /// The columns of the page that is sorted by one: for a key figure all of them, it first, where a narrow window shows
  /// it; a line stands alone, because there are too many to repeat the others beside each.
  package func columns(by column: String?) -> [(key: String, label: String)] {
    if let line = lines.first(where: { $0.key == column }) { return [line] }
    return columns.filter { $0.key == column } + columns.filter { $0.key != column }
  }

  /// The unit a column is shown in: that of its figures; of several units of money the largest, to which the others are
  /// converted exactly. nil where figures of a column cannot be compared.
  package func unit(of column: String) -> MeasureUnit? {
    let units = Set(rows.compactMap { $0.lines[column]?.unit })
    if units.count < 2 { return units.first }
    return units.allSatisfy(\.isMoney) ? units.max { ($0.moneyScale ?? 0) < ($1.moneyScale ?? 0) } : nil
  }

  /// Scores and rates from the lowest, because that is what readers look for; amounts from the highest.
  package func isAscending(_ column: String) -> Bool {
    !rows.compactMap { $0.lines[column]?.unit }.allSatisfy(\.isMoney)
  }

  /// The rows sorted by a column, those without the figure last; by department without one. A line's page has only those
  /// with a figure.
  package func rows(by column: String?) -> [Row] {
    guard let column else { return rows }
    let isLine = lines.contains { $0.key == column }
    let rows = isLine ? rows.filter { $0.page(of: column) != nil } : rows
    let ascending = isAscending(column)
    return rows.enumerated().sorted { a, b in
      switch (amount(a.element, column), amount(b.element, column)) {
      case (nil, nil): a.offset < b.offset
      case (nil, _): false
      case (_, nil): true
      case (let left?, let right?): left == right ? a.offset < b.offset : (left < right) == ascending
      }
    }.map(\.element)
  }

  /// Money in 元, so that documents in 元 and in 万元 stand in one order.
  private func amount(_ row: Row, _ column: String) -> ExactDecimal? {
    guard let line = row.lines[column], let value = line.content.value else { return nil }
    return line.unit.converted(value, to: .yuan) ?? value
  }
}

extension DisclosureSummary {
  /// Where the document comes from, where that is not the department itself.
  var otherSource: String? { source.flatMap { $0.isEmpty || $0 == departmentName ? nil : $0 } }
}
