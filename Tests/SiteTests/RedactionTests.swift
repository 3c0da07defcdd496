import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Site

/// What a confidential finding hides is shown by no other finding and no ledger.
@Suite struct RedactionTests {
  static let phone = "13812345678"

  /// Everything a report could print of a check, places aside.
  static func words(_ outcome: Outcome) -> String {
    var words: [String] = []
    for finding in outcome.check.findings {
      words += [finding.message, finding.fix ?? "", finding.cell ?? "", finding.formula ?? ""]
      words += finding.notes + finding.evidence + finding.hypotheses + finding.folded.map(\.cell)
      for labeled in finding.spans { words += [labeled.label, labeled.span.path] }
      words.append(finding.suppression?.reason ?? "")
    }
    words += outcome.check.ledgers.values.map { LedgerReport.lines(of: $0, disclosure: "") }
    return words.joined(separator: "\n")
  }

  static func lines(_ outcome: Outcome) -> String {
    TextReport(sources: outcome.content.sources).render(outcome.check.findings)
  }

  @Test func hidesTheNumberInTheNameOfARow() throws {
    let outcome = try BrokenSite.check {
      try $0.replace("tables/expenditure.yaml", "一般公共服务支出", "一般公共服务支出\(Self.phone)")
    }
    #expect(outcome.problems.contains { $0.rule == "PRI-1" } && outcome.problems.contains { $0.rule == "TC-4" })
    #expect(!Self.words(outcome).contains(Self.phone))
    #expect(!Self.lines(outcome).contains(Self.phone))
  }

  @Test func hidesTheLineOfAFindingInText() throws {
    let outcome = try BrokenSite.check {
      try $0.append("narrative/31-other.md", "\n\n电话\(Self.phone)，共{{没有这张表[合计].支出}}万元。\n")
    }
    #expect(outcome.problems.count == 2, "\(outcome.listing)")
    #expect(outcome.problems.allSatisfy { $0.isConfidential })
    #expect(!Self.lines(outcome).contains(Self.phone))
  }

  @Test func hidesWhatWasTypedInsteadOfAFigure() throws {
    let outcome = try BrokenSite.check {
      try $0.replace("tables/expenditure.yaml", "合计, 22902.34", "合计, 电话\(Self.phone)")
    }
    #expect(outcome.problems.contains { $0.rule == "PRI-1" } && outcome.problems.count > 1)
    #expect(!Self.words(outcome).contains(Self.phone))
    #expect(!Self.lines(outcome).contains(Self.phone))
  }

  @Test func hidesTheNameOfAFile() throws {
    let outcome = try BrokenSite.check { try $0.write("attachments/附件\(Self.phone).txt", "无") }
    let found = try #require(outcome.problems.first)
    #expect(found.primary?.path == "\(BrokenSite.base)/attachments/附件138******78.txt")
    let cells = outcome.check.ledgers[BrokenSite.id]?.entries.map(\.cell) ?? []
    #expect(cells.contains("附件“附件138******78.txt”"))
    #expect(!Self.words(outcome).contains(Self.phone))
  }

  @Test func hidesTheSameNumberWhereItPassesForAnAmount() throws {
    let outcome = try BrokenSite.check {
      try $0.append("narrative/31-other.md", "\n\n电话\(Self.phone)。\n")
      try $0.replace("tables/expenditure.yaml", "合计, 22902.34", "合计, \(Self.phone)元")
    }
    #expect(outcome.problems.contains { $0.primary?.path.hasSuffix("expenditure.yaml") ?? false })
    #expect(!Self.words(outcome).contains(Self.phone))
    #expect(!Self.lines(outcome).contains(Self.phone))
  }

  @Test func leavesOtherLinesAlone() throws {
    let outcome = try BrokenSite.check {
      try $0.append("narrative/31-other.md", "\n\n电话\(Self.phone)。\n\n共{{没有这张表[合计].支出}}万元。\n")
    }
    #expect(outcome.problems.map(\.isConfidential) == [true, false], "\(outcome.listing)")
  }

  /// A list of a hundred people is one finding, which names twenty places: the other eighty are hidden too.
  @Test func hidesMoreThanAFindingNames() throws {
    let people = (0..<30).map { "- 电话 1381234\(5600 + $0)，共{{没有这张表[合计].支出}}万元" }.joined(separator: "\n")
    let outcome = try BrokenSite.check { try $0.append("narrative/31-other.md", "\n\n\(people)\n") }
    #expect(!Self.lines(outcome).contains("13812345629"))
    #expect(Self.lines(outcome).contains("PRO-01"))
  }
}
