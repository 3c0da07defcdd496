import TestSupport
import Testing

@testable import Extraction

/// Files made to hurt end in an answer, within the limits.
@Suite struct HostileFileTests {
  static func limits(_ change: (inout ExtractionLimits) -> Void) -> ExtractionLimits {
    var limits = ExtractionLimits.standard
    change(&limits)
    return limits
  }

  @Test func stopsAZipBomb() {
    let bomb = ZipMaker.zip([
      ("word/document.xml", [UInt8](repeating: 0x20, count: 8 << 20)), ("word/header1.xml", Array("<a/>".utf8)),
    ])
    #expect(bomb.count < 100_000)
    let content = AttachmentText.extract(name: "a.docx", bytes: bomb, limits: Self.limits { $0.unpacked = 1 << 20 })
    #expect(content.unread == "解开后太大，没有查完")
  }

  @Test func stopsAZipOfManyFiles() {
    let files = (0..<300).map { ("f\($0).txt", "x") }
    let content = AttachmentText.extract(
      name: "a.zip", bytes: ZipMaker.zip(files), limits: Self.limits { $0.entries = 100 })
    #expect(content.unread == "里面的文件太多，没有查完")
    #expect(content.texts.count == 101)
  }

  @Test func countsNestedFilesAgainstOneBudget() {
    let inner = Samples.docx(Samples.paragraph(String(repeating: "x", count: 400_000)))
    let files = (0..<8).map { ("f\($0).docx", inner) }
    let content = AttachmentText.extract(
      name: "a.zip", bytes: ZipMaker.zip(files), limits: Self.limits { $0.unpacked = 1 << 20 })
    #expect(content.unread?.contains("解开后太大，没有查完") ?? false)
    #expect(content.texts.count < 5)
  }

  @Test func keepsToTheTextLimitOverAllSheets() {
    let words = String(repeating: "x", count: 2 << 20)
    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>"
    let sheets = (1...300).map { ("xl/worksheets/sheet\($0).xml", sheet) }
    let bytes = ZipMaker.zip(
      [("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", "<sst><si><t>\(words)</t></si></sst>")] + sheets)
    let content = AttachmentText.extract(name: "a.xlsx", bytes: bytes, limits: Self.limits { $0.text = 4 << 20 })
    #expect(content.unread == "文字太多，只读了前 4 MB")
    #expect(content.texts.reduce(0) { $0 + $1.text.utf8.count } <= 4 << 20)
    #expect(content.texts.count < 5)
  }

  @Test func keepsToTheTextLimit() {
    let content = AttachmentText.extract(
      name: "a.txt", bytes: Array(String(repeating: "字", count: 1000).utf8), limits: Self.limits { $0.text = 100 })
    #expect((content.texts.first?.text.utf8.count ?? 0) <= 102)
    #expect(content.unread != nil)
  }

  @Test func refusesEntityBombs() {
    var bomb = "<!DOCTYPE x [<!ENTITY a0 \"ha\">"
    for level in 1..<30 { bomb += "<!ENTITY a\(level) \"&a\(level - 1);&a\(level - 1);\">" }
    bomb += "]><w:document xmlns:w=\"w\"><w:p><w:t>&a29;</w:t></w:p></w:document>"
    let plain = ZipMaker.zip([("word/document.xml", bomb)])
    #expect(AttachmentText.extract(name: "a.docx", bytes: plain).unread == "里面的 XML 不合规格")
    let late = "<!--" + String(repeating: "-x", count: 5000) + "-->" + bomb
    let content = AttachmentText.extract(name: "a.docx", bytes: ZipMaker.zip([("word/document.xml", late)]))
    #expect(content.unread != nil)
    #expect(content.texts.isEmpty)
  }

  @Test func neverFollowsExternalEntities() {
    let text = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><p xmlns=\"w\"><t>&f;</t></p>"
    let content = AttachmentText.extract(name: "a.docx", bytes: ZipMaker.zip([("word/document.xml", text)]))
    #expect(content.texts.isEmpty)
  }

