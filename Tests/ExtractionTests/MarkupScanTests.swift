import TestSupport
import Testing

@testable import Extraction

/// What would keep the parser for hours is refused before it is read, and what people write is not.
@Suite struct MarkupScanTests {
  static let unaffordable = [
    String(repeating: "<b>", count: 40_000) + String(repeating: "</i>", count: 40_000),
    "<p " + (0..<40_000).map { "a\($0)=1" }.joined(separator: " ") + ">",
    "<p " + (0..<40_000).map { "a\($0)='>'" }.joined(separator: " ") + ">",
    String(repeating: "<b>", count: 40_000) + String(repeating: "<body>", count: 40_000),
  ]

  @Test(arguments: unaffordable.indices) func refusesPagesThatCostMoreThanTheirLength(_ index: Int) {
    let content = AttachmentText.extract(name: "a.html", bytes: Array("<html>\(Self.unaffordable[index])".utf8))
    #expect(content.unread == "网页的标签太乱，没有查")
    #expect(content.texts.isEmpty)
  }

  @Test func readsLongTablesUnclosedParagraphsAndPicturesInThePage() {
    let rows = String(repeating: "<tr><td class=\"x\">词</td><td>1</td></tr>", count: 20_000)
    let picture = "<img src=\"data:image/png;base64,\(String(repeating: "QUJD/+", count: 100_000))\">"
    let script = "<script>for (a = 0; a <b; a += 1) { \(String(repeating: "x = y; ", count: 5000)) }</script>"
    let page = "<html><body>" + String(repeating: "<p>段<br>", count: 5000) + picture + script + "<table>\(rows)</table>"
    let content = AttachmentText.extract(name: "a.html", bytes: Array(page.utf8))
    #expect(content.unread == nil)
    #expect(content.texts.count == 1)
  }

  @Test(arguments: ["a", "xmlns:a"]) func refusesAnElementOfThousandsOfAttributes(_ name: String) {
    let attributes = (0..<5000).map { "\(name)\($0)=\"1\"" }.joined(separator: " ")
    let content = AttachmentText.extract(name: "a.docx", bytes: Samples.docx("<w:p \(attributes)/>"))
    #expect(content.unread?.contains("里面的 XML 不合规格") == true)
  }

  @Test func takesWhatCommentsAndTextsHoldForNoAttributes() {
    let marks = String(repeating: "a=\"1\" ", count: 5000)
    let body = "<!-- <w:p \(marks) --><w:p><w:r><w:t>\(marks)</w:t></w:r></w:p>"
    #expect(AttachmentText.extract(name: "a.docx", bytes: Samples.docx(body)).unread == nil)
  }

  /// A string of line breaks adds nothing to the text, so that no limit would end it.
  @Test func aLongStringInManyCellsIsPutOnOneLineOnce() {
    let growth = Growth.ofEightfold(300) { count in
      let sheet = "<worksheet><row>\(String(repeating: "<c t=\"s\"><v>0</v></c>", count: count))</row></worksheet>"
      let strings = "<sst><si><t>\(String(repeating: "\n", count: 20 * count))</t></si></sst>"
      let bytes = ZipMaker.zip([
        ("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", strings), ("xl/worksheets/sheet1.xml", sheet),
      ])
      #expect(AttachmentText.extract(name: "a.xlsx", bytes: bytes).unread == nil)
    }
    #expect(growth < 24)
  }
}
