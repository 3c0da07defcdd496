internal import Disclosures
internal import Forms

/// The table lines of a published disclosure, read back from the addresses of its figures.
struct PublishedLines {
  let blocks: [(form: TableForm, block: Int, rows: [SearchCollector.Line])]

  private struct Place: Hashable {
    let table: Int
    let block: Int
  }

  init(_ summary: DisclosureSummary, set: FormSet) {
    var places: [Substring: Place] = [:]
    for (index, form) in set.tables.enumerated() where form.collects.isEmpty && form.layout != .record {
      for (block, blockForm) in form.blocks.enumerated() {
        let path = blockForm.name.isEmpty ? form.short : "\(form.short).\(blockForm.name)"
        places[path[...]] = Place(table: index, block: block)
      }
    }
    var found: [Place: [String: [Int: String]]] = [:]
    for figure in summary.figures {
      guard let (path, row, column) = Self.parts(of: figure.address), let place = places[path] else { continue }
      let form = set.tables[place.table]
      let columns = form.blocks[place.block]
      guard let key = Self.key(of: row, in: form, block: place.block),
        let index = column.isEmpty ? columns.figureColumns.first : columns.column(named: column)
      else { continue }
      found[place, default: [:]][key, default: [:]][index] = figure.written
    }
    blocks = found.sorted { ($0.key.table, $0.key.block) < ($1.key.table, $1.key.block) }.map { place, rows in
      let form = set.tables[place.table]
      let count = form.blocks[place.block].columns.count
      let names = form.codeList.flatMap { set.codeLists[$0]?.names } ?? [:]
      let lines = rows.sorted { $0.key < $1.key }.map { key, cells in
        let line = form.blocks[place.block].lines.first { ($0.code ?? $0.id) == key }
        let total = form.totalRow ?? "合计"
        let name = line?.name ?? (key == Row.totalKey ? total : names[key] ?? key)
        let code = line.map { $0.code } ?? (form.layout == .list && key != Row.totalKey ? key : nil)
        return SearchCollector.Line(
          text: name, code: code ?? "", key: key, cells: (0..<count).map { cells[$0] ?? "" })
      }
      return (form, place.block, lines)
    }
  }

  /// `支出表[201].基本支出` as its three parts; nil for what stands in no table of the disclosure's own.
  private static func parts(of address: String) -> (path: Substring, row: String, column: String)? {
    guard let open = address.firstIndex(of: "["), let close = address.lastIndex(of: "]"), open < close else {
      return nil
    }
    var row = address[address.index(after: open)..<close]
    if row.first == "\"", row.last == "\"", row.count > 1 { row = row.dropFirst().dropLast() }
    let rest = address[address.index(after: close)...]
    guard rest.isEmpty || rest.first == ".", !rest.contains("@") else { return nil }
    return (address[..<open], String(row), String(rest.dropFirst()))
  }

  /// The key of a row from what addresses call it; nil for the rows of trees, which are named by their place alone.
  private static func key(of row: String, in form: TableForm, block: Int) -> String? {
    switch form.layout {
    case .list: row == form.totalRow ?? "合计" ? Row.totalKey : row
    case .paired, .segments, .transposed:
      form.blocks[block].line(named: row).map { form.blocks[block].lines[$0] }.map { $0.code ?? $0.id }
    case .indicators, .record: nil
    }
  }
}
