import Diagnostics
import Documents
import Figures
import Forms
import TestSupport
import Testing

@testable import Disclosures
@testable import Validation

/// An exception lets the value stand that its approver saw, and no other.
@Suite struct ExceptionPinTests {
  static let exception = ExceptionCheckTests.valid

  /// The findings that stand, of warnings and worse.
  static func standing(_ exceptions: String) throws -> [Finding] {
    try ExceptionCheckTests.check(exceptions).findings.standing.filter { $0.level > .note }
  }

  /// The real disclosure with all its sheets and exceptions, changed.
  static func realFindings(_ changes: [String: (String) -> String]) throws -> [Finding] {
    let base = "content/pingshan-zwsj/2020/final-accounts"
    func source(_ path: String) throws -> SourceFile {
      let file = try Repository.source(path)
      guard let change = changes[String(path.dropFirst(base.count + 1))] else { return file }
      return SourceFile(path: path, text: change(String(decoding: file.bytes, as: UTF8.self)))
    }
    let (set, _) = SampleDisclosure.formLibrary.load("pingshan/2020/final-accounts")
    let input = DisclosureInput(
      department: "pingshan-zwsj", year: 2020, kind: "final-accounts", main: try source("\(base)/disclosure.yaml"),
      tables: try Repository.files(below: "\(base)/tables").map(source),
      narrative: try Repository.files(below: "\(base)/narrative").map(source),
      performance: try Repository.files(below: "\(base)/performance").map(source), attachments: [],
      exceptions: try source("\(base)/suppressions.yaml"))
    var reader = DisclosureReader(input)
    let (disclosure, findings) = reader.read { _ in (set, true, set.map { [$0.id] } ?? []) }
    return DisclosureChecker.check(
      try #require(disclosure), terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"),
      reading: findings
    ).findings
  }

