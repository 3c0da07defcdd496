internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// The blank tables of a form set, made once for all its samples.
struct BlankTables {
  let tables: [Table]

  init(_ set: FormSet) {
    let span = set.rules.first?.span ?? .start(of: set.id)
    tables = set.tables.map { form in
      let blocks = form.blocks.map { block -> TableBlock in
        let blank = block.columns.map { _ in Cell(.blank, span: span) }
        let lines = block.lines.map { line -> Row in
          let parent = line.code.flatMap { CodeTree.parent(of: $0) }.flatMap { parent in
            block.line(named: parent).map { block.lines[$0].code ?? parent }
          }
          return Row(
            key: line.code ?? line.id, code: line.code, name: line.name, label: line.label,
            level: line.code.flatMap { CodeTree.level(of: $0) }, parent: parent, isTotal: line.isTotal, cells: blank,
            span: span)
        }
        let fields =
          form.layout != .record
          ? []
          : [
            Row(
              key: TableForm.recordKey, code: nil, name: form.title, label: form.title, level: nil, parent: nil,
              isTotal: false, cells: blank, span: span)
          ]
        return TableBlock(form: block, rows: lines + fields)
      }
      return Table(
        form: form, blocks: blocks, unit: form.unit ?? set.unit, decimals: form.decimals ?? set.decimals,
        path: span.path)
    }
  }
}

/// The tables of a made-up disclosure that holds just the cells of a sample.
struct SampleTables {
  let set: FormSet
  let sample: Rule.Sample
  let blank: BlankTables

  var tables: [Table?] {
    var literals: [Int: [CellID: Rule.Sample.Address]] = [:]
    for cell in sample.cells where cell.reference.period == nil && !cell.reference.isField {
      guard let resolution = try? TableResolution(cell.reference, in: set), case .one(let column) = resolution.columns,
        case .key(let name)? = resolution.selector
      else { continue }
      let id = CellID(table: resolution.table, block: resolution.block, row: key(name, resolution), column: column)
      literals[resolution.table, default: [:]][id] = cell
    }
    return set.tables.indices.map { index in
      guard let own = literals[index] else { return empty(index) }
      return filled(index, own)
    }
  }

  /// 申报 cells of the sample.
  var fields: [Disclosure.Field] {
    sample.cells.compactMap { cell in
      guard cell.reference.isField, cell.reference.period == nil, cell.reference.path.count == 3,
        case .number(let value, _)? = try? FigureLiteral.read(cell.literal)
      else { return nil }
      let form = set.fields.first { $0.group == cell.reference.path[1] && $0.name == cell.reference.path[2] }
      let unit = MeasureUnit(form?.unit ?? set.unit)
      let figure = Figure(
        value, decimals: unit.isMoney ? set.decimals : value.scale, isExact: !unit.isMoney && unit != .percent)
      return Disclosure.Field(
        group: cell.reference.path[1], name: cell.reference.path[2], figure: figure, unit: unit, span: cell.span)
    }
  }

  /// Cells of other periods: `…@上年`.
  var comparatives: Comparatives {
    var result = Comparatives()
    for cell in sample.cells {
      guard let period = cell.reference.period, let resolution = try? TableResolution(cell.reference, in: set),
        case .one(let column) = resolution.columns, case .key(let name)? = resolution.selector,
        case .number(let value, _)? = try? FigureLiteral.read(cell.literal)
      else { continue }
      let form = set.tables[resolution.table]
      let id = CellID(
        table: resolution.table, block: resolution.block, row: key(name, resolution), column: column)
      result.cells[period, default: [:]][id] = .init(
        figure: Figure(value, decimals: form.decimals ?? set.decimals, isExact: form.isExact), span: cell.span)
    }
    return result
  }

  private func key(_ name: String, _ resolution: TableResolution) -> String {
    let form = set.tables[resolution.table]
    if form.isCoded { return name == form.totalRow ? Row.totalKey : name }
    let block = form.blocks[resolution.block]
    return block.line(named: name).map { block.lines[$0].code ?? block.lines[$0].id } ?? name
  }

  /// A table nobody wrote anything into: a coded one still has its row of totals.
  private func empty(_ index: Int) -> Table {
    set.tables[index].isCoded ? filled(index, [:]) : blank.tables[index]
  }

  private func filled(_ index: Int, _ literals: [CellID: Rule.Sample.Address]) -> Table {
    let base = blank.tables[index]
    let blocks = base.blocks.indices.map { blockIndex -> TableBlock in
      let block = base.blocks[blockIndex].form
      var rows = base.blocks[blockIndex].rows
      if base.form.isCoded {
        let used = Set(literals.keys.map(\.row)).subtracting([Row.totalKey])
        let total = base.form.totalRow == nil ? [] : [Row.totalKey]
        rows = (used.sorted() + total).map { codedRow($0, among: used, base.form, block) }
      }
      for (id, cell) in literals where id.block == blockIndex {
        guard let place = rows.firstIndex(where: { $0.key == id.row }),
          case .number(let value, let typed)? = try? FigureLiteral.read(cell.literal)
        else { continue }
        let column = block.columns[id.column]
        let figure = Figure(
          value, decimals: column.keepsDecimals ? max(typed, base.decimals) : column.decimals ?? base.decimals,
          isExact: base.form.isExact || (value.isZero && typed == 0))
        rows[place] = rows[place].replacing(
          id.column, by: Cell(column.isText ? .text(cell.literal) : .figure(figure), span: cell.span))
      }
      return TableBlock(form: block, rows: rows)
    }
    return Table(form: base.form, blocks: blocks, unit: base.unit, decimals: base.decimals, path: base.path)
  }

  private func codedRow(_ key: String, among used: Set<String>, _ form: TableForm, _ block: BlockForm) -> Row {
    let isTotal = key == Row.totalKey
    let depth = key.split(separator: ".").count
    let isTree = form.layout == .indicators
    let level = isTotal ? nil : isTree ? depth - 1 : CodeTree.level(of: key)
    let above =
      isTree
      ? (depth > 1 ? key.split(separator: ".").dropLast().joined(separator: ".") : nil) : CodeTree.parent(of: key)
    let name = isTotal ? form.totalRow ?? "合计" : form.codeList.flatMap { set.codeLists[$0]?.names[key] } ?? key
    return Row(
      key: key, code: isTotal ? nil : key, name: name, label: name, level: level,
      parent: above.flatMap { used.contains($0) ? $0 : nil }, isTotal: isTotal,
      cells: block.columns.map { _ in Cell(.blank, span: sample.span) }, span: sample.span)
  }
}

extension Row {
  func replacing(_ column: Int, by cell: Cell) -> Row {
    var cells = cells
    cells[column] = cell
    return Row(
      key: key, code: code, name: name, label: label, level: level, parent: parent, isTotal: isTotal, cells: cells,
      span: span)
  }
}
