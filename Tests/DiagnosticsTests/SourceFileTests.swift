import Diagnostics
import Testing

/// A file and what is kept of it once only its findings count.
@Suite struct SourceFileTests {
  static let file = SourceFile(path: "a.yaml", text: "收入: 1\r\n支出: 2\n结余: 3\n\n年初: 4")

  @Test func countsColumnsInCharacters() {
    let file = SourceFile(path: "a", text: "一b\r\n三四\n")
    #expect(file.position(at: 3) == Position(line: 1, column: 2))
    #expect(file.position(at: 6) == Position(line: 2, column: 1))
    #expect(file.position(at: 9) == Position(line: 2, column: 2))
    #expect(file.text(ofLine: 1) == "一b")
    #expect(file.position(at: 999).line == 3)
    #expect(file.offset(line: 2, scalarColumn: 1) == 9)
  }

  @Test func anExcerptTellsAndShowsThePlacesItWasMadeFor() {
    let spans = [span("支出: 2"), span("4"), SourceSpan(path: "a.yaml", lower: 22, upper: 32)]
    let excerpt = Self.file.excerpt(of: spans)
    for span in spans {
      #expect(excerpt.covers(span))
      for offset in [span.lower, span.upper] {
        let position = Self.file.position(at: offset)
        #expect(excerpt.position(at: offset) == position)
        #expect(excerpt.text(ofLine: position.line) == Self.file.text(ofLine: position.line))
        #expect(excerpt.contentRange(ofLine: position.line) == Self.file.contentRange(ofLine: position.line))
      }
    }
    #expect(excerpt.text(in: spans[0].lower..<spans[0].upper) == "支出: 2")
    #expect(excerpt.bytes.count < Self.file.bytes.count)
    #expect(!excerpt.covers(span("收入")))
    #expect(excerpt.text(ofLine: 1).isEmpty)
  }

  @Test func anExcerptOfNothingAnswersWithoutHarm() {
    let excerpt = Self.file.excerpt(of: [])
    #expect(excerpt.bytes.isEmpty)
    #expect(excerpt.position(at: 9) == Position(line: 1, column: 1))
    #expect(excerpt.text(ofLine: 1).isEmpty)
    #expect(!excerpt.covers(span("支出")))
  }

  @Test func offsetsBeyondTheEndAreTheEnd() {
    #expect(Self.file.position(at: 1000) == Position(line: 5, column: 6))
    #expect(Self.file.position(at: -1) == Position(line: 1, column: 1))
    #expect(Self.file.text(ofLine: 1) == "收入: 1")
    #expect(Self.file.text(ofLine: 9).isEmpty)
  }

  @Test func aFileWithSomethingToHideStaysWhole() {
    let plain = Finding(
      rule: "X-1", name: "某项", level: .error, message: "不对", at: span("支出"))
    var secret = plain
    secret.isConfidential = true
    let sources = ["a.yaml": Self.file, "b.yaml": SourceFile(path: "b.yaml", text: "x")]
    #expect(sources.excerpts(of: [plain]).mapValues(\.bytes) == ["a.yaml": Array("支出: 2\n".utf8)])
    #expect(sources.excerpts(of: [plain, secret]).mapValues(\.bytes) == ["a.yaml": Self.file.bytes])
  }

  /// The one place of a text in the file.
  private func span(_ text: String) -> SourceSpan {
    let wanted = Array(text.utf8)
    let lower = Self.file.bytes.indices.first { Self.file.bytes[$0...].starts(with: wanted) } ?? 0
    return SourceSpan(path: "a.yaml", lower: lower, upper: lower + wanted.count)
  }
}