  /// Recorded: 执行率 is printed 3,825.1738, an amount. Mistyped later, the same cell was let stand as well.
  @Test func doesNotCoverALaterSlipInTheSameCell() throws {
    let sheet = "performance/07-special-bond.yaml"
    let rate = "年度资金总额: [3825.1738, 3825.1738, "
    #expect(!(try Self.realFindings([:]).contains(atLeast: .error)))
    let found = try Self.realFindings([sheet: { $0.replacing(rate + "3825.1738]", with: rate + "3825.1783]") }])
      .standing
    let original = try #require(found.first { $0.rule == "PRJ-03" })
    #expect(original.level == .error && original.cell == "资金[年度资金总额].预算执行率@区级温馨驿站项目")
    let lapse = try #require(found.first { $0.rule == "SUP-05" })
    #expect(lapse.level == .error)
    #expect(
      lapse.message
        == "资金[年度资金总额].预算执行率@区级温馨驿站项目 现在是 3,825.1783，例外保留的是 3,825.1738，例外失效")
    #expect(lapse.fix == "照原件改正这一格；原件确是这样印的，改成 value: 3,825.1783，重新批准")
    #expect(lapse.primary?.path.hasSuffix("/suppressions.yaml") == true)
    #expect(lapse.spans.last?.span == original.primary)
    #expect(found.filter { $0.level == .error }.count == 2, "the same value two rows on stays let stand")
  }

  /// Nor a slip in the figures that the cell is worked out from.
  @Test func doesNotCoverAnotherDifferenceWhereItsWordsAreGiven() throws {
    let found = try Self.realFindings([
      "performance/07-special-bond.yaml": {
        $0.replacing("[3825.1738, 3825.1738, 3825.1738]", with: "[3825.1738, 3852.1738, 3825.1738]")
      }
    ]).standing
    #expect(found.contains { $0.rule == "PRJ-03" && $0.level == .error })
    #expect(
      found.contains { $0.rule == "SUP-05" && $0.message.hasPrefix("例外保留的问题是“应是 100.0000%”，") },
      "\(found.map(\.message))")
  }

  @Test func needsTheValueAndNamesIt() throws {
    let found = try Self.standing(Self.exception.replacing("  value: 98.82\n", with: ""))
    let missing = try #require(found.first { $0.rule == "SUP-01" })
    #expect(missing.level == .error && missing.message == "例外没有写它保留的值；评分表[总分].得分 现在是 98.82")
    #expect(missing.fix == "核对原件，加上 value: 98.82")
    #expect(found.contains { $0.rule == "SC-02" })
  }

  @Test(arguments: ["value:", "value: ~", "value: null"])
  func takesAKeyLeftUnfinishedForNoValue(_ text: String) throws {
    let found = try Self.standing(Self.exception.replacing("value: 98.82", with: text))
    #expect(Set(found.map(\.rule)) == ["SUP-01", "SC-02"])
  }

  @Test(arguments: ["98.82", "98.820", "\"98.82\"", "98.82%"])
  func comparesNumbersNotTheirWriting(_ text: String) throws {
    #expect(try Self.standing(Self.exception.replacing("value: 98.82", with: "value: \(text)")).isEmpty)
  }

  @Test(arguments: ["97.82", "98.821", "9.882", "-98.82", "\"\"", "—", "原文如此", "98.82 分"])
  func lapsesForAnythingElse(_ text: String) throws {
    let found = try Self.standing(Self.exception.replacing("value: 98.82", with: "value: \(text)"))
    #expect(Set(found.map(\.rule)) == ["SUP-05", "SC-02"], "\(found.map(\.message))")
  }

  @Test func anExceptionNobodyNeedsIsToBeDeletedWhateverItPins() throws {
    let found = try ExceptionCheckTests.check(
      Self.exception.replacing("98.82", with: "1"), breaking: false
    ).findings.standing.filter { $0.level > .note }
    #expect(found.map(\.rule) == ["SUP-02"])
  }

  /// A whole file would let every later figure stand.
  @Test(arguments: ["", "  says: 相差\n"])
  func aFileDoesNotCoverACell(_ says: String) throws {
    let found = try Self.standing(
      Self.exception.replacing("  cell: 评分表[总分].得分\n  value: 98.82\n", with: "  file: score-card.yaml\n" + says))
    #expect(found.contains { $0.rule == "SC-02" })
    let wide = try #require(found.first { $0.rule == "SUP-01" })
    #expect(wide.message == "SC-02 的问题在 评分表[总分].得分 这一格，例外要写明这一格和它的值")
    #expect(wide.fix == "把 file 换成 cell: '评分表[总分].得分' 和 value: 98.82")
  }

  /// What is said of a text has no cell: the words of the message, with their figures, pin it.
  @Test func aTextNeedsTheWordsOfItsFinding() throws {
    func standing(_ typed: String, _ says: String) throws -> [Finding] {
      let (disclosure, findings) = try SampleDisclosure.read(replacing: [
        "suppressions.yaml": {
          $0 + "\n- rule: NAR-01\n  file: narrative/21-totals.md\n\(says)  reason: 原文如此\n  approver: 测试\n"
        },
        "narrative/21-totals.md": { $0 + "\n本部门收入总计 \(typed) 万元。\n" },
      ])
      return DisclosureChecker.check(
        disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"), reading: findings
      ).findings.standing.filter { $0.level > .note }
    }
    let wide = try standing("22,903.37", "")
    #expect(Set(wide.map(\.rule)) == ["NAR-01", "SUP-01"], "\(wide.map(\.message))")
    let fix = try #require(wide.first { $0.rule == "SUP-01" }?.fix)
    #expect(fix.hasPrefix("加上 says: '") && fix.contains("22,903.37"))
    let says = "  \(fix.dropFirst(3))\n"
    #expect(try standing("22,903.37", says).isEmpty)
    #expect(Set(try standing("22,905.37", says).map(\.rule)) == ["NAR-01", "SUP-02"])
  }

  @Test(arguments: [("22902.34", true), ("22,902.34", true), ("22902.3", false), ("", false), ("—", false)])
  func aFigureIsItsNumber(_ text: String, _ same: Bool) throws {
    #expect(try Self.written("支出表[合计].本年支出合计").isWritten(text) == same)
  }

  /// What the three zeros of a page are kept apart for.
  @Test func nothingAndNextToNothingAreTwo() throws {
    let span = SourceSpan.start(of: "a.yaml")
    func cell(_ content: Cell.Content) -> Evaluator.Written {
      Evaluator.Written(address: "甲", content: content, span: span, isAbsent: false)
    }
    let texts = ["", "0", "0.00", "—"]
    let cells = [
      cell(.blank), cell(.figure(Figure(.zero, decimals: 2, isExact: true))),
      cell(.figure(Figure(.zero, decimals: 2, isExact: false))), cell(.notApplicable),
    ]
    for (place, cell) in cells.enumerated() {
      #expect(texts.map(cell.isWritten) == texts.indices.map { $0 == place })
      #expect(cell.isWritten(cell.text))
    }
    #expect(cell(.text("≥90%")).isWritten("≥90%") && !cell(.text("≥90%")).isWritten("90%"))
    #expect(!cell(.unreadable).isWritten(""))
  }

  /// What `explain` says of a rule is what the check does.
  @Test func noFindingAboutAnExceptionCanBeLetStand() throws {
    let guides = RuleGuide.all(of: try SampleDisclosure.formSet(), executingSamples: false)
    let locked = guides.filter { $0.id.hasPrefix("SUP-") || $0.id == "PRI-1" }
    #expect(locked.count == 6)
    #expect(locked.allSatisfy { $0.isLocked })
  }

  @Test func anEmptyCellIsNothing() throws {
    let cell = try Self.written("支出表[2080000].基本支出")
    #expect(cell.isAbsent && cell.text.isEmpty)
    #expect(cell.isWritten("") && !cell.isWritten("0"))
  }

  static func written(_ address: String) throws -> Evaluator.Written {
    let (disclosure, _) = try SampleDisclosure.read()
    return try disclosure.evaluator.written(
      try ExpressionParser.reference(address, span: SourceSpan.start(of: "suppressions.yaml")))
  }
}
