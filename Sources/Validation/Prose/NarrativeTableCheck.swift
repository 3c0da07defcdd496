internal import Diagnostics
internal import Figures

/// Small tables written into the narrative, which no form describes: what all their rows but one agree on — 差额 = 本年 − 上年,
/// 执行率 = 执行数 ÷ 预算数 — the one row has wrong; and what a line 合计 adds up in one column it adds up in the next.
///
/// Nothing is known of such a table but itself. A relation is believed where at least two rows with figures long enough to
/// leave nothing to chance bear it out, and one row alone does not.
struct NarrativeTableCheck {
  private let passages: [Passage]
  private(set) var findings: [Finding] = []
  /// The columns of every relation that no row breaks: what is in it is not what is wrong.
  private var borneOut: [[Int]] = []

  init(_ passages: [Passage]) {
    self.passages = passages
    for grid in NarrativeGrid.all(in: passages) { check(grid) }
  }

  /// A relation that does not hold, with the cells that are in it.
  private struct Broken {
    let cells: [NarrativeGrid.Place]
    /// The one that is worked out from the others.
    let derived: NarrativeGrid.Place
    let words: String
    let expected: String
  }

  private mutating func check(_ grid: NarrativeGrid) {
    borneOut = []
    let broken = sums(grid) + differences(grid) + ratios(grid) + shares(grid) + products(grid)
    // One wrong cell breaks all relations that it is in.
    var left = broken
    while let first = left.first {
      let counts = Dictionary(grouping: left.flatMap { Set($0.cells) }, by: { $0 }).mapValues(\.count)
      func guilt(_ place: NarrativeGrid.Place) -> (Int, Int, Int) {
        let good = borneOut.count { $0.contains(place.column) }
        return (counts[place] ?? 0, -good, place == first.derived ? 1 : 0)
      }
      let culprit = first.cells.max { guilt($0) < guilt($1) }
      guard let culprit, let cell = grid[culprit] else { return }
      let told = left.first { $0.derived == culprit } ?? first
      left.removeAll { $0.cells.contains(culprit) }
      report(told, at: culprit, cell, grid)
    }
  }

  private mutating func report(
    _ broken: Broken, at culprit: NarrativeGrid.Place, _ cell: NarrativeGrid.Cell, _ grid: NarrativeGrid
  ) {
    let name = "“\(grid.name(ofRow: culprit.row))”的“\(grid.heads[culprit.column])”"
    let isDerived = broken.derived == culprit
    var finding = Finding(
      builtIn: "NAR-02", level: .warning,
      message: "正文里的表：\(name)写 \(cell.text)，与表里其他的数对不上：\(broken.words)" + (isDerived ? "，应是 \(broken.expected)" : ""),
      at: cell.span(in: passages),
      fix: isDerived ? "先核对用来计算的数；都对，就改成 \(broken.expected)" : "核对这一格，再核对同一行、同一栏的其他数")
    for place in broken.cells where place != culprit {
      guard let other = grid[place] else { continue }
      finding.spans.append(.init(other.span(in: passages), "\(grid.heads[place.column]) \(other.text)"))
    }
    findings.append(finding)
  }

  // MARK: 合计

  /// The line 合计 against the lines above or below it, where it adds up in some column.
  private mutating func sums(_ grid: NarrativeGrid) -> [Broken] {
    guard let total = grid.totalRow, grid.rows.count > 2 else { return [] }
    let others = grid.rows.indices.filter { $0 != total }
    var holding = 0
    var isSlip = false
    var broken: [Broken] = []
    for column in grid.amountColumns + grid.shareColumns {
      let cells = others.compactMap { grid[.init(row: $0, column: column)] }
      guard let sum = grid[.init(row: total, column: column)], cells.count == others.count, !sum.value.isZero else {
        continue
      }
      let added = cells.reduce(ExactDecimal.zero) { $0 + $1.value }
      let slack = cells.reduce(sum.half) { $0 + $1.half }
      if (added - sum.value).magnitude <= slack {
        if sum.isTelling {
          holding += 1
          borneOut.append([column])
        }
      } else if grid.amountColumns.contains(column) {
        let most = cells.map(\.value).max() ?? .zero
        isSlip =
          !isCountedTwice(added - sum.value, cells)
          && (sum.isSlip(of: added) || cells.contains { $0.isSlip(of: $0.value + sum.value - added) })
        // No more than the largest line: an average.
        guard isSlip || sum.value > most else { continue }
        let places = grid.rows.indices.map { NarrativeGrid.Place(row: $0, column: column) }
        broken.append(
          Broken(
            cells: places, derived: .init(row: total, column: column), words: "各行相加",
            expected: added.written(decimals: sum.decimals, grouped: sum.isGrouped)))
      }
    }
    // Where no other column adds up, the lines may be no parts of it, unless one slip explains all.
    return broken.count == 1 && (holding > 0 || isSlip) ? broken : []
  }

