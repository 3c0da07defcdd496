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
    let sections = document.items.filter { $0.kind == .section && $0.row == "totals" }
    #expect(sections.count == 2 && sections.last?.more.contains("22,902.34") == true, "\(sections.map(\.more))")
  }
}
