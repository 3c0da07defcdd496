package import Diagnostics

/// Which table, block, rows and column an address means, found from names alone (no data).
package struct TableResolution: Sendable, Hashable {
  package enum Columns: Sendable, Hashable {
    case one(Int)
    /// Every column of figures.
    case all
    /// 同栏: the bound column.
    case bound
  }

  package struct Problem: Error {
    package let message: String
    package let span: SourceSpan
    package let fix: String?
  }

  /// Index into the form set's tables.
  package let table: Int
  package let block: Int
  /// nil for the bound row.
  package let selector: CellReference.Selector?
  package let columns: Columns
  package let period: String?

  package init(_ reference: CellReference, in set: FormSet, context: TableResolution? = nil) throws(Problem) {
    try self.init(reference, in: set.tables, context: context)
  }

  /// Resolves a reference; `context` is what `for` bound, where a bare name means a column of the bound row.
  package init(_ reference: CellReference, in tables: [TableForm], context: TableResolution? = nil) throws(Problem) {
    func fail(_ message: String, _ name: String = "", among known: [String] = []) -> Problem {
      let near = NearMiss.best(for: name, among: known)
      return Problem(
        message: message + (near.map { "，是否为“\($0)”？" } ?? ""), span: reference.span,
        fix: near.map { "改成 \($0)" } ?? (known.isEmpty ? nil : "可用：" + known.joined(separator: "、")))
    }
    var path = reference.path[...]
    let first = path.removeFirst()
    period = reference.period
    if let context, reference.selector == nil, path.isEmpty {
      let block = tables[context.table].blocks[context.block]
      guard let column = block.column(named: first) else {
        throw fail("“\(first)”不是\(tables[context.table].short)的栏名", first, among: block.columns.map(\.name))
      }
      table = context.table
      self.block = context.block
      selector = nil
      columns = .one(column)
      return
    }
    guard let table = tables.firstIndex(where: { $0.answers(to: first) }) else {
      throw fail("没有“\(first)”这张表", first, among: tables.map(\.short))
    }
    self.table = table
    let form = tables[table]
    if form.blocks.count > 1 {
      let names = form.blocks.map(\.name)
      guard let name = path.popFirst() else {
        throw fail("\(form.short)分\(names.joined(separator: "、"))，地址里要写明是哪一边", among: names)
      }
      guard let block = form.block(named: name) else { throw fail("\(form.short)没有“\(name)”这一边", name, among: names) }
      self.block = block
    } else {
      block = 0
      // The name of a single block may be left out, and is printed.
      let only = form.blocks[0]
      if let name = path.first, !only.name.isEmpty, form.block(named: name) == 0, only.line(named: name) == nil,
        reference.selector != nil || path.count > 1
      {
        path.removeFirst()
      }
    }
    let block = form.blocks[self.block]
    var column = reference.column
    if let selector = reference.selector {
      if let extra = path.first { throw fail("“\(extra)”放在方括号前面读不懂；行写在方括号里，栏写在后面") }
      self.selector = selector
    } else if form.layout == .record {
      selector = .key(TableForm.recordKey)
      guard let name = path.popFirst() else { throw fail("\(form.short)要写明哪一项", among: block.columns.map(\.name)) }
      column = name
      if let extra = path.first { throw fail("“\(extra)”读不懂") }
    } else if form.isCoded {
      throw fail("\(form.short)要写明哪一行，例如 \(form.short)[\(form.totalRow ?? "201")]")
    } else {
      guard let line = path.popFirst() else { throw fail("\(form.short)要写明哪一行", among: block.lines.map(\.name)) }
      selector = .key(line)
      column = path.popFirst()
      if let extra = path.first { throw fail("“\(extra)”读不懂") }
    }
    if !form.isCoded, form.layout != .record, case .key(let key)? = selector, block.line(named: key) == nil {
      throw fail("\(form.short)\(block.name)没有“\(key)”这一行", key, among: block.lines.map(\.name))
    }
    switch column {
    case "*": columns = .all
    case "同栏": columns = .bound
    case let name?:
      guard let index = block.column(named: name) else {
        throw fail("\(form.short)\(block.name)没有“\(name)”这一栏", name, among: block.columns.map(\.name))
      }
      columns = .one(index)
    case nil:
      guard let index = block.defaultColumn else {
        // A row as a whole, as `for: 支出表[*]` binds it.
        columns = .all
        return
      }
      columns = .one(index)
    }
  }
}
