import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Validation

/// However long a text, a sentence or a number is, reading it ends, and takes as long as it is long.
@Suite struct LongTextTests {
  @Test(arguments: [16, 40, 5000]) func aRunOfDigitsThatNoFigureHasIsNone(digits: Int) throws {
    let number = String(repeating: "9", count: digits)
    let outcome = try ProseSample.check("expenditure", "基本支出\(number)万元，项目支出0.\(number)万元。")
    #expect(outcome.figures.isEmpty)
  }

  @Test func yearsInOneParagraphAreReadInOneGo() throws {
    let disclosure = try SampleDisclosure.read().0
    let growth = Growth.ofEightfold(500) { count in
      let text = String(repeating: "《2017年度计划》与2018年度", count: count)
      let passage = Passage(
        section: 0, kind: .text, bytes: Array(text.utf8), prefix: 0, insertions: [], pieces: [],
        block: .start(of: "a.md"))
      let findings = TextCheck.run(disclosure, passages: [passage]).filter { $0.rule == "NAR-14" }
      #expect(findings.count == count)
    }
    #expect(growth < 24)
  }

  /// Otherwise each amount would be compared with all that were said before it.
  @Test func whatWasSaidHundredsOfAmountsAgoIsForgotten() throws {
    let disclosure = try ProseSample.read("expenditure", String(repeating: "项目支出1.50万元；", count: 1000))
    let passages = NarrativeText(disclosure, expression: disclosure.prose).passages
    let long = try #require(passages.firstIndex { $0.bytes.count > 10_000 })
    var reconciler = Reconciler(disclosure, evaluator: disclosure.evaluator, passages: Array(passages[...long]))
    reconciler.run()
    #expect(reconciler.findings.count >= 1000)
    #expect(!reconciler.stated.isEmpty && reconciler.stated.count <= 800)
    #expect(!reconciler.current.misplaced.isEmpty && reconciler.current.misplaced.count <= 800)
  }
}
