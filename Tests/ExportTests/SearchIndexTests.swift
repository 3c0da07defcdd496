import Foundation
import Testing

@testable import Export

/// The search index finds what readers type, stays small, and is the same every time.
@Suite struct SearchIndexTests {
  static let place = SearchDocument.Place(
    label: "支出表", unit: "万元", href: "tables/expenditure/index.html#expenditure-*-+",
    columns: [.init(id: "total", name: "本年支出合计"), .init(id: "basic", name: "基本支出")])

  static func document(_ year: Int, _ items: (Int) -> [SearchDocument.Item]) -> SearchDocument {
    var document = SearchDocument(department: "a", year: year, kind: "final-accounts", kindTitle: "部门决算")
    for item in items(document.place(place)) { document.append(item) }
    return document
  }

  static func line(_ text: String, _ code: String, _ place: Int, _ figures: [String]) -> SearchDocument.Item {
    .init(
      kind: .line, text: text, code: code, place: place, row: code, figure: figures[0],
      cells: figures.count > 1 ? figures : [])
  }

  static let small = [2019, 2020].map { year in
    document(year) { place in
      [
        line("公务接待费支出", "30217", place, ["6.32", "0.00"]),
        line("行政运行", "2010301", place, [year == 2020 ? "22,902.34" : "11,133.36", "1,556.50"]),
        line("</script>\u{2028}\"<b>\\", "", place, ["1"]),
        .init(kind: .section, text: "“三公”经费情况说明", place: place, row: "three-public"),
        .init(kind: .passage, text: "“三公”经费情况说明", more: "ＰＰＰ项目", place: place, row: "three-public"),
      ]
    }
  }

  static let departments = [SearchDocument.Department(slug: "a", name: "某局", aliases: ["原某办"])]

  static func reader() throws -> SearchReader {
    try SearchReader(MadeSearch(SearchCollection(small), departments: departments))
  }

  @Test(arguments: ["公务接待", "接待费", "公务接待费支出", "费支"])
  func findsAnyPartOfAName(_ query: String) throws {
    #expect(try Self.reader().search(query).map(\.text) == ["公务接待费支出", "公务接待费支出"])
  }

  @Test func putsTheNewestYearFirstAndKeepsTheFigure() throws {
    let found = try Self.reader().search("行政运行")
    #expect(found.map(\.figures) == [["22,902.34"], ["11,133.36"]])
    #expect(found.map(\.documents) == [[0], [1]])
  }

  @Test func findsCodesExactly() throws {
    #expect(try Self.reader().search("2010301").map(\.text) == ["行政运行", "行政运行"])
    #expect(try Self.reader().search("20103").isEmpty)
  }

  @Test(arguments: ["22,902.34", "22902.34", "22902.340"])
  func findsAmountsHoweverTheyAreWritten(_ query: String) throws {
    let found = try Self.reader().search(amount: query)
    #expect(found.map { $0.entry.text } == ["行政运行"] && found.map(\.column) == [0])
  }

  @Test func findsAmountsOfOtherColumns() throws {
    #expect(try Self.reader().search(amount: "1556.5").map(\.column) == [1, 1])
  }

  @Test func looksPastMarksAndWidths() throws {
    #expect(try Self.reader().search("三公经费").count == 1)
    #expect(try Self.reader().search("ppp项目").first?.documents == [0, 1])
  }

  @Test func keepsTheFiguresOfAllColumnsApart() throws {
    let reader = try Self.reader()
    let number = try #require(try reader.postings("行政").first)
    #expect(try reader.cells(of: number) == ["22,902.34", "1,556.50"])
  }

  @Test func passesEverydayWordsOn() throws {
    let files = try MadeSearch(SearchCollection(Self.small), departments: Self.departments, words: [["招待费", "公务接待费"]])
      .files
    let site = try #require(files.last)
    #expect(String(decoding: site.bytes, as: UTF8.self).contains(#""words":[["招待费","公务接待费"]]"#))
  }

  @Test func leavesSmallNumbersOut() {
    #expect(SearchText.amount("12") == nil && SearchText.amount("0.05") == nil && SearchText.amount("—") == nil)
    // 公务接待费 of a small department.
    #expect(SearchText.amount("0.59") == "0.59" && SearchText.amount("1.50") == "1.5")
    #expect(SearchText.amount("15.00") == nil)
    #expect(SearchText.amount("-1,234.50") == "1234.5" && SearchText.amount("100.00") == "100")
  }

  @Test func writesScriptsThatHoldNothingButData() throws {
    for file in try MadeSearch(SearchCollection(Self.small), departments: Self.departments).files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(text.hasPrefix("mingzhangSearch(\"\(file.name)\",") && text.hasSuffix(");\n"))
      #expect(!text.contains("<") && !text.unicodeScalars.contains("\u{2028}"))
    }
  }

  @Test func isTheSameWhateverTheOrderOfDisclosures() throws {
    let first = try MadeSearch(SearchCollection(Self.small), departments: Self.departments)
    let second = try MadeSearch(SearchCollection(Self.small.reversed()), departments: Self.departments)
    #expect(first.files == second.files && first.version == second.version)
  }

  @Test func numbersSurviveTheirWriting() {
    let numbers = [0, 1, 31, 32, 1023, 1024, 70_000, 1 << 30]
    #expect(SearchReader.numbers(SearchDigits.digits(numbers)) == numbers)
    #expect(SearchReader.rising(SearchDigits.ascending(numbers)) == numbers)
  }

  /// What a first query loads, before any compression. A city has a hundred departments and ten years: that is tried where
  /// there is a folder to write its index to, and a tenth of it always.
  @Test func staysSmallForACity() throws {
    let folder = ProcessInfo.processInfo.environment["MINGZHANG_SEARCH_CORPUS"]
    let departments = folder == nil ? 10 : SearchCorpus.departments
    let documents = SearchCorpus.documents(departments)
    let start = ContinuousClock.now
    let index = try MadeSearch(SearchCollection(documents), departments: SearchCorpus.departmentList(departments))
    if let folder {
      print("search corpus: \(ContinuousClock.now - start) for \(documents.reduce(0) { $0 + $1.items.count }) items")
      for file in index.files { try Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name).js")) }
    }
    let reader = try SearchReader(index)
    for query in [
      "公务接待", "公务接待费", "支出", "项目", "智慧政务", "行政运行", "2010301", "三公经费", "一般公共服务支出决算情况说明", "偏差原因", "主要原因", "任务比年初计划减少",
      "不会有的词语",
    ] {
      reader.forget()
      let found = try reader.search(query)
      #expect(reader.size < 200_000, "\(query): \(reader.size)")
      #expect(found.isEmpty == (query == "不会有的词语"), "\(query)")
      if folder != nil {
        print("search corpus: \(query) \(reader.size) bytes, \(reader.loaded.count) files, \(found.count) entries")
      }
    }
    reader.forget()
    let amount = try #require(try reader.search("行政运行").first?.figures.first)
    reader.forget()
    #expect(try !reader.search(amount: amount).isEmpty)
    #expect(reader.size < 200_000)
    if folder != nil {
      print(
        "search corpus: \(amount) \(reader.size) bytes; all \(index.files.count) files, \(index.files.reduce(0) { $0 + $1.bytes.count })"
      )
    }
    // Two characters that stand in every passage of a city have a file to themselves.
    #expect(index.files.dropLast().allSatisfy { $0.bytes.count < 80_000 })
  }
}
