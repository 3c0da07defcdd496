import Figures
import Forms
import TestSupport
import Testing

@testable import Validation

/// The points that a criterion hands out, as `（2分）` within its words.
@Suite struct ScoreCardMarksTests {
  @Test(arguments: [
    ("项目目标设定合理（2分）；可衡量（1.5 分）。", ["2", "1.5"]), ("得满分(3分)，否则不得分", ["3"]), ("（2分", []), ("2分）", []),
    ("（2.分）", []), ("（.5分）", []), ("（2  分）", []), ("（（4分））", ["4"]), ("（10分制）", []), ("", []), ("（", []),
  ])
  func standInBracketsWithTheirUnit(text: String, expected: [String]) {
    #expect(ScoreCardCheck.marks(in: text).map { $0.written() } == expected)
  }

  /// The scan finds what the pattern finds that says the same.
  @Test func areThoseOfThePattern() {
    let pattern = /[（(]([0-9]+(?:\.[0-9]+)?) ?分[）)]/
    var random = SeededGenerator(seed: 5)
    var found = 0
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
        ["（", "(", "）", ")", "分", " ", ".", "1", "25", "分）", "（3"].randomElement(using: &random) ?? ""
      }.joined()
      let expected = text.matches(of: pattern).compactMap { match -> ExactDecimal? in
        guard case .number(let value, _)? = try? FigureLiteral.read(String(match.1)) else { return nil }
        return value
      }
      #expect(ScoreCardCheck.marks(in: text) == expected, "\(text)")
      found += expected.count
    }
    #expect(found > 300)
  }
}
