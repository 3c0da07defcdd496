import Diagnostics
import Disclosures
import Rendering
import TestSupport
import Testing

@testable import Site

/// Documents as PDF: the same bytes every time, nothing of this machine in them, and no build that waits for a browser.
@Suite struct DocumentPrinterTests {
  static let hasBrowser = DocumentPrinter(root: ".") != nil

  static func printed(seconds: Double = 120) throws -> (
    printer: DocumentPrinter, files: [DocumentPrinter.File], size: Int?
  ) {
    let disclosure = try ShippedDisclosure.read("sz-pnr/2020/project-performance").0
    let site = "name: 站\ndomain: a.example\nid-code: \"0000000000\"\n"
    let info = try #require(SiteFilesReader.site(SourceFile(path: "site.yaml", text: site)).0)
    let theme = try #require(Theme.load(root: "/nonexistent").0)
    var pages = DisclosurePages(
      frame: SiteFrame(info: info, isDraft: false, style: "assets/style.css"),
      department: .remembered(slug: disclosure.department, name: "某局"), disclosure: disclosure, ledger: Ledger(),
      terms: [])
    let printer = try #require(DocumentPrinter(root: Repository.root, seconds: seconds))
    let files = printer.files(of: disclosure, &pages, theme: theme, domain: "a.example")
    return (printer, files, pages.printedSize)
  }

  @Test(.enabled(if: hasBrowser)) func printsTaggedTextAndTheSameBytesTwice() throws {
    let (printer, files, size) = try Self.printed()
    let file = try #require(files.first)
    #expect(printer.notes.isEmpty && files.count == 1 && file.path == "sz-pnr/2020/project-performance/full.pdf")
    #expect(size == file.bytes.count)
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && text.contains("/StructTreeRoot") && text.contains("/Outlines"))
    #expect(text.contains("/Lang (zh-CN)"))
    let hasMachine = text.contains("file:") || text.contains("/tmp") || text.contains("mingzhang-print")
    #expect(!hasMachine)
    let isSame = try Self.printed().files.first?.bytes == file.bytes
    #expect(isSame)
  }

  @Test(.enabled(if: hasBrowser)) func aDocumentThatTakesTooLongIsANoteAndNoFile() throws {
    let (printer, files, size) = try Self.printed(seconds: 0.05)
    #expect(files.isEmpty && size == nil)
    #expect(printer.notes.count == 1)
    #expect(printer.notes[0].hasPrefix("sz-pnr/2020/project-performance：没有印成 PDF，"))
  }

  @Test func withoutABrowserThereIsNoPrinter() {
    #expect(DocumentPrinter(root: ".", programs: ["no-such-browser"]) == nil)
    #expect(DocumentPrinter.missing.contains("其余照常"))
  }

  @Test(arguments: [
    ("<a href=\"../tables/income/index.html#x\">", "<a href=\"https://a.example/d/2020/k/tables/income/#x\">"),
    ("<a class=\"t\" href=\"../../../../index.html\">", "<a class=\"t\" href=\"https://a.example/\">"),
    ("<a href=\"../tables.xlsx\" download>", "<a href=\"https://a.example/d/2020/k/tables.xlsx\" download>"),
    ("<a href=\"index.html\">", "<a href=\"https://a.example/d/2020/k/full/\">"),
    ("<a href=\"#part\">", "<a href=\"#part\">"),
    ("<a href=\"https://b.example/\">", "<a href=\"https://b.example/\">"),
    ("<a href=\"mailto:x@b.example\">", "<a href=\"mailto:x@b.example\">"),
    ("<link href=\"../../../../assets/style.css\">", "<link href=\"../../../../assets/style.css\">"),
  ])
  func linksLeadToTheSiteAndNotToThisMachine(_ html: String, _ wanted: String) {
    #expect(DocumentPrinter.absolute(html, at: PagePath("d/2020/k/full/index.html"), domain: "a.example") == wanted)
  }

  @Test func theTimeOfPrintingBecomesTheDayOfPublication() {
    let made = "<</CreationDate (D:20261121174000+00'00')\n/ModDate (D:20261121174000+00'00')>>"
    let dated = String(decoding: DocumentPrinter.dated(Array(made.utf8), "2021-11-15"), as: UTF8.self)
    #expect(dated == made.replacing("20261121174000", with: "20211115000000"))
    #expect(DocumentPrinter.dated(Array("%PDF".utf8), nil) == Array("%PDF".utf8))
  }
}
