import Disclosures
import Forms
import TestSupport
import Testing

@testable import Export

/// A workbook has the official form: heads with their spans, both sides beside each other, every figure once.
@Suite struct FormGridTests {
  static let accounts = Result { try ShippedDisclosure.read("pingshan-zwsj/2020/final-accounts").0 }

  static func grid(_ id: String) throws -> (FormGrid, Table) {
    let table = try #require(try accounts.get().tables.compactMap { $0 }.first { $0.form.id == id })
    return (FormGrid(table), table)
  }

  static func text(_ spot: FormGrid.Spot) -> String {
    switch spot.content {
    case .head(let text), .label(let text), .name(let text, _, _): text
    case .cell(let cell, _): cell.written
    }
  }

  /// `公务用车购置及运行费 1,2 1×3`: row, column, rows × columns.
  static func heads(_ grid: FormGrid) -> [String] {
    grid.spots.compactMap { spot in
      guard case .head(let text) = spot.content else { return nil }
      return "\(text) \(spot.row),\(spot.column) \(spot.rows)×\(spot.columns)"
    }
  }

  @Test func threePublicHasThreeRowsOfHeadsOverOneOfFigures() throws {
    let (grid, _) = try Self.grid("three-public")
    let heads = Self.heads(grid)
    for head in [
      "预算数 0,0 1×6", "决算数 0,6 1×6", "合计 1,0 2×1", "公务用车购置及运行费 1,2 1×3", "小计 2,2 1×1", "公务接待费 1,11 2×1",
    ] {
      #expect(heads.contains(head), "\(head): \(heads)")
    }
    #expect(grid.headRows == 4 && grid.rows == 5 && grid.columns == 12)
    #expect(grid.spots.filter { $0.row == 4 }.map(Self.text).prefix(3) == ["20.25", "0", "16.25"])
  }

  @Test func bothSidesOfATotalsTableMeet() throws {
    let (grid, _) = try Self.grid("summary")
    #expect(Self.heads(grid).prefix(2) == ["收入 0,0 1×3", "项目 1,0 1×1"])
    let totals = grid.spots.filter { Self.text($0) == "总计" }
    #expect(totals.map(\.column) == [0, 3] && Set(totals.map(\.row)).count == 1)
    // 行次 of lines that the form leaves empty.
    #expect(grid.spots.contains { $0.column == 1 && Self.text($0) == "27" })
  }

  @Test func basicExpenditureHasThreePartsBesideEachOther() throws {
    let (grid, _) = try Self.grid("basic")
    #expect(Self.heads(grid).filter { $0.hasPrefix("经济分类科目编码") }.count == 3 && grid.columns == 9)
  }

  @Test func groupsStandOverTheirColumns() throws {
    let (grid, _) = try Self.grid("funds")
    let heads = Self.heads(grid)
    #expect(
      heads.contains("项目 0,0 1×2") && heads.contains("本年支出 0,4 1×3") && heads.contains("年末结转和结余 0,7 2×1"), "\(heads)")
  }

  @Test func whatStandsAboveSpansWhatStandsBelow() throws {
    let (grid, table) = try Self.grid("score-card")
    let groups = grid.spots.filter { $0.column == 0 && $0.rows > 1 }
    #expect(groups.map(Self.text) == table.blocks[0].rows.filter { $0.level == 0 }.map(\.label))
    #expect(groups.map(\.rows).reduce(0, +) == table.blocks[0].leaves.count)
  }

  @Test func noTwoCellsShareAPlaceAndNoFigureIsMissing() throws {
    let disclosure = try Self.accounts.get()
    for table in (disclosure.tables + disclosure.sheets.flatMap(\.tables)).compactMap({ $0 }) {
      let grid = FormGrid(table)
      var taken: Set<[Int]> = []
      for spot in grid.spots {
        for row in spot.row..<(spot.row + spot.rows) {
          for column in spot.column..<(spot.column + spot.columns) {
            #expect(taken.insert([row, column]).inserted, "\(table.form.id) \(row) \(column)")
            #expect(column < grid.columns, "\(table.form.id)")
          }
        }
      }
      let shown = grid.spots.count { if case .cell = $0.content { true } else { false } }
      let isTree = table.form.layout == .indicators
      let rows = table.blocks.flatMap { block in
        isTree ? block.leaves + block.rows.filter(\.isTotal) : block.rows
      }
      #expect(shown == rows.map(\.cells.count).reduce(0, +), "\(table.form.id)")
    }
  }
}
