internal import Diagnostics

/// Where a page or file stands below the site's root; the only maker of links between pages.
package struct PagePath: Sendable, Hashable, Comparable {
  /// `pingshan-zwsj/2020/final-accounts/tables/income/index.html`.
  package let path: String

  package init(_ path: String) { self.path = path }

  /// A page of its own folder.
  package static func page(_ parts: String...) -> PagePath {
    var path: [UInt8] = []
    path.reserveCapacity(parts.reduce(16) { $0 + $1.utf8.count + 1 })
    for part in parts where !part.isEmpty {
      path.append(part)
      path.append(UInt8(ascii: "/"))
    }
    path.append("index.html" as StaticString)
    return PagePath(String(decoding: path, as: UTF8.self))
  }

  /// The relative link from this page to another. Links name `index.html`, so that the site also works from a disk.
  package func href(to other: PagePath, fragment: String? = nil) -> String {
    // Byte by byte: a page has hundreds of links.
    var href: [UInt8] = []
    if fragment == nil || !path.hasSameBytes(as: other.path) {
      var (from, to) = (path, other.path)
      href = from.withUTF8 { from in to.withUTF8 { Self.way(from, $0, room: fragment?.utf8.count ?? 0) } }
    }
    if let fragment {
      href.append(UInt8(ascii: "#"))
      href.append(fragment)
    }
    return String(decoding: href, as: UTF8.self)
  }

  private static func way(
    _ from: UnsafeBufferPointer<UInt8>, _ to: UnsafeBufferPointer<UInt8>, room: Int
  ) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    var shared = 0
    for place in 0..<min(from.count, to.count) {
      if from[place] != to[place] { break }
      if from[place] == slash { shared = place + 1 }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(to.count + 16 + room)
    for byte in from[shared...] where byte == slash { bytes.append("../") }
    for byte in to[shared...] {
      if stands(byte) {
        bytes.append(byte)
      } else {
        bytes.append("%")
        bytes.append(String(byte >> 4, radix: 16, uppercase: true))
        bytes.append(String(byte & 15, radix: 16, uppercase: true))
      }
    }
    return bytes
  }

  /// Whether a byte of a path stands in a link as it is; Chinese characters stay readable.
  private static func stands(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"), 0x80...:
      true
    default: false
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
  static func year(_ year: Int, kind: String) -> PagePath { .page(folder, String(year), kind) }
  /// All figures that departments are compared by.
  static func data(_ year: Int, kind: String) -> PagePath { PagePath("\(folder)/\(year)/\(kind)/all.csv") }
  /// The folder of one kind of document: what its tables lead to.
  package static func kind(_ kind: String, of year: Int) -> String { "\(folder)/\(year)/\(kind)/" }
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
  /// What can be found of it, for the same purpose.
  package var search: PagePath { PagePath("\(id)/search.json") }

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
