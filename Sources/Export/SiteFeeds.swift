internal import Diagnostics
package import Disclosures

/// The files that tell machines what the site has: sitemap.xml, feed.xml (Atom) and robots.txt.
///
/// They need whole addresses, made from the site's domain; nothing on the pages depends on them.
package struct SiteFeeds {
  private let info: SiteInfo
  private let summaries: SummaryList
  /// The first hundred are what the feed has.
  private let newest: SummarySelection

  package init(info: SiteInfo, summaries: SummaryList) {
    self.info = info
    self.summaries = summaries
    newest = summaries.sorted(by: { (summaries[$0].published, $0) }, >)
    latest = newest.first.map(\.published).flatMap { $0.isEmpty ? nil : $0 }
  }

  private var root: String { "https://\(info.domain)/" }

  /// The newest publication: what lists and the feed were last changed by. Dates come from content, never from a clock.
  private let latest: String?

  /// Whether a path at the top is the map of the site or a part of it.
  package static func isSitemap(_ path: String) -> Bool { path.hasPrefix("sitemap") && path.hasSuffix(".xml") }

  /// A map of a site may list five times as many (sitemaps.org), and would be larger than all else that is in memory.
  static let mostPagesOfASitemap = 10_000

  /// Every page: `sitemap.xml`, which on a large site lists the parts `sitemap-1.xml` and so on. A part is handed over
  /// before the next is made.
  ///
  /// - Parameter pages: paths below the root, sorted; those of HTML files are listed.
  package func sitemaps<Failure>(
    pages: some Sequence<String>, put: (String, [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let dates = Dictionary(summaries.map { ($0.id, $0.published) }) { first, _ in first }
    var part = Self.head(of: "urlset")
    var (count, parts) = (0, 0)
    for page in pages where page.hasSuffix(".html") && page != "404.html" {
      if count == Self.mostPagesOfASitemap {
        parts += 1
        part += Self.foot(of: "urlset")
        try put(Self.name(ofPart: parts), part)
        (part, count) = (Self.head(of: "urlset"), 0)
      }
      add(page, dates, to: &part)
      count += 1
    }
    part += Self.foot(of: "urlset")
    guard parts > 0 else { return try put("sitemap.xml", part) }
    parts += 1
    try put(Self.name(ofPart: parts), part)
    let index = (1...parts).map { "<sitemap><loc>\(Self.xml(root + Self.name(ofPart: $0)))</loc></sitemap>\n" }.joined()
    try put("sitemap.xml", Self.head(of: "sitemapindex") + Array(index.utf8) + Self.foot(of: "sitemapindex"))
  }

  private static func name(ofPart number: Int) -> String { "sitemap-\(number).xml" }

  private func add(_ page: String, _ dates: [String: String], to map: inout [UInt8]) {
    let parts = page.split(separator: "/", maxSplits: 3)
    let date = parts.count > 3 ? dates[parts[..<3].joined(separator: "/")] : latest
    map.append("<url><loc>")
    map.append(escaping: address(page).withoutXMLForbidden)
    map.append("</loc>")
    if let date, !date.isEmpty {
      map.append("<lastmod>")
      map.append(String(date.prefix(10)))
      map.append("</lastmod>")
    }
    map.append("</url>\n")
  }

  private static func head(of element: String) -> [UInt8] {
    Array(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<\(element) xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
        .utf8)
  }

  private static func foot(of element: String) -> [UInt8] { Array("</\(element)>\n".utf8) }

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
    for summary in newest.prefix(100) where !summary.published.isEmpty {
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
