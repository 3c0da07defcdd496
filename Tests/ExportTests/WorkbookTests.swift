import TestSupport
import Testing

@testable import Disclosures
@testable import Export

/// A workbook is read as the one that libxlsxwriter makes of the same sheets.
@Suite struct WorkbookTests {
  private static func expectSame(_ sheets: [Worksheet], _ comment: String) throws {
    let own = try WorkbookReader(Workbook(sheets.map { .init($0) }, created: "2026-11-21").bytes)
    let other = try WorkbookReader(LibraryWorkbook.bytes(sheets, names: own.sheets.map(\.name)))
    try #require(own.sheets.count == other.sheets.count)
    for (one, two) in zip(own.sheets, other.sheets) {
      #expect(one.layout == two.layout, "\(comment)")
      #expect(one.cells.keys.sorted() == two.cells.keys.sorted(), "\(comment)")
      for (place, cell) in one.cells { #expect(cell == two.cells[place], "\(comment) \(one.name) \(place)") }
    }
  }

  @Test(arguments: ["pingshan-zwsj/2020/final-accounts", "sz-pnr/2020/project-performance"])
  func everyTableIsReadAsTheLibraryWritesIt(_ id: String) throws {
    let disclosure = try ShippedDisclosure.read(id).0
    let tables = disclosure.tables.compactMap { $0 } + disclosure.sheets.flatMap(\.tables).compactMap { $0 }
    let sheets = tables.map { Worksheet($0, document: "某局2020年度部门决算") }
    #expect(sheets.contains { $0.heads != nil } && sheets.contains { !$0.merged.isEmpty })
    try Self.expectSame(sheets, id)
  }

  @Test func theChecklistIsReadAsTheLibraryWritesIt() throws {
    try Self.expectSame([ChecklistTests.checklist.worksheet], "检查清单")
  }

  /// Anything in any style, several cells wide or high.
  @Test(arguments: 0..<20) func sheetsByChanceAreReadAsTheLibraryWritesThem(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let texts = [
      "", "甲", "<a&\"b'>", " 前后 ", "两\n行", "_x12_", "=1+1", "𠮷", "1,556.54", String(repeating: "长", count: 9000),
    ]
    var sheet = Worksheet(name: "表\(seed)")
    var row = 0
    for _ in 0..<30 {
      let (rows, columns) = (Int.random(in: 1...3, using: &random), Int.random(in: 1...3, using: &random))
      let content: Worksheet.Content =
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .blank
        case 1: .number(["0", "0.00", "-1556.54", "999999999999999", "0.000001"].randomElement(using: &random) ?? "0")
        default: .text(texts.randomElement(using: &random) ?? "")
        }
      let column = Int.random(in: 0..<40, using: &random)
      sheet.put(
        content, row, column, CellStyle.all.randomElement(using: &random) ?? .plain, rows: rows, columns: columns)
      row += Int.random(in: rows...(rows + 2), using: &random)
    }
    sheet.columnWidths = (0..<5).map { _ in Double(Int.random(in: 1...60, using: &random)) }
    if Bool.random(using: &random) { sheet.firstRowHeight = 30 }
    if Bool.random(using: &random) { sheet.heads = 1...Int.random(in: 1...4, using: &random) }
    if Bool.random(using: &random) { sheet.frozenColumns = sheet.heads == nil ? 0 : 2 }
    if Bool.random(using: &random) { sheet.filter = .init(rows: 0...row, columns: 0...3) }
    sheet.isLandscape = Bool.random(using: &random)
    try Self.expectSame([sheet], "\(seed)")
  }

  /// What both writers take from one place is written out here: an official form has lines, and its heads stand out.
  @Test func looksAsTheOfficialForm() throws {
    let table = try #require(try ShippedDisclosure.read("pingshan-zwsj/2020/final-accounts").0.table("expenditure"))
    let sheet = try WorkbookReader(
      Workbook([.init(table, document: "某局2020年度部门决算")], created: "2026-11-21").bytes
    ).sheets[0]
    let line = "left thin,right thin,top thin,bottom thin"
    let looks = Set(sheet.cells.values.compactMap { $0.split(separator: " | ", omittingEmptySubsequences: false).last })
    for look in [
      "General; b ,name 宋体,sz 16; none ; ; horizontal center,vertical center",
      "General; b ,name 宋体,sz 10; none ; \(line); horizontal center,vertical center,wrapText 1",
      "#,##0.00; name 宋体,sz 10; none ; \(line); vertical center",
      "General; name 宋体,sz 10; none ; \(line); horizontal left,indent 2,vertical center,wrapText 1",
    ] { #expect(looks.contains(look[...]), "\(look)") }
    #expect(sheet.cells["A1"]?.hasPrefix("“" + table.title) == true)
  }

  @Test func stylesHaveTheNumbersOfTheirPlaces() {
    #expect(CellStyle.all.map(\.number) == Array(1...CellStyle.all.count))
    #expect(CellStyle.name(indent: 0).number == CellStyle.cell.number)
    #expect(CellStyle.name(indent: 99).number == CellStyle.name(indent: 15).number)
    #expect(CellStyle.number(decimals: 99, isPercent: true).number == CellStyle.all.count)
  }

  /// Programs read `_x0041_` as A; the library writes it as it is.
  @Test func whatLooksLikeAnEscapeStaysAsItIs() throws {
    var sheet = Worksheet(name: "表")
    sheet.put(.text("见_x0041_和_x12_"), 0, 0, .plain)
    let cells = try WorkbookReader(Workbook([.init(sheet)], created: "2026-11-21").bytes).sheets[0].cells
    #expect(cells["A1"]?.hasPrefix("“见_x005F_x0041_和_x12_ |") == true)
  }

  @Test func whatIsPutLastStands() {
    var sheet = Worksheet(name: "表")
    sheet.put(.text("先"), 1, 1, .plain)
    sheet.put(.text("后"), 1, 1, .head)
    #expect(sheet.ordered.count == 1 && sheet.ordered[0].style == .head)
  }

  @Test func sheetsHaveNamesThatProgramsTake() throws {
    let names = ["收入[表]", "收入/表", String(repeating: "长", count: 40), "'", "收入表", "?", "Abc", "aBC"]
    let sheets = names.map { Workbook.Sheet(Worksheet(name: $0)) }
    let read = try WorkbookReader(Workbook(sheets, created: "2026-11-21").bytes).sheets.map(\.name)
    #expect(read == ["收入表", "收入表2", String(repeating: "长", count: 28), "表", "收入表3", "表2", "Abc", "aBC2"])
  }

  @Test func saysWhatItIs() throws {
    let sheet = Workbook.Sheet(Worksheet(name: "表"))
    let book = Workbook([sheet], title: "某局<2020>", author: "某局\u{1B}", created: "2021-08-20")
    #expect(book.bytes == book.bytes)
    #expect(book.bytes != Workbook([sheet], title: "某局", author: "某局", created: "2021-08-20").bytes)
    let properties = try WorkbookReader(book.bytes).properties
    #expect(
      properties == [
        "title": "某局<2020>", "creator": "某局\u{FFFD}", "created": "2021-08-20T00:00:00Z",
        "modified": "2021-08-20T00:00:00Z",
      ])
  }

  @Test func lettersOfColumns() {
    #expect([0, 25, 26, 701, 702].map(Worksheet.Area.letters) == ["A", "Z", "AA", "ZZ", "AAA"])
  }
}
