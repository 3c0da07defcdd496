internal import Diagnostics
package import Disclosures

/// The files that tell machines what the site has: sitemap.xml, feed.xml (Atom) and robots.txt.
///
/// They need whole addresses, made from the site's domain; nothing on the pages depends on them.
package struct SiteFeeds {
  private let info: SiteInfo
  private let summaries: [DisclosureSummary]

  package init(info: SiteInfo, summaries: [DisclosureSummary]) {
    self.info = info
    self.summaries = summaries.sorted { ($0.published, $0.id) > ($1.published, $1.id) }
  }

  private var root: String { "https://\(info.domain)/" }

  /// The newest publication: what lists and the feed were last changed by. Dates come from content, never from a clock.
  private var latest: String? { summaries.map(\.published).filter { !$0.isEmpty }.max() }

  /// Whether a path at the top is the map of the site or a part of it.
  package static func isSitemap(_ path: String) -> Bool { path.hasPrefix("sitemap") && path.hasSuffix(".xml") }

  /// No map of a site may list more (sitemaps.org).
  static let mostPagesOfASitemap = 50_000

  /// Every page, `pages` being paths of HTML files below the root: `sitemap.xml`, which on a large site lists the parts
  /// `sitemap-1.xml` and so on.
  package func sitemaps(pages: [String]) -> [(path: String, bytes: [UInt8])] {
    let shown = pages.filter { $0.hasSuffix(".html") && $0 != "404.html" }.sorted()
    let dates = Dictionary(summaries.map { ($0.id, $0.published) }) { first, _ in first }
    guard shown.count > Self.mostPagesOfASitemap else { return [("sitemap.xml", sitemap(shown[...], dates))] }
    let starts = Array(stride(from: 0, to: shown.count, by: Self.mostPagesOfASitemap))
    let parts = starts.enumerated().map { number, start in
      (
        path: "sitemap-\(number + 1).xml",
        bytes: sitemap(shown[start..<min(start + Self.mostPagesOfASitemap, shown.count)], dates)
      )
    }
    let index = parts.map { "<sitemap><loc>\(Self.xml(root + $0.path))</loc></sitemap>\n" }.joined()
    return [("sitemap.xml", Self.document("sitemapindex", Array(index.utf8)))] + parts
  }

  private func sitemap(_ pages: ArraySlice<String>, _ dates: [String: String]) -> [UInt8] {
    var urls: [UInt8] = []
    for page in pages {
      let parts = page.split(separator: "/")
      let own = parts.count > 3 ? dates[parts[..<3].joined(separator: "/")] : latest
      let date = own.flatMap { $0.isEmpty ? nil : "<lastmod>\($0.prefix(10))</lastmod>" } ?? ""
      urls += "<url><loc>\(Self.xml(address(page)))</loc>\(date)</url>\n".utf8
    }
    return Self.document("urlset", urls)
  }

  private static func document(_ element: String, _ body: [UInt8]) -> [UInt8] {
    Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(element) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .utf8)
      + body + Array("</\(element)>\n".utf8)
  }

  /// What was published, newest first.
  package var feed: [UInt8] {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
      <title>\(Self.xml(info.name))</title>
      <id>\(root)</id>
      <link rel="self" type="application/atom+xml" href="\(root)feed.xml"/>
      <link rel="alternate" type="text/html" href="\(root)"/>
      <updated>\(Self.moment(latest ?? ""))</updated>
      <author><name>\(Self.xml(info.organiser ?? info.name))</name></author>

      """
    for summary in summaries.prefix(100) where !summary.published.isEmpty {
      let title = "\(summary.departmentName)\(summary.title)"
      let figures = summary.keyFigures.map { "\($0.label) \($0.value) \($0.unit)" }.joined(separator: "；")
      text += """
        <entry>
        <title>\(Self.xml(title))</title>
        <id>\(root)\(summary.id)/</id>
        <link rel="alternate" type="text/html" href="\(root)\(summary.id)/"/>
        <updated>\(Self.moment(summary.published))</updated>
        <summary>\(Self.xml(figures))</summary>
        </entry>

        """
    }
    return Array((text + "</feed>\n").utf8)
  }

  package var robots: [UInt8] { Array("User-agent: *\nAllow: /\nSitemap: \(root)sitemap.xml\n".utf8) }

  /// `a/b/index.html` is published as `a/b/`.
  private func address(_ page: String) -> String {
    root + (page.hasSuffix("index.html") ? String(page.dropLast("index.html".count)) : page)
  }

  private static func xml(_ text: String) -> String { text.withoutXMLForbidden.escapedForMarkup }

  /// `2021-11-15 09:00` in Beijing.
  private static func moment(_ stamp: String) -> String {
    guard stamp.count >= 10 else { return "1970-01-01T00:00:00+08:00" }
    let time = stamp.count >= 16 ? String(stamp.dropFirst(11).prefix(5)) : "00:00"
    return "\(stamp.prefix(10))T\(time):00+08:00"
  }
}
