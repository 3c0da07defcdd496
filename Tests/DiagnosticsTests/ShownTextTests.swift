import Testing

@testable import Diagnostics

/// Texts on their way into a page or a report.
@Suite struct ShownTextTests {
  @Test(arguments: [
    ("", ""), ("甲乙", "甲乙"), ("甲 & 乙 <局>", "甲 &amp; 乙 &lt;局&gt;"), ("\"a\" 'b'", "&quot;a&quot; &#39;b&#39;"),
    ("&amp;", "&amp;amp;"), ("<\u{0301}>", "&lt;\u{0301}&gt;"),
  ])
  func marksOfMarkupAreEscapedOnce(_ text: String, _ escaped: String) {
    #expect(text.escapedForMarkup.unicodeScalars.elementsEqual(escaped.unicodeScalars))
  }
}
