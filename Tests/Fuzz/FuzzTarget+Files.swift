import Diagnostics
import Disclosures
import Extraction
import Figures
import TestSupport
import Validation

@testable import Export
@testable import Preview
@testable import Publishing
@testable import Site

/// What comes from elsewhere: attachments, what an earlier run or another machine has left, requests.
extension FuzzTarget {
  static let files = [
    FuzzTarget(
      name: "attachment",
      seeds: {
        names.indices.flatMap { index in numbered(index, seeds(below: "content", [".\(names[index].suffix(4))"])) }
          + parts.indices.flatMap { index in
            numbered(128 + index, [words, table].map { Array($0.utf8) } + [zip(parts[index], Array(words.utf8))])
          } + numbered(3, [Array("<html><meta name=author content=x><p>词<table><td>x</html>".utf8)])
          + numbered(
            4, [[0xFF, 0xD8, 0xFF, 0xE1, 0, 30] + Array("Exif\0\0II*\0".utf8) + [8, 0, 0, 0, 9, 0, 0x3B, 1, 2, 0, 4]])
          + numbered(5, [[0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 9] + Array("tEXtAuthor\0ab    ".utf8)])
      }, run: readAttachment),
    FuzzTarget(
      name: "manifest",
      seeds: {
        let manifest = Manifest(
          ["a/index.html", "b \"\\.csv", "坪山/1.js"].map { .init(path: $0, bytes: Array($0.utf8)) })
        return [manifest.json, [], Array(#"{"files": [], "schema": "mingzhang-manifest/1"}"#.utf8)]
      }
    ) { bytes in
      guard let manifest = try? Manifest.read(json: bytes, file: "manifest.json") else { return }
      precondition((try? Manifest.read(json: manifest.json, file: "manifest.json")) == manifest)
      for path in manifest.paths { precondition(manifest[path] != nil) }
    },
    FuzzTarget(
      name: "kept", seeds: { numbered(0, [keptSeed]) + numbered(1, [[0]]) + numbered(2, [[0]]) + numbered(3, [[0]]) }
    ) { bytes in
      let rest = Array(bytes.dropFirst())
      switch (bytes.first ?? 0) % 4 {
      case 0:
        guard let kept = KeptDepartment(rest) else { return }
        precondition(KeptDepartment(kept.pack())?.pack() == kept.pack())
        var tally = LedgerTally()
        for disclosure in kept.record.disclosures { tally.add(disclosure.tally) }
        _ = TextReport(sources: [:]).render(kept.record.rest + kept.record.disclosures.flatMap(\.findings))
        for figure in kept.record.disclosures.flatMap(\.totals.figures) {
          _ = figure.figure.value + figure.figure.value
        }
      case 1: _ = Publication.unpack(rest)
      case 2: _ = BuiltFile.unpack(rest)
      default:
        var reader = PackReader(rest)
        _ = try? Finding(from: &reader)
      }
    },
    FuzzTarget(
      name: "request",
      seeds: {
        [
          "GET /ps/2020/?access=x HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nCookie: a=b; mz=x\r\nSec-Fetch-Site: none\r\n\r\n",
          "HEAD /%E5%90%8D HTTP/1.0\r\nHost: [::1]:8000\r\nOrigin: http://localhost:8000\r\nContent-Length: 0\r\n\r\n",
          "GET /nope/a HTTP/1.1\r\nHost: localhost:8000\r\nConnection: close\r\n\r\n",
        ].map { Array($0.utf8) }
      }, run: answer),
    FuzzTarget(
      name: "page",
      seeds: {
        [
          "<html><head><meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src 'self'\"></head><body>x</body>",
          "<META a=1 HTTP-EQUIV=content-security-policy content=style-src&#39;self>&#x41;</HEAD ></BODY >",
        ].map { Array($0.utf8) }
      }
    ) { _ = PagePreparation.prepare($0, version: "v", assets: "a") },
  ]

  // MARK: Attachments

  private static let names = ["a.docx", "a.xlsx", "a.zip", "a.html", "a.jpg", "a.png", "a.csv", "a.dat", "a.doc"]
  /// Parts that have readers of their own.
  private static let parts = [
    "word/document.xml", "word/comments.xml", "word/settings.xml", "word/_rels/document.xml.rels", "word/a.htm",
    "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml",
    "xl/drawings/drawing1.xml",
    "xl/pivotCache/pivotCacheDefinition1.xml", "ppt/slides/slide1.xml", "content.xml", "meta.xml", "docProps/core.xml",
    "docProps/custom.xml", "Doc_0/Pages/Page_0/Content.xml", "OFD.xml",
  ]
  private static let words =
    "<w:p xmlns:w=\"w\"><w:ins w:author=\"甲\"><w:r><w:t>词</w:t><w:tab/></w:r></w:ins><w:delText>旧</w:delText><creator>乙</creator></w:p>"
  private static let table =
    "<worksheet><row r=\"1\"><c r=\"B1\" t=\"s\"><v>0</v></c><c><v>1.38E10</v></c></row><si><t>a</t><rPh/></si></worksheet>"

  private static func zip(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    var zip = ZipFile(created: "2020-01-01")
    zip.add("[Content_Types].xml", .stored(Array("<Types/>".utf8)))
    zip.add(name, .stored(bytes))
    return zip.bytes
  }

  @Sendable private static func readAttachment(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    // The program that reads PDF is another's.
    guard rest.firstRange(of: Array("%PDF".utf8)) == nil else { return }
    var limits = ExtractionLimits()
    limits.unpacked = 4 << 20
    if first < 128 {
      _ = AttachmentText.extract(name: names[Int(first) % names.count], bytes: rest, limits: limits)
    } else {
      let part = parts[Int(first - 128) % parts.count]
      _ = AttachmentText.extract(name: "a.zip", bytes: zip(part, rest), limits: limits)
    }
  }

  // MARK: Requests

  private static let page = Array("<p>".utf8)
  private static let snapshot = PreviewSnapshot(
    version: "v-1",
    pages: PreviewPages(
      fingerprint: "a", bytes: { ["index.html", "ps/2020/index.html", "名词/index.html"].contains($0) ? page : nil },
      nearby: { [$0] }),
    isBuilt: true, isGood: true, findings: [])

  @Sendable private static func answer(_ bytes: [UInt8]) {
    guard let end = RequestHead.end(in: bytes), let head = RequestHead(bytes[..<end]) else { return }
    for token in [nil, "x"] {
      let handler = PreviewHandler(access: PreviewAccess(port: 8000, token: token))
      let response = handler.respond(
        to: PreviewRequest(
          method: head.method, target: head.target, host: head.host, origin: head.origin, cookie: head.cookie,
          fetch: head.fetch), showing: snapshot)
      for (name, value) in response.headers {
        precondition(!(name + value).utf8.contains { $0 == 0x0A || $0 == 0x0D }, value)
      }
    }
  }

  // MARK: What is kept

  private static let keptSeed: [UInt8] = {
    let span = SourceSpan(path: "content/a/department.yaml", lower: 7, upper: 90)
    var finding = Finding(rule: "X-01", name: "名", level: .error, message: "话", at: span, fix: "改")
    finding.notes = ["注"]
    var tally = LedgerTally()
    tally.add(openReason: "没有", times: 3)
    let record = DepartmentRecord(
      folder: DepartmentFolder(slug: "a", department: nil, ids: ["a/2020/x"], unreadable: [], isBlocked: false),
      disclosures: [
        DisclosureRecord(
          id: "a/2020/x", formSet: "national/2020/final-accounts", findings: [finding], tally: tally, narrative: [],
          totals: DisclosureTotals(id: "a/2020/x", kind: "final-accounts", year: 2020, figures: []))
      ], rest: [finding], unreadable: ["b"])
    return KeptDepartment(record: record, files: [], built: ["a"], carriedOver: ContentKey.Builder().key).pack()
  }()
}
