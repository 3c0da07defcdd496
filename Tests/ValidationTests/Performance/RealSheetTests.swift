import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Validation

/// The real sheets of the sample site: their true errors are found, and nothing true is accused.
@Suite struct RealSheetTests {
  static func found(_ id: String) throws -> [String] {
    let (disclosure, findings) = try ShippedDisclosure.read(id)
    return PerformanceSample.problems(disclosure, findings).map { finding in
      let sheet = finding.primary?.path.split(separator: "/").last?.prefix(2) ?? ""
      return "\(finding.rule) \(sheet)"
    }
  }

  /// 18 project sheets: the seventh lacks a row, in weights and scores alike; 85 % of 80 % is scored 19 of 20; ten
  /// give no reasons; two names carry a mark; two print cut texts; none names who carries it out.
  @Test func findsTheErrorsOfTheProjectSheets() throws {
    let expected =
      ["PRJ-02 07", "PRJ-07 13", "PRJ-11 01", "PRJ-11 06", "PRJ-11 07", "PRJ-11 12", "PRJ-11 15"]
      + ["01", "04", "05", "10", "12", "13", "14", "16", "17", "18"].map { "PRJ-09 \($0)" }
    #expect(try Self.found("sz-pnr/2020/project-performance").sorted() == expected.sorted())
  }

  /// 33 sheets: an amount printed as a rate, twice; a code cut short; 13 completion rates with another denominator.
  @Test func findsTheErrorsOfTheFinalAccountsSheets() throws {
    let rates = ["17", "18", "19", "21", "24", "26", "27", "28", "29", "30", "31", "32", "33"]
    let expected = ["PRJ-03 07", "PRJ-03 07", "INV-3 20"] + rates.map { "INV-2 \($0)" }
    #expect(try Self.found("pingshan-zwsj/2020/final-accounts").sorted() == expected.sorted())
  }

  @Test func findsTheErrorsOfTheOverallSelfEvaluations() throws {
    #expect(
      try Self.found("sz-pnr-info/2020/overall-performance").sorted() == [
        "SC-04 sc", "SC-05 sc", "SC-08 in", "SC-09 ta",
      ])
    #expect(try Self.found("sz-housing-info/2020/overall-performance").sorted() == ["SC-05 sc", "SC-06 sc"])
  }

  /// One last unit in any amount or score of a sheet is noticed.
  @Test(arguments: [
    ("performance/01-isolation-exchange.yaml", "全年执行数: 351000.00, 分值: 10", "全年执行数: 351000.01, 分值: 10"),
    ("performance/01-isolation-exchange.yaml", "[90%, 75%, 20, 16.67]", "[90%, 75%, 20, 16.68]"),
    ("performance/01-isolation-exchange.yaml", "得分: 89.18", "得分: 89.19"),
  ])
  func findsTheSmallestSlip(_ file: String, _ old: String, _ new: String) throws {
    let id = "sz-pnr/2020/project-performance"
    let before = try Self.found(id)
    let (disclosure, findings) = try ShippedDisclosure.read(id, replacing: [file: { $0.replacing(old, with: new) }])
    let after = PerformanceSample.problems(disclosure, findings).count
    #expect(after > before.count, "\(old) → \(new)")
  }
}
