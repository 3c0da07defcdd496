internal import Disclosures
internal import Figures
internal import Forms

/// What other cells say of figures that explain the same: 全年预算数 360,000.00 beside 年初预算数 3,600,000.00, where a sum leaves
/// open whether the addend or the total is wrong.
struct Witnesses {
  let tables: [Table?]

  /// Of faults that explain the same, the only one that other cells speak for.
  ///
  /// That a figure would be put right into what another cell says is evidence. So is that all of the others say what some
  /// other cell says, that they would have to be nothing, and that nothing else was left empty in its column.
  func chosen(among faults: [Fault]) -> Fault? {
    let borneOut = faults.compactMap { fault -> Fault? in
      guard let cell = fault.value.cell, let other = witness(of: fault.meant, at: cell, typed: fault),
        witness(of: fault.value.figure.value, at: cell, typed: fault) == nil
      else { return nil }
      var fault = fault
      fault.witness = other
      return fault
    }
    if borneOut.count == 1 { return borneOut[0] }
    if borneOut.isEmpty {
      let alone = faults.filter { fault in
        fault.value.cell.map { witness(of: fault.value.figure.value, at: $0, typed: fault) == nil } ?? true
      }
      if alone.count == 1, faults.count > 1, alone[0].slip != nil { return alone[0] }
    }
    let empty = faults.filter(\.isLeftEmpty)
    // A total of something over nothing: that it should be nothing is less likely than that its addend is lacking.
    if empty.count == 1, faults.allSatisfy({ $0.isLeftEmpty || $0.meant.isZero }) { return empty[0] }
    let gaps = empty.filter { isOnlyGap($0) }
    return gaps.count == 1 ? gaps[0] : nil
  }

  private func witness(of value: ExactDecimal, at cell: CellID, typed fault: Fault) -> CellID? {
    let digits = max(Self.digits(value), Self.digits(fault.value.figure.value))
    let least =
      switch fault.slip {
      case .point, .unit, .transposed, .sign: Self.tellingOfSlip
      default: Self.tellingInRow
      }
    // That there is nothing, all other columns have to say, and then it needs no digits.
    return digits >= least || fault.isLeftEmpty || value.isZero ? inRow(of: cell, value) : nil
  }

  /// Small numbers stand beside each other by chance.
  private static let tellingInRow = 3
  private static let tellingOfSlip = 2
  /// So many columns without anything make a row of nothing.
  private static let fewest = 2

  /// How many digits make chance unlikely: those without the zeros at the end, or of large round amounts the places.
  private static func digits(_ value: ExactDecimal) -> Int {
    let telling = String(value.magnitude.coefficient(atScale: value.scale)).reversed().drop { $0 == "0" }.count
    let whole = String(value.magnitude.rounded(decimals: 0).coefficient(atScale: 0)).count
    return max(telling, whole - roundPlaces)
  }

  /// 100 is as round as scores get.
  private static let roundPlaces = 3

  /// Another column of the row that says the same. That there is nothing, all columns have to say.
  private func inRow(of cell: CellID, _ value: ExactDecimal) -> CellID? {
    guard let block = tables[cell.table]?.blocks[cell.block], let row = block.row(cell.row) else { return nil }
    var found: CellID?
    var count = 0
    for column in block.form.figureColumns where column != cell.column && column < row.cells.count {
      guard case .figure(let said) = row.cells[column].content else { continue }
      if said.value == value {
        count += 1
        found = found ?? CellID(table: cell.table, block: cell.block, row: cell.row, column: column)
      } else if value.isZero {
        return nil
      }
    }
    return value.isZero && count < Self.fewest ? nil : found
  }

  /// Whether all other rows of the kind have something in the column.
  private func isOnlyGap(_ fault: Fault) -> Bool {
    guard let cell = fault.value.cell, let block = tables[cell.table]?.blocks[cell.block] else { return false }
    let leaves = block.leaves.filter { cell.column < $0.cells.count }
    return leaves.count > 2 && leaves.contains { $0.key == cell.row }
      && leaves.count { $0.cells[cell.column].content == .blank } == 1
  }
}
