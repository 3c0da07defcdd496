import Diagnostics
import Disclosures
import Foundation
import TestSupport
import Testing

@testable import Site

/// What only shows between disclosures: years, the parts of a department, and the site reviewed without keeping it.
@Suite struct CrossDisclosureTests {
  static let id = "pingshan-zwsj/2020/final-accounts"

  /// The sample site, changed.
  static func check(_ change: (TemporaryFolder) throws -> Void) throws -> (SiteCheck, SiteReview) {
    try TemporaryFolder.with { folder in
      for path in PlainSample.files.map(\.path) { try folder.write(path, try PlainSample.bytes(path)) }
      try change(folder)
      var loader = SiteLoader(root: folder.path)
      let day = CalendarDate("2026-11-21")
      let check = SiteCheck.run(loader.load(), today: day)
      return (check, SiteReview.run(SiteLoader(root: folder.path), today: day, keepsLedgers: false))
    }
  }

  static func copy(_ folder: TemporaryFolder, from old: String, to new: String, _ change: (String) -> String = { $0 })
    throws
  {
    for path in PlainSample.files(below: "content/\(old)") {
      let target = "content/\(new)" + path.dropFirst("content/\(old)".count)
      try folder.write(target, change(String(decoding: try PlainSample.bytes(path), as: UTF8.self)))
    }
  }

  /// The year before, with the sample's own figures: so nothing fits what the sample says of last year.
  static func addYearBefore(_ folder: TemporaryFolder) throws {
    try copy(folder, from: "pingshan-zwsj/2020", to: "pingshan-zwsj/2019") {
      $0.replacingOccurrences(of: "national/2020/final-accounts", with: "national/2019/final-accounts")
    }
    try folder.remove("content/pingshan-zwsj/2019/final-accounts/tables/state-capital.yaml")
  }

  @Test func reviewsASiteToTheSameFindingsWithoutKeepingIt() throws {
    let (check, review) = try Self.check { folder in
      try Self.copy(folder, from: "pingshan-zwsj", to: "second") { text in
        text.replacingOccurrences(of: "  教育支出: 4.28", with: "  教育支出: 4.82").replacingOccurrences(
          of: "name: 深圳市坪山区政务服务数据管理局", with: "name: 另一个局")
      }
    }
    #expect(check.findings.map(\.message) == review.check.findings.map(\.message))
    #expect(check.tally == review.check.tally)
    #expect(check.heldBack == review.check.heldBack && check.heldBack == ["second/2020/final-accounts"])
    #expect(review.disclosures == 2)
  }

  @Test func comparesOpeningBalancesWithLastYearsClosing() throws {
    let (check, _) = try Self.check { folder in
      try Self.addYearBefore(folder)
      let path = "content/pingshan-zwsj/2019/final-accounts/tables/summary.yaml"
      let text = try folder.text(path).replacing(/年末结转和结余: [0-9.]+/, with: "年末结转和结余: 7.77")
      try folder.write(path, text)
    }
    let found = check.findings.filter { $0.scope == .disclosure(Self.id) && $0.rule == "Y-01" }
    #expect(!found.isEmpty && found.allSatisfy { $0.level == .warning })
    #expect(found.contains { $0.message.contains("@上年") })
  }

  @Test func reportsADeclaredFigureThatLastYearPublishedOtherwise() throws {
    let (check, _) = try Self.check(Self.addYearBefore)
    let found = check.findings.filter { $0.rule == "Y-02" && $0.scope == .disclosure(Self.id) }
    let total = try #require(found.first { $0.message.hasPrefix("收支总表.收入[总计]") })
    #expect(total.message == "收支总表.收入[总计]@上年 声明为 11,133.39，本站公开的是 22,902.37")
    #expect(total.spans.count == 2)
  }

  @Test func noticesReasonsLeftOverFromLastYear() throws {
    let (check, _) = try Self.check(Self.addYearBefore)
    let found = check.findings.filter { $0.rule == "Y-08" }
    #expect(!found.isEmpty && found.allSatisfy { $0.scope == .disclosure(Self.id) })
  }

  @Test func addsUpTheUnitsOfADepartment() throws {
    func units(_ change: @escaping (String) -> String) throws -> [Finding] {
      try Self.check { folder in
        try Self.copy(folder, from: "pingshan-zwsj", to: "unit", change)
        try folder.write(
          "content/pingshan-zwsj/department.yaml",
          try folder.text("content/pingshan-zwsj/department.yaml") + "\nunits: [unit]\n")
        let name = try folder.text("content/unit/department.yaml")
        try folder.write("content/unit/department.yaml", name.replacingOccurrences(of: "name: ", with: "name: 所属"))
      }.0.findings.filter { $0.rule == "X-16" || $0.rule == "STR-11" }
    }
    #expect(try units { $0 } == [])
    let found = try units {
      $0.replacingOccurrences(of: "[\"\", 合计, 22902.34, 1556.54,", with: "[\"\", 合计, 22902.34, 1156.54,")
    }
    #expect(found.map(\.rule) == ["X-16"])
    #expect(found[0].message == "部门的基本支出是 1,556.54，所属 1 个单位相加应在 1,156.54 至 1,156.54 之间，相差 400.00")
  }

  @Test func namesAUnitThatHasNotPublished() throws {
    let (check, _) = try Self.check { folder in
      try folder.write(
        "content/pingshan-zwsj/department.yaml",
        try folder.text("content/pingshan-zwsj/department.yaml") + "\nunits: [pingshan-zwsj-benji]\n")
    }
    let found = check.findings.filter { $0.rule == "STR-11" }
    #expect(found.map(\.message) == ["所属单位“pingshan-zwsj-benji”在 content 里没有文件夹"])
  }
}
