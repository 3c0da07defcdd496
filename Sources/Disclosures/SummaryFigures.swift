internal import Diagnostics
package import Figures
package import Forms

/// Reads the figures of a published summary through its form set, so that a version that was carried over is compared
/// like one just checked.
package struct SummaryFigures: Sendable {
  package enum Content: Sendable, Hashable {
    /// A figure, as printed.
    case figure(ExactDecimal, written: String)
    /// A code the table does not list, or a line left empty: counts as zero.
    case unlisted
    /// Nothing to compare: the form has no such cell, the table is not there, or it says 不适用.
    case none

    /// Of what is printed in a cell.
    package init(_ written: String) {
      switch try? FigureLiteral.read(written) {
      case .number(let value, _): self = .figure(value, written: written)
      case .blank: self = .unlisted
      case .notApplicable, nil: self = .none
      }
    }

    /// What sums and changes see; nil where there is nothing.
    package var value: ExactDecimal? {
      switch self {
      case .figure(let value, _): value
      case .unlisted: .zero
      case .none: nil
      }
    }
  }

  package struct Line: Sendable, Hashable {
    /// The cell's anchor: table, block, row and column by their ids, which no year changes.
    package let key: String
    package let label: String
    /// The id of its table.
    package let table: String
    /// Whether the table is one of the statutory ones, which decides where its page stands.
    package let isStatutory: Bool
    /// Its rows are given by the data: a code that is not among them is a zero.
    package let isCoded: Bool
    package let unit: MeasureUnit
    package let content: Content
    package let isTrend: Bool
  }

  private let set: FormSet
  private let unit: String
  private let figures: PublishedFigures

  package init(_ summary: DisclosureSummary, set: FormSet) {
    self.set = set
    unit = summary.unit
    figures = summary.figures
  }

  /// A cell that somebody has written the address of.
  package struct Place: Sendable, Hashable {
    package let table: String
    package let isStatutory: Bool
    /// nil where the version that is out no longer has the cell: a row was taken away.
    package let anchor: String?
    /// In readers' words.
    package let title: String
  }

  /// Where a cell of its own tables stands; nil for anything else, such as what was declared or stands on a sheet.
  package func place(of address: String) -> Place? {
    guard let cell = cell(written: address) else { return nil }
    let form = set.tables[cell.table]
    return Place(
      table: form.id, isStatutory: form.isStatutory,
      anchor: figures[set.address(of: cell)].map { _ in set.anchor(of: cell) }, title: set.reading(of: cell))
  }

  /// As figures are kept by it, however it was written.
  fileprivate func address(written address: String) -> String? { cell(written: address).map(set.address) }

  private func cell(written address: String) -> CellID? {
    (try? ExpressionParser.reference(address, span: .start(of: ""))).flatMap { cells($0).first }
  }

  /// What its form set compares over the years; the key figures where it says nothing.
  package var tables: [(id: String, title: String, lines: [Line])] {
    guard !set.comparison.isEmpty else { return [("key-figures", "主要数", keyFigures)] }
    return set.comparison.map { form in
      (
        form.id, form.title,
        form.lines.flatMap { lines($0.address, label: $0.label, isTrend: $0.isTrend) }
      )
    }
  }

  /// The key figures of the form set.
  package var keyFigures: [Line] { self.set.keyFigures.flatMap { lines($0.address, label: $0.label, isTrend: false) } }

  /// The addresses that are looked up for all of it.
  fileprivate var addresses: [String] {
    var addresses: [String] = []
    for reference in set.comparison.flatMap({ $0.lines.map(\.address) }) + set.keyFigures.map(\.address) {
      for cell in cells(reference) {
        addresses.append(set.address(of: cell))
        addresses.append(set.address(of: total(above: cell)))
      }
    }
    return addresses
  }

  private func cells(_ address: CellReference) -> [CellID] {
    guard let place = try? TableResolution(address, in: set), place.period == nil, case .one(let column) = place.columns
    else { return [] }
    return rows(place).map { CellID(table: place.table, block: place.block, row: $0, column: column) }
  }

  private func lines(_ address: CellReference, label: String?, isTrend: Bool) -> [Line] {
    cells(address).map { cell in
      let form = set.tables[cell.table]
      let head = form.blocks[cell.block].columns[cell.column]
      return Line(
        key: set.anchor(of: cell), label: label ?? name(of: cell), table: form.id, isStatutory: form.isStatutory,
        isCoded: form.isCoded, unit: MeasureUnit(head.unit ?? form.unit ?? unit), content: content(cell),
        isTrend: isTrend)
    }
  }

  /// The keys of the rows an address selects: from the form where it has the lines, else from what the summary holds.
  private func rows(_ place: TableResolution) -> [String] {
    let form = set.tables[place.table]
    let block = form.blocks[place.block]
    switch place.selector {
    case .key(let name)?:
      if form.layout == .record { return [TableForm.recordKey] }
      if form.isCoded { return [name == form.totalRow ?? "合计" ? Row.totalKey : name] }
      return block.line(named: name).map { [block.lines[$0].code ?? block.lines[$0].id] } ?? []
    case .levels(let names)?:
      let levels = names.compactMap { form.levels.firstIndex(of: $0) }
      let codes = form.isCoded ? listedCodes(form) : block.lines.compactMap(\.code)
      return codes.filter { CodeTree.level(of: $0).map(levels.contains) ?? false }
    default: return []
    }
  }

  /// The codes a coded table lists, sorted, as the addresses of its figures have them.
  private func listedCodes(_ form: TableForm) -> [String] {
    let head = Array((form.short + "[").utf8)
    return Set(
      figures.compactMap { figure in
        let address = figure.address
        // Byte by byte: this looks at every figure of every document that is compared.
        guard address.utf8.starts(with: head), let end = address.utf8.firstIndex(of: UInt8(ascii: "]")) else {
          return nil
        }
        return String(address[address.utf8.index(address.startIndex, offsetBy: head.count)..<end])
      }
    ).sorted()
  }

  private func content(_ cell: CellID) -> Content {
    if let written = figures[set.address(of: cell)] { return Content(written) }
    let isListed = set.tables[cell.table].isCoded && figures[set.address(of: total(above: cell))] != nil
    return isListed ? .unlisted : .none
  }

  private func total(above cell: CellID) -> CellID {
    CellID(table: cell.table, block: cell.block, row: Row.totalKey, column: cell.column)
  }

  /// What the row is called: by its form, or by the official list of codes.
  private func name(of cell: CellID) -> String {
    let form = set.tables[cell.table]
    if form.isCoded {
      let name = form.codeList.flatMap { set.codeLists[$0]?.names[cell.row] }
      return name ?? set.rowName(of: cell)
    }
    return form.blocks[cell.block].lines.first { ($0.code ?? $0.id) == cell.row }?.name ?? cell.row
  }
}

extension DisclosureSummary {
  /// With the figures alone that comparison and the log of corrections show: for lists of many, where the others only take
  /// room.
  package func keepingComparedFigures(_ set: FormSet) -> DisclosureSummary {
    let read = SummaryFigures(self, set: set)
    return with(figures.only(read.addresses + (corrections ?? []).compactMap { read.address(written: $0.cell) }))
  }
}
