import Diagnostics
import Documents
import Testing

/// Names are compared by their bytes, so whatever is read has to be in one form.
@Suite struct ComposedTextTests {
  /// 年度收入 as some PDFs have it: U+F98E and U+FA01 in the places of 年 and 度.
  private static let copied = "\u{F98E}\u{FA01}收入"

  @Test(arguments: ["a.yaml", "a.json"]) func compatibilityCharactersBecomeTheUsualOnes(path: String) throws {
    let source = path.hasSuffix("json") ? "{\"\(Self.copied)\": \"e\u{301}\"}" : "\(Self.copied): e\u{301}\n"
    let node = try #require(DocumentReader.read(SourceFile(path: path, text: source)).0)
    let pair = try #require(node.pairs?.first)
    #expect(Array((pair.key.text ?? "").utf8) == Array("年度收入".utf8))
    #expect(Array((pair.value.text ?? "").utf8) == Array("\u{E9}".utf8))
    // The place is that of what was typed.
    #expect(pair.value.span.upper - pair.value.span.lower == (path.hasSuffix("json") ? 5 : 3))
  }

  @Test func theSameInATable() {
    let rows = CSVReader.read(SourceFile(path: "a.csv", text: "\(Self.copied),1\n")).0
    #expect(rows.first?.first.map { Array($0.text.utf8) } == Array("年度收入".utf8))
  }

  @Test(arguments: ["", "abc", "年度收入，（万元）", "１２３ ％、℃", "カナ", "😀"]) func otherTextsStayAsTheyAre(text: String) {
    #expect(Array(text.composed.utf8) == Array(text.utf8))
  }

  @Test func oneNameWrittenTwiceIsSeenInWhateverForm() {
    let source = "年度: 1\n\u{F98E}\u{FA01}: 2\n"
    #expect(DocumentReader.read(SourceFile(path: "a.yaml", text: source)).1.count == 1)
  }
}
