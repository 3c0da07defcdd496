internal import Diagnostics
internal import Disclosures
internal import Export
internal import Forms
internal import Rendering

/// The data files of one disclosure: each table and sheet as CSV, XLSX and JSON beside its page, all tables in one
/// workbook, the ledger, and everything in one archive.
struct DisclosureDownloads {
  let disclosure: Disclosure
  let department: Department
  let ledger: Ledger
  let pages: DisclosurePages

  struct File {
    let path: String
    let bytes: [UInt8]
  }

  var files: [File] {
    let paths = DisclosurePaths(disclosure.id)
    var files: [File] = []
    // For the workbook of all tables, too: a sheet is written once for both.
    var all: [Workbook.Sheet] = []
    for table in disclosure.tables.compactMap({ $0 }) {
      files.append(.init(path: pages.csvPath(table).path, bytes: TableCSV.encode(table)))
      files.append(
        .init(
          path: pages.jsonPath(table).path,
          bytes: TableJSON.encode(table, department: department.name, year: disclosure.year)))
      let sheet = sheet(table)
      all.append(sheet)
      files += workbook([sheet], at: pages.xlsxPath(table))
    }
    for sheet in disclosure.sheets {
      files.append(.init(path: paths.sheetFile(sheet.slug, "csv").path, bytes: SheetCSV.encode(sheet)))
      files.append(
        .init(
          path: paths.sheetFile(sheet.slug, "json").path,
          bytes: SheetJSON.encode(sheet, department: department.name, year: disclosure.year)))
      files += workbook(sheet.tables.compactMap { $0.map(self.sheet) }, at: paths.sheetFile(sheet.slug, "xlsx"))
    }
    files += workbook(all, at: paths.workbook)
    files.append(.init(path: paths.ledger.path, bytes: LedgerCSV.encode(ledger)))
    files.append(
      .init(
        path: paths.dataPackage.path,
        bytes: DataPackageJSON.encode(disclosure, department: department.name) { table in
          String(pages.csvPath(table).path.dropFirst(disclosure.id.count + 1))
        }))
    var archive = ZipFile(created: created)
    for file in files { archive.add(String(file.path.dropFirst(disclosure.id.count + 1)), .stored(file.bytes)) }
    files.append(.init(path: paths.archive.path, bytes: archive.bytes))
    return files
  }

  /// The day that the files carry: of the publication, not of the build.
  private var created: String { disclosure.published?.value.iso ?? "\(disclosure.year)-12-31" }

  private var document: String { department.name + disclosure.title }

  private func sheet(_ table: Table) -> Workbook.Sheet { Workbook.Sheet(table, document: document) }

  private func workbook(_ sheets: [Workbook.Sheet], at path: PagePath) -> [File] {
    guard !sheets.isEmpty else { return [] }
    let book = Workbook(sheets, title: document, author: department.name, created: created)
    return [.init(path: path.path, bytes: book.bytes)]
  }
}
