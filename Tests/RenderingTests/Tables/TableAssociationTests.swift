import Diagnostics
import Disclosures
import Documents
import Foundation
import Forms
import TestSupport
import Testing

@testable import Rendering

/// Every figure of the real document stands in the row and column it belongs to, and a screen reader hears both.
@Suite struct TableAssociationTests {
  static func sample() throws -> Disclosure {
    let base = "content/pingshan-zwsj/2020/final-accounts"
    let library = FormSetLibrary(
      files: try Repository.files(below: "forms").map(Repository.source))
    let set = try #require(library.load("national/2020/final-accounts").0)
    let input = DisclosureInput(
      department: "pingshan-zwsj", year: 2020, kind: "final-accounts",
      main: SourceFile(path: "\(base)/disclosure.yaml", bytes: try PlainSample.bytes("\(base)/disclosure.yaml")),
      tables: try Repository.files(below: "\(base)/tables").map(Repository.source), narrative: [],
      performance: try PlainSample.files(below: "\(base)/performance").map(Repository.source), attachments: [])
    var reader = DisclosureReader(input)
    return try #require(reader.read { _ in (set, true, [set.id]) }.0)
  }

  @Test func saysUnderATableWhyItStopsShort() throws {
    let disclosure = try Self.sample()
    let index = try #require(disclosure.tables.firstIndex { $0 != nil })
    let table = try #require(disclosure.tables[index])
    let notes = TableNotes(
      index, of: table, form: table.form, FigureIndex(disclosure.evaluator, Ledger()), unit: table.unit,
      secrecy: ["科目 20401 因涉及国家秘密，按决定不再细化公开。"])
    let page = TableRenderer(table: table, index: index, set: disclosure.set, department: "某局", notes: notes).html
      .markup
    #expect(page.contains("科目 20401 因涉及国家秘密，按决定不再细化公开。"))
  }

  static func markup(_ disclosure: Disclosure, _ index: Int) throws -> String {
    let table = try #require(disclosure.tables[index])
    let notes = TableNotes(
      index, of: table, form: table.form, FigureIndex(disclosure.evaluator, Ledger()), unit: table.unit)
    return TableRenderer(table: table, index: index, set: disclosure.set, department: "某局", notes: notes).html.markup
  }

  @Test func putsEveryFigureIntoItsRowAndColumn() throws {
    let disclosure = try Self.sample()
    var figures = 0
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, table.form.isStatutory else { continue }
      let grids = TableGrid.tables(in: try Self.markup(disclosure, index))
      for (blockIndex, block) in table.blocks.enumerated() {
        for row in block.rows {
          for column in block.form.figureColumns {
            let id = disclosure.set.anchor(of: CellID(table: index, block: blockIndex, row: row.key, column: column))
            let places = grids.compactMap { grid in grid.cell(id).map { (grid, $0) } }
            #expect(places.count == 1, "\(id)")
            let (grid, cell) = try #require(places.first)
            #expect(cell.text == row.cells[column].written, "\(id)")
            figures += 1
            let heads = grid.columnHeaders(of: cell)
            if table.form.layout == .transposed {
              #expect(heads.first == block.form.name && heads.last == row.label, "\(id): \(heads)")
            } else {
              let form = block.form.columns[column]
              #expect(heads.contains(form.label), "\(id): \(heads)")
              if let group = form.group { #expect(heads.contains(group), "\(id): \(heads)") }
              #expect(grid.rowHeaders(of: cell) == [row.label], "\(id): \(grid.rowHeaders(of: cell))")
            }
          }
        }
      }
    }
    // 741 figures of the nine tables and four zeros on lines without a name; one of them is blank in the original.
    #expect(figures >= 745)
  }

  @Test func givesEveryTableACaptionWithCodeUnitAndOwner() throws {
    let disclosure = try Self.sample()
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, table.form.isStatutory else { continue }
      let markup = try Self.markup(disclosure, index)
      let captions = markup.matches(of: /<caption[^>]*>(.*?)<\/caption>/.dotMatchesNewlines()).map { String($0.1) }
      #expect(captions.count == markup.matches(of: /<table/).count)
      for caption in captions {
        for word in [table.title, table.form.code ?? "", "单位：万元", "部门：某局"] { #expect(caption.contains(word)) }
      }
    }
  }

  @Test func keepsZeroBlankAndRoundedZeroApart() throws {
    let disclosure = try Self.sample()
    let summary = TableGrid.tables(in: try Self.markup(disclosure, 0))
    #expect(summary[0].cell("summary-revenue-superior-final")?.text == "0")
    #expect(summary[0].cell("summary-revenue-other-final")?.text == "")
    #expect(try Self.markup(disclosure, 0).contains("空白：未填列"))
  }

  @Test func writesBalancedMarkup() throws {
    let disclosure = try Self.sample()
    for index in disclosure.tables.indices where disclosure.tables[index] != nil {
      let markup = try Self.markup(disclosure, index)
      for element in ["table", "thead", "tbody", "tr", "th", "td", "div", "span", "colgroup"] {
        let opened = markup.ranges(of: "<\(element) ").count + markup.ranges(of: "<\(element)>").count
        #expect(opened == markup.ranges(of: "</\(element)>").count, "\(element)")
      }
    }
  }
}