  /// Whether what is too much is a line, or some that follow each other: parts of a line, given beside it.
  private func isCountedTwice(_ gap: ExactDecimal, _ cells: [NarrativeGrid.Cell]) -> Bool {
    cells.indices.contains { first in
      var run = ExactDecimal.zero
      return cells[first...].contains { cell in
        run = run + cell.value
        return run == gap
      }
    }
  }

  // MARK: 差额

  /// Columns of which one is the sum of two others.
  private mutating func differences(_ grid: NarrativeGrid) -> [Broken] {
    let columns = grid.amountColumns
    var broken: [Broken] = []
    for (index, left) in columns.enumerated() {
      for right in columns[(index + 1)...] {
        for whole in columns where whole != left && whole != right {
          let found = odd(grid, [left, right, whole]) { cells in
            let gap = (cells[0].value + cells[1].value - cells[2].value).magnitude
            return gap <= cells[0].half + cells[1].half + cells[2].half
          }
          guard let (row, cells) = found else { continue }
          // 增减额 is worked out from what stands before it.
          let derived = max(left, right, whole)
          let value =
            derived == whole
            ? cells[0].value + cells[1].value
            : cells[2].value - (derived == left ? cells[1].value : cells[0].value)
          let decimals = grid[.init(row: row, column: derived)]?.decimals ?? 2
          let heads = [left, right, whole].map { grid.heads[$0] }
          let words =
            derived == whole
            ? "\(heads[2]) = \(heads[0]) + \(heads[1])"
            : derived == left ? "\(heads[0]) = \(heads[2]) − \(heads[1])" : "\(heads[1]) = \(heads[2]) − \(heads[0])"
          broken.append(
            Broken(
              cells: [left, right, whole].map { .init(row: row, column: $0) },
              derived: .init(row: row, column: derived), words: "其他各行都是 \(words)",
              expected: value.written(decimals: decimals, grouped: cells[2].isGrouped)))
        }
      }
    }
    return broken
  }

  // MARK: 比例

  /// Columns of percentages: of one other column, or of how much one is more than another.
  private mutating func ratios(_ grid: NarrativeGrid) -> [Broken] {
    var broken: [Broken] = []
    for rate in grid.rateColumns {
      for part in grid.amountColumns {
        let isMoney = Self.moneyWords.contains { grid.heads[part].contains(bytesOf: $0) }
        for whole in grid.amountColumns where whole != part {
          for isGrowth in [false, true] {
            let found = odd(grid, [part, whole, rate]) { cells in
              // What was done beyond the goal, and is counted as all of it.
              if !isGrowth, !isMoney, cells[0].value > cells[1].value, cells[2].value == Self.hundred { return nil }
              return Self.share(cells[0], of: cells[1], isGrowth: isGrowth, is: cells[2])
            }
            guard let (row, cells) = found, row != grid.totalRow else { continue }
            let words =
              isGrowth
              ? "\(grid.heads[rate]) =（\(grid.heads[part]) − \(grid.heads[whole])）÷ \(grid.heads[whole])"
              : "\(grid.heads[rate]) = \(grid.heads[part]) ÷ \(grid.heads[whole])"
            let moved = isGrowth ? cells[0].value - cells[1].value : cells[0].value
            let value = moved.divided(by: cells[1].value, shift: 2, decimals: cells[2].decimals)
            broken.append(
              Broken(
                cells: [part, whole, rate].map { .init(row: row, column: $0) }, derived: .init(row: row, column: rate),
                words: "其他各行都是 \(words)",
                expected: (value?.written(decimals: cells[2].decimals) ?? "—") + (cells[2].isPercent ? "%" : "")))
          }
        }
      }
    }
    // 增减率 of the year before, which every row bears out, and all but one of this year by chance.
    return broken.filter { broken in !borneOut.contains { $0.count == 3 && $0[2] == broken.derived.column } }
  }

