internal import Diagnostics
internal import Figures
package import Forms

/// Finds figures by address: the one evaluator that rules, prose, pages and search share.
package final class Evaluator: Sendable {
  package let set: FormSet
  package let tables: [Table?]
  let comparatives: Comparatives
  let fields: [String: Disclosure.Field]
  private let decimals: Int
  /// Other disclosures of the department on this site, by period: 上年, 年初预算.
  private let relatives: [String: Evaluator]
  /// What addresses call behind `@` as well: the sheets of the disclosure, by name.
  let sheets: [String: Sheet]
  private let unread: Unread
  private let book: AddressBook

  /// What is there and cannot be read: nobody is told to add it.
  package struct Unread: Sendable {
    /// The periods whose disclosure is on this site.
    var relatives: Set<String> = []
    /// By index in the form set.
    var tables: Set<Int> = []
    /// Whether there are such files that would be sheets.
    var hasSheets = false
    var figures = Disclosure.UnreadFigures()

    package init() {}

    init(_ disclosure: Disclosure) {
      relatives = disclosure.unreadRelatives
      tables = disclosure.unreadTables
      hasSheets = disclosure.hasUnreadSheets
      figures = disclosure.unreadFigures
    }
  }

  package init(
    set: FormSet, tables: [Table?], fields: [Disclosure.Field] = [], comparatives: Comparatives = Comparatives(),
    decimals: Int, relatives: [String: Evaluator] = [:], sheets: [Sheet] = [], unread: Unread = Unread()
  ) {
    self.relatives = relatives
    self.unread = unread
    self.sheets = Dictionary(sheets.map { ($0.name, $0) }) { first, _ in first }
    book = AddressBook(set, tables)
    self.set = set
    self.tables = tables
    self.comparatives = comparatives
    self.fields = Dictionary(fields.map { ("\($0.group).\($0.name)", $0) }) { first, _ in first }
    self.decimals = decimals
  }

  convenience init(_ disclosure: Disclosure) {
    self.init(
      set: disclosure.set, tables: disclosure.tables, fields: disclosure.fields, comparatives: disclosure.comparatives,
      decimals: disclosure.decimals, relatives: disclosure.relatives.mapValues(\.evaluator), sheets: disclosure.sheets,
      unread: Unread(disclosure))
  }

  /// The same disclosure with another table.
  package func replacing(_ index: Int, with table: Table) -> Evaluator {
    var tables = tables
    tables[index] = table
    return Evaluator(
      set: set, tables: tables, fields: Array(fields.values), comparatives: comparatives, decimals: decimals,
      relatives: relatives, sheets: Array(sheets.values), unread: unread)
  }

  /// What an address of one of the form set's rules means.
  package func resolve(
    _ reference: CellReference, context: TableResolution? = nil
  ) throws(TableResolution.Problem) -> TableResolution {
    try set.resolutions.resolve(reference, in: set.tables, context: context)
  }

  /// The address users read for a cell; made once, however often it is asked for.
  package func address(of cell: CellID) -> String { book.address(of: cell) }

  /// The one figure an address in prose names.
  package func value(_ reference: CellReference) throws(Failure) -> Value {
    if reference.isField { return try field(reference) }
    if let name = reference.period, let sheet = sheets[name] {
      return try sheet.evaluator.value(reference.without(period: name)).within(sheet: name)
    }
    let (cell, period) = try locate(reference)
    if period == nil, content(of: cell)?.content == .notApplicable {
      throw .wrong("\(book.address(of: cell)) 是“不适用”，没有数可写", fix: "换一种说法，或核对这一格")
    }
    return try value(cell, period: period)
  }

  /// The one cell an address names, and of which period.
  func locate(_ reference: CellReference) throws(Failure) -> (cell: CellID, period: String?) {
    let resolution: TableResolution
    do {
      resolution = try TableResolution(reference, in: set.tables)
    } catch {
      if let name = reference.period, !sheets.isEmpty || unread.hasSheets { throw unknownSheet(name) }
      throw .wrong(error.message, fix: error.fix)
    }
    guard case .one(let column) = resolution.columns else {
      let columns = set.tables[resolution.table].blocks[resolution.block].columns.map(\.name)
      throw .wrong("“\(reference.text)”没有写明哪一栏", fix: "在后面加上 ." + columns.joined(separator: " 或 ."))
    }
    let rows = try rows(resolution, bound: nil)
    if rows.isEmpty { try checkAbsent(resolution) }
    guard rows.count <= 1 else { throw .wrong("“\(reference.text)”是 \(rows.count) 格，这里要一格", fix: nil) }
    guard let row = rows.first ?? rowKey(of: resolution) else {
      throw .wrong("“\(reference.text)”没有写明哪一行", fix: nil)
    }
    return (CellID(table: resolution.table, block: resolution.block, row: row, column: column), resolution.period)
  }

  private func unknownSheet(_ name: String) -> Failure {
    if unread.hasSheets { return .unread("没有叫“\(name)”的分表，有的分表没有读出来", fix: "先改正没有读出来的分表") }
    let known = sheets.keys.sorted()
    let near = NearMiss.best(for: name, among: known)
    return .wrong(
      "没有叫“\(name)”的分表" + (near.map { "，是否为“\($0)”？" } ?? ""),
      fix: near.map { "改成 @\($0)" } ?? "@ 后面写那张表的名称：" + known.prefix(5).joined(separator: "、")
        + (known.count > 5 ? "……" : ""))
  }

  /// What stands in a cell of this year; nil where the table has no such row.
  func content(of cell: CellID) -> Cell? {
    guard let row = tables[cell.table]?.blocks[cell.block].row(cell.row), cell.column < row.cells.count else {
      return nil
    }
    return row.cells[cell.column]
  }

  /// A code that a table does not list is a zero; a name it does not have is a slip of the pen.
  private func checkAbsent(_ resolution: TableResolution) throws(Failure) {
    let form = set.tables[resolution.table]
    guard form.isCoded, case .key(let name)? = resolution.selector, name != form.totalRow,
      CodeTree.level(of: name) == nil
    else { return }
    let known = tables[resolution.table]?.blocks[resolution.block].rows.map(\.name) ?? []
    let near = NearMiss.best(for: name, among: known)
    throw .wrong(
      "\(form.short)没有“\(name)”这一行" + (near.map { "，是否为“\($0)”？" } ?? ""),
      fix: near.map { "改成 \($0)" } ?? (form.layout == .list ? "写编码，或表里的科目名称" : "写表里的行名"))
  }

  /// The figure of a cell in this year or another period.
  package func value(_ cell: CellID, period: String? = nil) throws(Failure) -> Value {
    let form = set.tables[cell.table]
    guard let table = tables[cell.table] else { throw absent(form) }
    if form.blocks[cell.block].columns[cell.column].isText { return try typedValue(cell, in: table) }
    let unit = MeasureUnit(table.unit(of: form.blocks[cell.block].columns[cell.column]))
    if let period {
      let published = published(cell, period: period)
      if case .success(let value?) = published { return value }
      guard let entry = comparatives.cells[period]?[cell] else {
        if case .failure(let failure) = published { throw failure }
        throw uncompared(book.address(of: cell), period)
      }
      return Value(
        figure: entry.figure, unit: unit, name: .other(cell, period: period), span: entry.span, book: book)
    }
    guard let row = table.blocks[cell.block].row(cell.row), cell.column < row.cells.count else {
      if table.blocks[cell.block].isPartial { throw .unread("\(form.short)有几行没有读出来", fix: "先改正这张表的问题") }
      return Value(
        figure: .nothing(decimals: table.decimals), unit: unit, name: .cell(cell), span: nil, isAbsent: true, book: book
      )
    }
    let found = row.cells[cell.column]
    if found.content == .unreadable { throw .unread("\(book.address(of: cell)) 没有读出来", fix: "先改正这一格") }
    return Value(
      figure: found.figure(decimals: table.decimals), unit: unit, name: .cell(cell), span: found.span, book: book)
  }

  /// The number of a target or an actual value that is one: `124,718,718.75`, `≥90%`.
  private func typedValue(_ cell: CellID, in table: Table) throws(Failure) -> Value {
    let column = table.form.blocks[cell.block].columns[cell.column]
    guard column.kind == .target || column.kind == .actual, let row = table.blocks[cell.block].row(cell.row),
      case .text(let text) = row.cells[cell.column].content, let number = IndicatorValue(text).number
    else { throw .wrong("\(book.address(of: cell)) 是文字，不是数", fix: nil) }
    let typed = IndicatorValue(text)
    let unit = typed.unit.isEmpty ? table.unit(of: column) : typed.unit
    return Value(
      figure: Figure(number, decimals: number.scale, isExact: true), unit: MeasureUnit(unit), name: .cell(cell),
      span: row.cells[cell.column].span, book: book)
  }

  /// What the disclosure of another period has in a cell; nil where there is no such disclosure, or no such cell in it.
  private func published(_ cell: CellID, period: String) -> Result<Value?, Failure> {
    if unread.relatives.contains(period) {
      return .failure(.unreadRelative("\(period)的公开件没有读出来", period: period))
    }
    do {
      return .success(try relatives[period]?.value(like: cell, of: self, period: period))
    } catch .wrong(let message, let fix) {
      return .failure(.wrong(message, fix: fix))
    } catch {
      return .failure(.unreadRelative("\(book.address(of: cell))@\(period) 没有读出来", period: period))
    }
  }

  /// The same cell in this disclosure as another one names it; nil where this one's form has no such cell.
  private func value(like cell: CellID, of other: Evaluator, period: String) throws(Failure) -> Value? {
    let form = other.set.tables[cell.table]
    let blockForm = form.blocks[cell.block]
    guard let table = set.tables.firstIndex(where: { $0.id == form.id }),
      let block = set.tables[table].blocks.firstIndex(where: { $0.id == blockForm.id }),
      let column = set.tables[table].blocks[block].columns.firstIndex(where: {
        $0.id == blockForm.columns[cell.column].id
      })
    else { return nil }
    // A table that it rightly does without has no figure; one that it ought to have is reported with it.
    if tables[table] == nil, set.tables[table].isOptional, !unread.tables.contains(table) { return nil }
    let same = CellID(table: table, block: block, row: cell.row, column: column)
    if !set.tables[table].isCoded, let rows = tables[table]?.blocks[block], rows.row(cell.row) == nil, !rows.isPartial {
      return nil
    }
    let found = try value(same)
    return Value(
      figure: found.figure, unit: found.unit, name: .other(cell, period: period), span: found.span,
      isAbsent: found.isAbsent, book: other.book)
  }

  /// Whether a disclosure of that period is on the site.
  package func hasRelative(_ period: String) -> Bool { relatives[period] != nil }

  /// The keys of the rows a resolved address selects. A code that the table does not list selects none.
  package func rows(_ resolution: TableResolution, bound: CellID?) throws(Failure) -> [String] {
    guard let table = tables[resolution.table] else {
      let form = set.tables[resolution.table]
      throw absent(form)
    }
    let block = table.blocks[resolution.block]
    guard let selector = resolution.selector else { return bound.map { [$0.row] } ?? [] }
    return select(selector, block: block, form: table.form, bound: bound)
  }

  private func absent(_ form: TableForm) -> Failure {
    // A table nobody has to file is simply not there; one that has to be there is reported on its own.
    form.isOptional
      ? .missing("没有\(form.short)的数据", fix: "补上它的数据，或删去这处引用")
      : .unread("没有\(form.short)的数据", fix: "补上 tables/\(form.id).yaml；已有的，先改正它的问题")
  }

  private func select(
    _ selector: CellReference.Selector, block: TableBlock, form: TableForm, bound: CellID?
  ) -> [String] {
    switch selector {
    case .all: return block.rows.map(\.key)
    case .key(let name):
      if form.isCoded {
        let key = name == (form.totalRow ?? "合计") ? Row.totalKey : name
        if block.row(key) != nil { return [key] }
        return block.rows.filter { $0.name == name }.map(\.key)
      }
      return block.form.line(named: name).map { [block.form.lines[$0].code ?? block.form.lines[$0].id] } ?? []
    case .numbers(let range):
      let keys = block.form.lines.filter { $0.number.map(range.contains) ?? false }.map { $0.code ?? $0.id }
      return block.rows.map(\.key).filter(keys.contains)
    case .levels(let names):
      let levels = names.compactMap { form.levels.firstIndex(of: $0) }
      let leaves = names.contains(CellReference.leafLevel) ? Set(block.leaves.map(\.key)) : []
      return block.rows.filter { row in
        !row.isTotal && (row.level.map(levels.contains) ?? false || leaves.contains(row.key))
      }.map(\.key)
    case .codePrefix(let prefix):
      return block.rows.filter { $0.code?.hasPrefix(prefix) ?? false }.map(\.key)
    case .named(let name): return block.rows.filter { $0.name == name }.map(\.key)
    case .sameCode:
      guard let bound, let code = code(of: bound) else { return [] }
      return block.row(code) == nil ? [] : [code]
    case .any(let selectors):
      let keys = Set(selectors.flatMap { select($0, block: block, form: form, bound: bound) })
      return block.rows.map(\.key).filter(keys.contains)
    }
  }

  /// Fails where a sum over the rows of a block would leave some out.
  package func requireWhole(table: Int, block: Int) throws(Failure) {
    guard tables[table]?.blocks[block].isPartial ?? true else { return }
    throw .unread("\(set.tables[table].short)有几行没有读出来", fix: "先改正这张表的问题")
  }

  /// The key that a row absent from a coded table would have.
  package func rowKey(of resolution: TableResolution, bound: CellID? = nil) -> String? {
    switch resolution.selector {
    case .key(let name): name == set.tables[resolution.table].totalRow ? Row.totalKey : name
    case .sameCode: bound.flatMap { code(of: $0) }
    default: nil
    }
  }

  private func code(of cell: CellID) -> String? {
    guard let row = tables[cell.table]?.blocks[cell.block].row(cell.row) else { return nil }
    return row.code ?? (row.isTotal ? Row.totalKey : nil)
  }

  /// A declared figure by its path (`政府采购.总额`), of this year or another period; nil where it is not declared.
  package func field(_ path: String, period: String? = nil) -> Value? {
    guard let field = fields[path] else { return nil }
    guard let period else {
      return Value(
        figure: field.figure, unit: field.unit, name: .field(path, period: nil), span: field.span, book: book)
    }
    if let entry = comparatives.fields[period]?[path] {
      return Value(
        figure: entry.figure, unit: field.unit, name: .field(path, period: period), span: entry.span, book: book)
    }
    return published(field: path, period: period)
  }

  /// What the disclosure of another period declares; nil where there is none, or it declares no such figure.
  private func published(field path: String, period: String) -> Value? {
    guard let relative = relatives[period], let field = relative.fields[path] else { return nil }
    return Value(
      figure: field.figure, unit: field.unit, name: .field(path, period: period), span: field.span,
      book: relative.book)
  }

  private func uncompared(_ address: String, _ period: String) -> Failure {
    let known = comparatives.periods
    let near = known.contains(period) ? nil : NearMiss.best(for: period, among: known)
    if near == nil, unread.figures.hasComparatives { return .unread("comparatives 里有的数没有读出来", fix: "先改正它们") }
    return .uncompared(address, period: period, near: near)
  }

  func field(_ reference: CellReference) throws(Failure) -> Value {
    guard reference.path.count == 3, reference.selector == nil else {
      throw .wrong("申报项的地址应是 申报.组.项，这里是“\(reference.text)”", fix: nil)
    }
    let name = reference.path.dropFirst().joined(separator: ".")
    guard let field = fields[name] else {
      if unread.figures.contains(name) { throw .unread("申报.\(name) 没有读出来", fix: "先改正这一项") }
      // A rule may ask for a figure that this disclosure has no use for; prose may not.
      if set.fields.contains(where: { $0.path.hasSameBytes(as: name) }) {
        throw .undeclared(name, isKnown: true, near: nil)
      }
      throw .undeclared(name, isKnown: false, near: NearMiss.best(for: name, among: fields.keys.sorted()))
    }
    if let period = reference.period {
      if let value = self.field(name, period: period) { return value }
      if unread.relatives.contains(period) {
        throw .unreadRelative("\(period)的公开件没有读出来", period: period)
      }
      throw uncompared("申报.\(name)", period)
    }
    return Value(
      figure: field.figure, unit: field.unit, name: .field(name, period: nil), span: field.span, book: book)
  }
}
