/// Where a page or file stands below the site's root; the only maker of links between pages.
package struct PagePath: Sendable, Hashable, Comparable {
  /// `pingshan-zwsj/2020/final-accounts/tables/income/index.html`.
  package let path: String

  package init(_ path: String) { self.path = path }

  /// A page of its own folder.
  package static func page(_ parts: String...) -> PagePath {
    PagePath((parts.filter { !$0.isEmpty } + ["index.html"]).joined(separator: "/"))
  }

  /// The relative link from this page to another. Links name `index.html`, so that the site also works from a disk.
  package func href(to other: PagePath, fragment: String? = nil) -> String {
    let anchor = fragment.map { "#\($0)" } ?? ""
    if other == self, !anchor.isEmpty { return anchor }
    // Byte by byte: a page has hundreds of links.
    let slash = UInt8(ascii: "/")
    let from = path.utf8, to = other.path.utf8
    var start = to.startIndex
    var (one, two) = (from.startIndex, to.startIndex)
    while one < from.endIndex, two < to.endIndex, from[one] == to[two] {
      (one, two) = (from.index(after: one), to.index(after: two))
      if to[to.index(before: two)] == slash { start = two }
    }
    let shared = to.distance(from: to.startIndex, to: start)
    var bytes: [UInt8] = []
    for byte in from.dropFirst(shared) where byte == slash { bytes += [UInt8(ascii: "."), UInt8(ascii: "."), slash] }
    for byte in to[start...] { Self.append(byte, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self) + anchor
  }

  /// A byte of a path as it stands in a link; Chinese characters stay readable.
  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"), 0x80...:
      bytes.append(byte)
    default:
      let digits = Array("0123456789ABCDEF".utf8)
      bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  /// The way from this page to the site's root: `../../`, empty at the root.
  package var toRoot: String {
    String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
  }

  package static func < (left: PagePath, right: PagePath) -> Bool { left.path < right.path }
}

/// Where figures are compared: a department's over its years, and the departments of one year.
package enum ComparePaths {
  /// Also the last part of a department's page, and so no folder of a department or a year.
  package static let folder = "compare"

  package static func department(_ slug: String) -> PagePath { .page(slug, folder) }
  package static func year(_ year: Int) -> PagePath { .page(folder, String(year)) }
  /// One kind of document in another order; `column` is the anchor of the figure it is sorted by.
  package static func year(_ year: Int, kind: String, by column: String) -> PagePath {
    .page(folder, String(year), kind, "by-\(column)")
  }
}

/// The pages of one disclosure. A published URL never moves: these names are fixed.
package struct DisclosurePaths: Sendable, Hashable {
  /// `department/year/kind`.
  package let id: String

  package init(_ id: String) { self.id = id }

  package var overview: PagePath { .page(id) }
  package var full: PagePath { .page(id, "full") }
  package var glossary: PagePath { .page(id, "glossary") }
  /// The checked data, from which home and department pages are planned again when a newer version is held back.
  package var data: PagePath { PagePath("\(id)/disclosure.json") }

  /// All tables in one workbook, everything in one archive, and the record of all checks.
  package var workbook: PagePath { PagePath("\(id)/tables.xlsx") }
  package var archive: PagePath { PagePath("\(id)/data.zip") }
  package var dataPackage: PagePath { PagePath("\(id)/datapackage.json") }
  /// The whole document as it is printed, where the site was built with PDF.
  package var pdf: PagePath { PagePath("\(id)/full.pdf") }
  package var ledger: PagePath { PagePath("\(id)/ledger.csv") }

  package func table(_ table: String) -> PagePath { .page(id, "tables", table) }
  /// The page of a table of either sort.
  package func page(ofTable table: String, isStatutory: Bool) -> PagePath {
    isStatutory ? self.table(table) : performance(table)
  }
  package func csv(_ table: String) -> PagePath { PagePath("\(id)/tables/\(table)/\(table).csv") }
  package func json(_ table: String) -> PagePath { PagePath("\(id)/tables/\(table)/\(table).json") }
  package func section(_ section: String) -> PagePath { .page(id, "sections", section) }
  package func performance(_ table: String) -> PagePath { .page(id, "performance", table) }
  /// A list of sheets in another order.
  package func performance(_ table: String, by column: String) -> PagePath {
    .page(id, "performance", table, "by-\(column)")
  }
  /// A sheet as CSV, XLSX or JSON, beside its page.
  package func sheetFile(_ slug: String, _ kind: String) -> PagePath {
    PagePath("\(id)/performance/\(slug)/\(slug).\(kind)")
  }
  package func attachment(_ name: String) -> PagePath { PagePath("\(id)/attachments/\(name)") }
}
