internal import Diagnostics
internal import Disclosures
internal import Export
internal import Rendering

/// Every file of one disclosure: pages, downloads, attachments and the record that later versions are compared with.
struct DisclosureFiles {
  static let largestAttachment = 64 << 20

  let folder: SiteFolder
  let disclosure: Disclosure
  let department: Department
  let ledger: Ledger
  let summary: DisclosureSummary
  private(set) var pages: DisclosurePages
  private var printed: [DocumentPrinter.File] = []
  private let found = Memo<SearchDocument?>(nil)

  init(
    folder: SiteFolder, frame: SiteFrame, disclosure: Disclosure, department: Department, ledger: Ledger,
    terms: [Term], summary: DisclosureSummary
  ) {
    self.folder = folder
    self.disclosure = disclosure
    self.department = department
    self.ledger = ledger
    self.summary = summary
    pages = DisclosurePages(
      frame: frame, department: department, disclosure: disclosure, ledger: ledger, terms: terms)
  }

  /// What readers may find of it.
  var search: SearchDocument {
    found.take(\.self) { SearchCollector.document(of: disclosure, terms: pages.glossaryAnchors) }
  }

  /// With links to where its figures stand beside others.
  func compared(_ figures: ComparedFigures) -> DisclosureFiles {
    var copy = self
    copy.pages.compared = figures
    return copy
  }

  /// With the whole document as PDF; nil where it could not be printed.
  func printed(by printer: DocumentPrinter, _ theme: TemplateLibrary, domain: String) -> DisclosureFiles? {
    var copy = self
    copy.printed = printer.files(of: disclosure, &copy.pages, theme: theme, domain: domain)
    return copy.printed.isEmpty ? nil : copy
  }

  /// Hands over one file after the other.
  func write(_ theme: TemplateLibrary, _ put: (String, [UInt8]) throws -> Void) throws {
    for page in pages.plan { try put(page.path.path, theme.bytes(of: page.rendered())) }
    for file in printed { try put(file.path, file.bytes) }
    try writeData(put)
  }

  /// Everything but the pages.
  func writeData(_ put: (String, [UInt8]) throws -> Void) throws {
    for (index, table) in disclosure.tables.enumerated() {
      if let path = table.flatMap(pages.figureScriptPath) { try put(path.path, pages.figureScript(index)) }
    }
    for sheet in disclosure.sheets { try put(pages.figureScriptPath(sheet).path, pages.figureScript(sheet)) }
    let paths = DisclosurePaths(disclosure.id)
    let downloads = DisclosureDownloads(disclosure: disclosure, department: department, ledger: ledger, pages: pages)
    for file in downloads.files { try put(file.path, file.bytes) }
    try put(paths.data.path, SummaryJSON.encode(summary))
    try put(paths.search.path, SearchJSON.encode(search))
    var ignored: [Finding] = []
    for attachment in disclosure.attachments {
      let entry = SiteFolder.Entry(name: attachment.name, path: attachment.path, isFolder: false, size: attachment.size)
      if let bytes = folder.bytes(entry, &ignored) { try put(paths.attachment(attachment.name).path, bytes) }
    }
  }
}
