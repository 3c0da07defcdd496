package import Diagnostics
package import Figures
internal import Forms
private import Synchronization

extension Evaluator {
  /// A figure with where it stands.
  package final class Value: Sendable, Hashable {
    /// What a figure is called.
    package enum Name: Sendable, Hashable {
      case cell(CellID)
      /// A cell of another period: last year's, the budget's.
      case other(CellID, period: String)
      /// A cell of a sheet of the disclosure, as the sheet's own form set counts.
      case sheet(CellID, name: String)
      /// A declared figure: 申报.
      case field(String, period: String?)
      /// A number written in the rule itself: exact, and nowhere in the data.
      case number(ExactDecimal)
    }

    package let figure: Figure
    package let unit: MeasureUnit
    package let name: Name
    package let span: SourceSpan?
    /// A code that the table does not list: an exact zero.
    package let isAbsent: Bool
    private let book: AddressBook?

    init(
      figure: Figure, unit: MeasureUnit, name: Name, span: SourceSpan?, isAbsent: Bool = false, book: AddressBook?
    ) {
      self.figure = figure
      self.unit = unit
      self.name = name
      self.span = span
      self.isAbsent = isAbsent
      self.book = book
    }

    package static func number(_ number: ExactDecimal) -> Value {
      Value(
        figure: Figure(number, decimals: number.scale, isExact: true), unit: MeasureUnit(""), name: .number(number),
        span: nil, book: nil)
    }

    /// The same place with another figure, or in another unit.
    package func replacing(_ figure: Figure, unit: MeasureUnit? = nil) -> Value {
      Value(figure: figure, unit: unit ?? self.unit, name: name, span: span, isAbsent: isAbsent, book: book)
    }

    /// Another cell of the same tables with a figure that is not in the data.
    package func standing(at cell: CellID, with figure: Figure) -> Value {
      Value(figure: figure, unit: unit, name: .cell(cell), span: nil, isAbsent: true, book: book)
    }

    /// The same value as a sheet of the disclosure knows it.
    func within(sheet: String) -> Value {
      guard case .cell(let cell) = name else { return self }
      return Value(
        figure: figure, unit: unit, name: .sheet(cell, name: sheet), span: span, isAbsent: isAbsent, book: book)
    }

    /// nil for anything but a cell of this disclosure's own tables.
    package var cell: CellID? {
      if case .cell(let cell) = name { return cell }
      return nil
    }

    /// Whether it stands in this disclosure's own data, where it could be changed.
    package var isOwn: Bool {
      switch name {
      case .cell, .sheet, .field(_, nil): true
      case .other, .field, .number: false
      }
    }

    package var isNumber: Bool {
      if case .number = name { return true }
      return false
    }

    /// What users call it: `支出表[201].基本支出`, `申报.政府采购.总额@上年`. Made when asked for: most are never shown.
    package var address: String {
      switch name {
      case .cell(let cell), .sheet(let cell, _): book?.address(of: cell) ?? ""
      case .other(let cell, let period): "\(book?.address(of: cell) ?? "")@\(period)"
      case .field(let name, let period): "申报.\(name)" + (period.map { "@\($0)" } ?? "")
      case .number(let number): number.description
      }
    }

    /// The address with the name of its row for people who do not know the codes: `支出表[201 一般公共服务支出].基本支出`,
    /// `评分表[1.2.1 预算完成率].得分`.
    package var title: String {
      switch name {
      case .cell(let cell), .sheet(let cell, _): book?.title(of: cell) ?? ""
      case .other(let cell, let period): "\(book?.title(of: cell) ?? "")@\(period)"
      case .field, .number: address
      }
    }

    /// What readers call it, who know no addresses: `支出表：201 一般公共服务支出·基本支出`, `申报的数：政府采购·总额`.
    package var reading: String {
      switch name {
      case .cell(let cell): book?.reading(of: cell) ?? title
      case .field(let name, nil): "申报的数：" + name.replacing(".", with: "·")
      case .sheet, .other, .field, .number: title
      }
    }

    package static func == (left: Value, right: Value) -> Bool {
      // Places differ first, and are compared fastest.
      left.span == right.span && left.figure == right.figure && left.name == right.name
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }
}

/// The form set and tables that addresses are made from, shared by all values of one evaluator.
final class AddressBook: Sendable {
  let set: FormSet
  /// Each cell is named by every check it takes part in.
  private let addresses = Mutex<[CellID: String]>([:])
  private let tables: [Table?]

  init(_ set: FormSet, _ tables: [Table?]) {
    self.set = set
    self.tables = tables
  }

  func address(of cell: CellID) -> String {
    addresses.withLock { known in
      if let address = known[cell] { return address }
      let address = set.address(of: cell)
      known[cell] = address
      return address
    }
  }

  func reading(of cell: CellID) -> String {
    let row = tables[cell.table]?.blocks[cell.block].row(cell.row)
    return set.reading(of: cell, row: row.map { ($0.code, $0.name) })
  }

  func title(of cell: CellID) -> String {
    let address = address(of: cell)
    guard let row = tables[cell.table]?.blocks[cell.block].row(cell.row) else { return address }
    // Rows of trees are known by their places, which have points in them and stand in quotes.
    let isTree = set.tables[cell.table].layout == .indicators && !row.isTotal
    guard let code = row.code ?? (isTree ? row.key : nil), row.name != code else { return address }
    for written in ["[\(code)]", "[\"\(code)\"]"] where address.contains(bytesOf: written) {
      return address.replacing(written, with: "[\(code) \(row.name)]")
    }
    return address
  }
}
