internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// The tables of a made-up disclosure that holds just the cells of a sample.
struct SampleTables {
  let set: FormSet
  let sample: Rule.Sample

  var tables: [Table?] {
    var literals: [CellID: Rule.Sample.Address] = [:]
    for cell in sample.cells where cell.reference.period == nil && !cell.reference.isField {
      guard let resolution = try? TableResolution(cell.reference, in: set), case .one(let column) = resolution.columns,
        case .key(let name)? = resolution.selector
      else { continue }
      literals[CellID(table: resolution.table, block: resolution.block, row: key(name, resolution), column: column)] =
        cell
    }
    return set.tables.indices.map { table(at: $0, literals) }
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

  private func table(at index: Int, _ literals: [CellID: Rule.Sample.Address]) -> Table {
    let form = set.tables[index]
    let decimals = form.decimals ?? set.decimals
    let blocks = form.blocks.indices.map { blockIndex -> TableBlock in
      let block = form.blocks[blockIndex]
      let keys: [String]
      if form.isCoded {
        let used = Set(literals.keys.filter { $0.table == index }.map(\.row))
        keys = used.filter { $0 != Row.totalKey }.sorted() + [Row.totalKey]
      } else {
        keys = block.lines.map { $0.code ?? $0.id }
      }
      let rows = keys.map { key -> Row in
        let cells = block.columns.indices.map { column -> Cell in
          guard let cell = literals[CellID(table: index, block: blockIndex, row: key, column: column)] else {
            return Cell(.blank, span: sample.span)
          }
          guard case .number(let value, let typed)? = try? FigureLiteral.read(cell.literal) else {
            return Cell(.blank, span: cell.span)
          }
          let figure = Figure(value, decimals: decimals, isExact: form.isExact || (value.isZero && typed == 0))
          return Cell(.figure(figure), span: cell.span)
        }
        return row(key, cells, form: form, block: block, keys: keys)
      }
      return TableBlock(form: block, rows: rows)
    }
    return Table(form: form, blocks: blocks, unit: form.unit ?? set.unit, decimals: decimals, path: sample.span.path)
  }

  private func row(_ key: String, _ cells: [Cell], form: TableForm, block: BlockForm, keys: [String]) -> Row {
    let line = block.lines.first { ($0.code ?? $0.id) == key }
    let isTotal = line?.isTotal ?? (key == Row.totalKey)
    let depth = key.split(separator: ".").count
    let isTree = form.layout == .indicators
    let level = isTotal ? nil : isTree ? depth - 1 : CodeTree.level(of: key)
    let parent =
      isTree
      ? (depth > 1 ? key.split(separator: ".").dropLast().joined(separator: ".") : nil) : CodeTree.parent(of: key)
    let name =
      line?.name ?? form.codeList.flatMap { set.codeLists[$0]?.names[key] } ?? (isTotal ? form.totalRow ?? "合计" : key)
    return Row(
      key: key, code: isTotal ? nil : line?.code ?? key, name: name, label: name, level: level,
      parent: parent.flatMap { keys.contains($0) ? $0 : nil }, isTotal: isTotal, cells: cells, span: sample.span)
  }
}