  @Test func survivesDeepNesting() {
    let xml = String(repeating: "<a>", count: 100_000)
    let deep = AttachmentText.extract(name: "a.docx", bytes: ZipMaker.zip([("word/document.xml", xml)]))
    #expect(deep.unread != nil)
    let html = String(repeating: "<div><b>", count: 50_000) + "词"
    #expect(AttachmentText.extract(name: "a.html", bytes: Array(html.utf8)).texts.count <= 1)
  }

  @Test func showsPathsAndUsesNone() {
    let names = [
      "../../etc/passwd.txt", "/etc/shadow.txt", "C:\\x\u{1}.txt", String(repeating: "长", count: 2000) + ".txt",
    ]
    let content = AttachmentText.extract(name: "a.zip", bytes: ZipMaker.zip(names.map { ($0, "x") }))
    #expect(content.texts.count >= names.count)
    #expect(!content.texts.contains { $0.place.utf8.contains { $0 < 0x20 } || $0.place.utf8.count > 4000 })
  }

  @Test func stopsWhenTimeIsUp() {
    let files = (0..<200).map { ("f\($0).txt", "x") }
    let content = AttachmentText.extract(
      name: "a.zip", bytes: ZipMaker.zip(files), limits: Self.limits { $0.seconds = 0 })
    #expect(content.texts.isEmpty)
    #expect(content.unread != nil)
  }

  @Test func endsAProcessThatDoesNot() {
    let start = ContinuousClock.now
    #expect(BoundedProcess.run("sleep", ["60"], input: [], seconds: 0.2, outputLimit: 1000) == .stopped)
    #expect(BoundedProcess.run("yes", [], input: [], seconds: 20, outputLimit: 100_000) == .stopped)
    #expect(ContinuousClock.now - start < .seconds(15))
    #expect(BoundedProcess.run("no-such-program", [], input: [], seconds: 1, outputLimit: 1) == .unavailable)
  }

  /// Every kind of damage to every kind of file: cut short, bytes changed, a piece repeated.
  @Test(arguments: ["a.docx", "a.xlsx", "a.zip", "a.html", "a.jpg", "a.csv"]) func survivesDamage(_ name: String) {
    let whole: [String: [UInt8]] = [
      "a.docx": Samples.docx(Samples.paragraph("词"), extra: [("docProps/core.xml", Samples.core)]),
      "a.xlsx": Samples.xlsx(), "a.zip": ZipMaker.zip([("b.docx", Samples.docx(Samples.paragraph("词")))]),
      "a.html": Array("<html><meta name=author content=x><p>词<table><td>x</html>".utf8),
      "a.jpg": [0xFF, 0xD8, 0xFF, 0xE1, 0, 30] + Array("Exif\0\0II*\0".utf8) + [
        8, 0, 0, 0, 9, 0, 0x3B, 1, 2, 0, 255, 255,
      ],
      "a.csv": Array("姓名,电话\n张三,1".utf8),
    ]
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      var bytes = whole[name] ?? []
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
      case 1:
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
          bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
      default:
        let start = Int.random(in: bytes.indices, using: &generator)
        bytes.insert(contentsOf: bytes[start...].prefix(50), at: Int.random(in: bytes.indices, using: &generator))
      }
      let content = AttachmentText.extract(name: name, bytes: bytes, limits: Self.limits { $0.seconds = 5 })
      #expect(content.texts.count < 1000)
    }
  }

  @Test(.enabled(if: BoundedProcess.find("pdftotext") != nil)) func survivesBrokenPDFs() {
    var generator = SeededGenerator(seed: 8)
    let whole = Samples.pdf(["one", "two"])
    for _ in 0..<25 {
      var bytes = whole
      for _ in 0..<20 {
        bytes[Int.random(in: 8..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      _ = AttachmentText.extract(name: "a.pdf", bytes: bytes, limits: Self.limits { $0.seconds = 5 })
    }
    #expect(AttachmentText.extract(name: "a.pdf", bytes: Array("%PDF-1.7\nnothing".utf8)).unread == "PDF 已损坏，打不开")
    let loop =
      "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[2 0 R]/Count 1>> endobj trailer <</Root 1 0 R>>"
    #expect(AttachmentText.extract(name: "a.pdf", bytes: Array(loop.utf8)).unread != nil)
  }
}
