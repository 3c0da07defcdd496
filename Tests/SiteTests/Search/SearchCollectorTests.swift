import Disclosures
import Export
import Forms
import TestSupport
import Testing

@testable import Site

/// What can be found is what is published, whether it was built now or is remembered from its summary.
@Suite struct SearchCollectorTests {
  struct Line: Hashable, Comparable {
    let href: String
    let text: String
    let code: String
    let figure: String

    static func < (left: Line, right: Line) -> Bool { (left.href, left.text) < (right.href, right.text) }
  }

  static func lines(_ document: SearchDocument, below folder: String) -> [Line] {
    document.items.filter { $0.kind == .line }.compactMap { item in
      let place = document.places[item.place]
      guard place.href.hasPrefix(folder) else { return nil }
      let href = place.href.replacing("*", with: item.row).replacing("+", with: place.columns[item.column].id)
      return Line(href: href, text: item.text, code: item.code, figure: item.figure)
    }.sorted()
  }

  /// Held against the same said with words.
  @Test func textsAreBroughtIntoOneLine() {
    func plain(_ text: String) -> String {
      text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).reduce(into: "") { line, word in
        if let last = line.unicodeScalars.last, let next = word.first, last.isASCII, next.isASCII { line += " " }
        line.unicodeScalars.append(contentsOf: word)
      }
    }
    var random = SeededGenerator(seed: 3)
    let pieces = ["甲", "a", "1", " ", "\n", "\u{3000}", "\u{A0}", "\u{2009}", "é", "\u{85}", "。"]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      #expect(Array(SearchCollector.oneLine(text).utf8) == Array(plain(text).utf8), "\(text.debugDescription)")
    }
  }

  static let accounts = Result { try ShippedDisclosure.read("pingshan-zwsj/2020/final-accounts").0 }

  @Test func remembersEveryLineOfAPublishedDisclosure() throws {
    let disclosure = try Self.accounts.get()
    let summary = DisclosureSummary(disclosure, departmentName: "某局", checks: "")
    let now = Self.lines(SearchCollector.document(of: disclosure, terms: []), below: "tables/")
    let remembered = Self.lines(SearchCollector.document(of: summary, set: disclosure.set), below: "tables/")
    #expect(now.count > 200)
    // The code list may name a subject otherwise than the table does.
    #expect(now.map { [$0.href, $0.code, $0.figure] } == remembered.map { [$0.href, $0.code, $0.figure] })
    let renamed = zip(now, remembered).filter { $0.text != $1.text }
    #expect(renamed.isEmpty, "\(renamed.map { "\($0.text) \($1.text)" })")
  }

  /// 合计 is what the row is called, “三公”经费 what it is: built now or remembered.
  @Test func keyFiguresAreFoundByTheirNames() throws {
    let disclosure = try Self.accounts.get()
    let summary = DisclosureSummary(disclosure, departmentName: "某局", checks: "")
    for document in [
      SearchCollector.document(of: disclosure, terms: []), SearchCollector.document(of: summary, set: disclosure.set),
    ] {
      let found = document.items.filter { $0.kind == .line && $0.more.contains("“三公”经费") }
      #expect(found.map(\.text) == ["合计"] && found.map(\.figure) == ["14.39"], "\(found)")
      // The name of a figure in another column than the one that is shown would be wrong for it.
      let spent = document.items.filter { $0.kind == .line && $0.more.contains("基本支出") }
      #expect(spent.allSatisfy { document.places[$0.place].columns[$0.column].name.contains("基本支出") }, "\(spent)")
    }
  }

  @Test func remembersKeyFiguresWithoutAFormSet() throws {
    let disclosure = try Self.accounts.get()
    let summary = DisclosureSummary(disclosure, departmentName: "某局", checks: "")
    let document = SearchCollector.document(of: summary, set: nil)
    #expect(document.kindTitle == disclosure.set.kindTitle)
    #expect(document.items.count { $0.kind == .line } == summary.keyFigures.count)
    #expect(document.items.count { $0.kind == .project } == summary.projects?.count)
  }

  @Test func takesInProjectsAndTheWordsOfSections() throws {
    let document = SearchCollector.document(of: try Self.accounts.get(), terms: [])
    let projects = document.items.filter { $0.kind == .project }
    #expect(
      projects.contains { $0.row == "free-wifi" && $0.figure == "5.8712" }, "\(projects.map { [$0.row, $0.figure] })")
    let passages = document.items.filter { $0.kind == .passage && $0.row == "totals" }
    #expect(passages.contains { $0.more.contains("22,902.34") }, "\(passages.map(\.more))")
    #expect(passages.allSatisfy { $0.more.count < 400 })
  }

  @Test func takesInTheWholeOfASection() throws {
    let disclosure = try Self.accounts.get()
    let section = try #require(disclosure.sections.first { $0.form?.id == "three-public" })
    let document = SearchCollector.document(of: disclosure, terms: [])
    let words = document.items.filter { $0.kind == .passage && $0.row == "three-public" }.map(\.more).joined()
    #expect(words.count > 150 && section.form != nil)
    #expect(words.contains("公务接待费") && words.contains("因公出国"))
  }

  @Test func takesInTheColumnsOfTables() throws {
    let document = SearchCollector.document(of: try Self.accounts.get(), terms: [])
    let columns = document.items.filter { $0.kind == .section && $0.row == "expenditure" }.map(\.more)
    #expect(columns.contains { $0.contains("基本支出") && $0.contains("项目支出") }, "\(columns)")
    let line = try #require(document.items.first { $0.code == "201" && $0.cells.contains("15,910.72") })
    #expect(line.cells.contains("1,093.42") && line.cells.contains(line.figure))
  }

  @Test func takesInReasonsWithTheIndicatorTheyStandBeside() throws {
    let disclosure = try ShippedDisclosure.read("sz-pnr-info/2020/overall-performance").0
    let notes = SearchCollector.document(of: disclosure, terms: []).items.filter { $0.kind == .note }
    let reason = try #require(notes.first { $0.text == "财务合规性" && $0.more.hasPrefix("扣分原因：") })
    #expect(reason.row.hasPrefix("score-card#score-card-"), "\(reason.row)")
  }
}
