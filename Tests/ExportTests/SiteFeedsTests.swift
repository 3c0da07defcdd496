import Diagnostics
import Disclosures
import Extraction
import Foundation
import TestSupport
import Testing

@testable import Export

/// sitemap.xml, feed.xml and robots.txt, and the archive of a disclosure.
@Suite struct SiteFeedsTests {
  static func feeds() throws -> SiteFeeds {
    let info = try #require(
      SiteFilesReader.site(
        SourceFile(
          path: "site.yaml", text: "name: 某<区>站\ndomain: a.example\nid-code: \"0000000000\"\norganiser: 某 & 局\n")
      ).0)
    let summaries = try ShippedDisclosure.ids.map { id in
      DisclosureSummary(try ShippedDisclosure.read(id).0, departmentName: "某局\(id.prefix(3))", checks: "")
    }
    return SiteFeeds(info: info, summaries: SummaryList(summaries))
  }

  private static func sitemaps(_ pages: [String]) throws -> [(path: String, bytes: [UInt8])] {
    var maps: [(path: String, bytes: [UInt8])] = []
    try feeds().sitemaps(pages: pages) { maps.append(($0, $1)) }
    return maps
  }

  @Test func tenThousandPagesNeedNoParts() throws {
    #expect(try Self.sitemaps(["404.html"] + (0..<10_000).map { "p\($0).html" }).map(\.path) == ["sitemap.xml"])
    #expect(try Self.sitemaps((0..<10_001).map { "p\($0).html" }).count == 3)
  }

  @Test func listsEveryPageWithWholeAddresses() throws {
    let pages = ["index.html", "404.html", "sz-pnr/2020/project-performance/index.html", "a/x&y.html", "a/b.csv"]
    let maps = try Self.sitemaps(pages)
    #expect(maps.map(\.path) == ["sitemap.xml"])
    let text = String(decoding: try #require(maps.first).bytes, as: UTF8.self)
    #expect(text.components(separatedBy: "<url>").count == 4)
    #expect(text.contains("<loc>https://a.example/</loc>"))
    #expect(text.contains("<loc>https://a.example/sz-pnr/2020/project-performance/</loc><lastmod>2026-11-21</lastmod>"))
    #expect(text.contains("x&amp;y.html") && !text.contains("404"))
  }

  @Test func aSiteOfMoreThanTenThousandPagesHasItsMapInParts() throws {
    let pages = (0..<24_000).map { "d\($0 % 7)/2020/x/\($0).html" }
    let maps = try Self.sitemaps(pages).sorted { $0.path.utf8.count < $1.path.utf8.count }
    #expect(maps.map(\.path) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"])
    let texts = maps.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(texts[0].contains("<sitemap><loc>https://a.example/sitemap-3.xml</loc></sitemap>"))
    #expect(texts[0].components(separatedBy: "<sitemap>").count == 4 && !texts[0].contains("<url>"))
    #expect(texts.dropFirst().map { $0.components(separatedBy: "<url>").count - 1 } == [10_000, 10_000, 4_000])
    #expect(texts.allSatisfy { $0.hasPrefix("<?xml") && $0.hasSuffix(">\n") })
  }

  @Test func feedsWhatWasPublished() throws {
    let feed = String(decoding: try Self.feeds().feed, as: UTF8.self)
    #expect(feed.components(separatedBy: "<entry>").count == ShippedDisclosure.ids.count + 1)
    #expect(feed.contains("<title>某&lt;区&gt;站</title>") && feed.contains("<name>某 &amp; 局</name>"))
    #expect(feed.contains("<updated>2026-11-21T09:00:00+08:00</updated>"))
    #expect(String(decoding: try Self.feeds().robots, as: UTF8.self).contains("Sitemap: https://a.example/sitemap.xml"))
  }

  /// As Foundation writes it, keys sorted: what the catalogue had been written with.
  @Test func cataloguesEveryDisclosure() throws {
    let info = try #require(
      SiteFilesReader.site(
        SourceFile(path: "site.yaml", text: "name: 某\"区\"站\ndomain: a.example\nid-code: \"0000000000\"\norganiser: 局\n")
      ).0)
    let summaries = try ShippedDisclosure.ids.map { id in
      DisclosureSummary(try ShippedDisclosure.read(id).0, departmentName: "某局", checks: "")
    }
    let bytes = Array(CatalogJSON.pieces(SummaryList(summaries), info: info).joined())
    let catalog = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let sorted = try JSONSerialization.data(withJSONObject: catalog, options: [.sortedKeys, .withoutEscapingSlashes])
    #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: sorted, as: UTF8.self) + "\n")
    let datasets = try #require(catalog["dcat:dataset"] as? [[String: Any]])
    #expect(
      datasets.compactMap { $0["@id"] as? String } == ShippedDisclosure.ids.sorted().map { "https://a.example/\($0)/" })
    #expect(datasets.allSatisfy { ($0["dcat:distribution"] as? [Any])?.count == 3 })
  }
}
