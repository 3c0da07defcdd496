import Export
import TestSupport
import Testing

@testable import Site

/// While a newer version is held back, everything speaks of the one that stays up.
@Suite struct StayingVersionTests {
  private static let id = "unit-1/2020/final-accounts"

  /// Publishes two departments, does something, publishes again: what is out then, the pages that stay included.
  private func published(
    after change: (EditedSite, inout [String: [UInt8]]) throws -> Void
  ) throws -> (before: [String: [UInt8]], after: [String: [UInt8]]) {
    try BuildIdentityTests.with(departments: 2) { site in
      let first = MemorySink()
      _ = try site.build(.publish(.none), first, cached: true)
      var out = first.files
      try change(site, &out)
      let (second, clean) = (MemorySink(earlier: out), MemorySink())
      let outcome = try site.build(.publish(PublishedVersions(out: out)), second, cached: true)
      #expect(outcome.isComplete && outcome.carriedOver.map(\.id) == [Self.id])
      _ = try site.build(.publish(PublishedVersions(out: out)), clean, cached: false)
      #expect(second.files == clean.files, "from what was kept and anew")
      let staying = out.filter { $0.key.hasPrefix(Self.id + "/") }
      #expect(staying.count > 50 && second.files.keys.allSatisfy { staying[$0] == nil })
      return (first.files, second.files.merging(staying) { new, _ in new })
    }
  }

  @Test func aSiteOfWhichAMistakeHoldsOneBackIsAsItWas() throws {
    let (before, after) = try published { site, _ in
      let summary = "content/\(Self.id)/tables/summary.yaml"
      let text = try site.folder.text(summary)
      try site.folder.write(summary, text.replacing("总计: 1050", with: "总计: 1051"))
      // New words do not get out with it.
      try site.folder.write("content/\(Self.id)/narrative/11-duties.md", "---\nsection: 主要职责\n---\n\n别的职责。\n")
    }
    #expect(before.keys.sorted() == after.keys.sorted())
    let other = before.filter { after[$0.key] != $0.value }.keys.sorted()
    #expect(other == [])
    let map = String(decoding: try #require(after["sitemap.xml"]), as: UTF8.self)
    #expect(map.contains("/\(Self.id)/sections/duties/</loc>"))
  }

  @Test func whatItsTablesLeadToStaysWhenItsFolderIsGone() throws {
    let (before, after) = try published { site, _ in try site.folder.remove("content/unit-1") }
    let compared = before.keys.filter { $0.hasPrefix("compare/") }
    #expect(compared.count > 5 && compared.allSatisfy { after[$0] != nil })
    #expect(before["sitemap.xml"] == after["sitemap.xml"] && before["feed.xml"] == after["feed.xml"])
    #expect(before.filter { $0.key.hasPrefix("search/data/t") } == after.filter { $0.key.hasPrefix("search/data/t") })
  }

  @Test func whatAnEarlierVersionOfTheToolPublishedIsFoundByItsFigures() throws {
    let (before, after) = try published { site, out in
      out["\(Self.id)/search.json"] = nil
      let summary = "content/\(Self.id)/tables/summary.yaml"
      try site.folder.write(summary, try site.folder.text(summary).replacing("总计: 1050", with: "总计: 1051"))
    }
    func documents(_ files: [String: [UInt8]]) throws -> String {
      let site = String(decoding: try #require(files["search/data/site.js"]), as: UTF8.self)
      return String(try #require(site.firstMatch(of: /"documents":"([^"]*)"/)).1)
    }
    #expect(try documents(before) == documents(after))
    #expect(before["search/data/e0.js"] != after["search/data/e0.js"], "its words are not in its figures")
    #expect(before["sitemap.xml"] == after["sitemap.xml"])
  }

  @Test(arguments: ["pingshan-zwsj/2020/final-accounts", "sz-pnr/2020/project-performance"])
  func whatIsFoundComesBackFromItsFileAsItWas(id: String) throws {
    let disclosure = try ShippedDisclosure.read(id).0
    let document = SearchCollector.document(of: disclosure, terms: [])
    let bytes = SearchJSON.encode(document)
    #expect(SearchJSON.decode(bytes) == document)
    #expect(SearchJSON.decode(Array(bytes.dropLast(9))) == nil)
    let other = String(decoding: bytes, as: UTF8.self).replacing("mingzhang-search/1", with: "mingzhang-search/9")
    #expect(SearchJSON.decode(Array(other.utf8)) == nil)
  }
}