  /// Columns of percentages of the line 合计.
  private mutating func shares(_ grid: NarrativeGrid) -> [Broken] {
    guard let total = grid.totalRow else { return [] }
    var broken: [Broken] = []
    for rate in grid.shareColumns {
      for part in grid.amountColumns {
        guard let whole = grid[.init(row: total, column: part)] else { continue }
        let found = odd(grid, [part, rate]) { Self.share($0[0], of: whole, isGrowth: false, is: $0[1]) }
        guard let (row, cells) = found, row != total else { continue }
        let value = cells[0].value.divided(by: whole.value, shift: 2, decimals: cells[1].decimals)
        broken.append(
          Broken(
            cells: [part, rate].map { .init(row: row, column: $0) }, derived: .init(row: row, column: rate),
            words: "其他各行都是 \(grid.heads[rate]) = \(grid.heads[part]) ÷ \(grid.name(ofRow: total)) \(whole.text)",
            expected: (value?.written(decimals: cells[1].decimals) ?? "—") + (cells[1].isPercent ? "%" : "")))
      }
    }
    return broken
  }

  // MARK: 乘积

  /// 面积 × 单价 = 预算, in one unit or in 元 and 万元.
  private mutating func products(_ grid: NarrativeGrid) -> [Broken] {
    let factors = grid.amountColumns + grid.priceColumns
    var broken: [Broken] = []
    for price in grid.priceColumns {
      for number in factors where number != price {
        for amount in grid.amountColumns where amount != number {
          for shift in [0, 4] {
            let scale = ExactDecimal(ExactDecimal.power(shift))
            let found = odd(grid, [number, price, amount]) { cells in
              let gap = (cells[0].value * cells[1].value - cells[2].value * scale).magnitude
              return gap <= cells[0].half * cells[1].value.magnitude + cells[1].half * cells[0].value.magnitude
                + cells[2].half * scale
            }
            guard let (row, cells) = found else { continue }
            let value = (cells[0].value * cells[1].value).divided(by: scale, decimals: cells[2].decimals)
            broken.append(
              Broken(
                cells: [number, price, amount].map { .init(row: row, column: $0) },
                derived: .init(row: row, column: amount),
                words: "其他各行都是 \(grid.heads[amount]) = \(grid.heads[number]) × \(grid.heads[price])",
                expected: value?.written(decimals: cells[2].decimals, grouped: cells[2].isGrouped) ?? "—"))
          }
        }
      }
    }
    return broken
  }

  private static let hundred = ExactDecimal(100)
  private static let moneyWords = ["执行", "支出", "决算", "金额", "资金"]

  /// nil where nothing can be said: of nothing.
  private static func share(
    _ part: NarrativeGrid.Cell, of whole: NarrativeGrid.Cell, isGrowth: Bool, is rate: NarrativeGrid.Cell
  ) -> Bool? {
    guard whole.value > .zero else { return nil }
    let moved = isGrowth ? part.value - whole.value : part.value
    // A unit of the last place: rounded on the way, or cut off.
    let unit = rate.half + rate.half
    let slack = (part.half + (isGrowth ? whole.half : .zero)) * hundred + whole.half * rate.value.magnitude
    return (moved * hundred - rate.value * whole.value).magnitude <= unit * whole.value + slack
  }

  // MARK: Helpers

  /// The one row in which `holds` does not, where all others with figures in these columns bear it out and at least two of
  /// them by figures that leave little to chance.
  private mutating func odd(
    _ grid: NarrativeGrid, _ columns: [Int], _ holds: ([NarrativeGrid.Cell]) -> Bool?
  ) -> (row: Int, cells: [NarrativeGrid.Cell])? {
    var found: (Int, [NarrativeGrid.Cell])?
    var telling = 0
    for row in grid.rows.indices {
      let cells = columns.compactMap { grid[.init(row: row, column: $0)] }
      guard cells.count == columns.count, let isBorneOut = holds(cells) else { continue }
      if isBorneOut {
        if cells.allSatisfy(\.isTelling), Set(cells.map(\.value)).count == cells.count { telling += 1 }
      } else if found == nil {
        found = (row, cells)
      } else {
        return nil
      }
    }
    guard telling >= 2 else { return nil }
    if found == nil { borneOut.append(columns) }
    return found
  }
}
