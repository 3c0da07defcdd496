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
    let from = path.split(separator: "/").dropLast()
    let to = other.path.split(separator: "/")
    var shared = 0
    while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
    let up = [String](repeating: "..", count: from.count - shared)
    return (up + to[shared...].map { Self.encoded($0) }).joined(separator: "/") + anchor
  }

  /// A part of a path as it stands in a link; Chinese characters stay readable.
  private static func encoded(_ part: Substring) -> String {
    part.unicodeScalars.reduce(into: "") { text, scalar in
      guard scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar),
        !"-._~".unicodeScalars.contains(scalar)
      else {
        text.unicodeScalars.append(scalar)
        return
      }
      let digits = String(scalar.value, radix: 16, uppercase: true)
      text += "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }

  /// The way from this page to the site's root: `../../`, empty at the root.
  package var toRoot: String {
    String(repeating: "../", count: path.split(separator: "/").count - 1)
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
