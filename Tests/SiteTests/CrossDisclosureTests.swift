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
    let (check, _) = try Self.check { folder in
      try Self.addYearBefore(folder)
      // As published, but for the total.
      let main = "content/\(Self.id)/disclosure.yaml"
      let lines = try folder.text(main).split(separator: "\n", omittingEmptySubsequences: false)
      let start = try #require(lines.firstIndex { $0.hasPrefix("    收支总表.收入[总计]:") })
      let end = try #require(lines[start...].firstIndex { !$0.hasPrefix("    ") })
      try folder.write(main, (lines[...start] + lines[end...]).joined(separator: "\n"))
    }
    let found = check.findings.filter { $0.rule == "Y-02" && $0.scope == .disclosure(Self.id) }
    let total = try #require(found.first { $0.message.hasPrefix("收支总表.收入[总计]") })
    #expect(total.message == "收支总表.收入[总计]@上年 声明为 11,133.39，本站公开的是 22,902.37")
    #expect(total.spans.count == 2)
  }

  /// Figures of another period, most likely: told together, but not where somebody let one of them stand.
  @Test(arguments: [false, true]) func manyDifferingFiguresAreOneMistake(_ hasException: Bool) throws {
    let (check, _) = try Self.check { folder in
      try Self.addYearBefore(folder)
      if hasException {
        try folder.write(
          "content/\(Self.id)/suppressions.yaml",
          "- {rule: Y-02, cell: \"收支总表.收入[总计]@上年\", value: \"11133.39\", reason: 照原件, approver: 财务科}\n")
      }
    }
    let found = check.findings.filter { $0.rule == "Y-02" && $0.scope == .disclosure(Self.id) }
    let together = found.filter { $0.message.hasPrefix("“上年”的对比数有 ") }
    #expect(together.count == (hasException ? 0 : 1), "\(found.map(\.message))")
    #expect((found.count > 1) == hasException)
  }

  @Test func noticesReasonsLeftOverFromLastYear() throws {
    let (check, _) = try Self.check { folder in
      try Self.addYearBefore(folder)
      let table = "\(Self.before)/tables/basic.yaml"
      try folder.write(table, try folder.text(table).replacing("30201 办公费: 40.3", with: "30201 办公费: 41.3"))
    }
    let found = check.findings.filter { $0.rule == "Y-08" }
    #expect(!found.isEmpty && found.allSatisfy { $0.scope == .disclosure(Self.id) })
  }

  static let before = "content/pingshan-zwsj/2019/final-accounts"

  /// Two places of the text then take their figures from last year's disclosure.
  static func removeDeclared(_ folder: TemporaryFolder) throws {
    let main = "content/\(id)/disclosure.yaml"
    let declared = try folder.text(main).replacing(/\ +支出表\[合计\]\.(基本|项目)支出: .*\n/, with: "")
    try folder.write(main, declared)
  }

  /// What stops last year's disclosure from being read, with how many places that leaves without a figure.
  static let unreadable: [(file: String, old: String, new: String, places: Int)] = [
    ("disclosure.yaml", "national/2019", "nationaal/2019", 2), ("disclosure.yaml", "form-set:", "form-set: [", 2),
    ("tables/expenditure.yaml", "rows:", "rows: [", 2), ("tables/expenditure.yaml", "1556.54", "15x56.54", 1),
  ]

  /// The mistake is last year's; this year's text is held back by one finding that says so, and gives no advice of its own.
  @Test(arguments: unreadable) func holdsBackATextWhoseLastYearCannotBeRead(
    _ file: String, _ old: String, _ new: String, _ places: Int
  ) throws {
    let (check, review) = try Self.check { folder in
      try Self.addYearBefore(folder)
      try Self.removeDeclared(folder)
      let path = "\(Self.before)/\(file)"
      let text = try folder.text(path)
      let range = try #require(text.range(of: old))
      try folder.write(path, text.replacingCharacters(in: range, with: new))
    }
    let own = check.findings.standing.filter { $0.scope == .disclosure(Self.id) && $0.level == .error }
    #expect(own.map(\.rule) == ["PRO-01"], "\(own.map(\.message))")
    #expect(
      own.first?.message
        == "正文有 \(places) 处要用上年公开件 pingshan-zwsj/2019/final-accounts 里的数，那里没有读出来")
    #expect(own.first?.fix == "改正那一件的问题，这里不用改")
    #expect(check.heldBack == ["pingshan-zwsj/2019/final-accounts", Self.id])
    #expect(review.check.heldBack == check.heldBack)
    let entry = check.ledgers[Self.id]?.entries.first { $0.rule == "PRO-01" && $0.verdict == .open }
    #expect(entry != nil)
  }

  /// What is declared here needs no other disclosure.
  @Test func takesADeclaredFigureWhereLastYearCannotBeRead() throws {
    let (check, _) = try Self.check { folder in
      try Self.addYearBefore(folder)
      try folder.write("\(Self.before)/disclosure.yaml", "form-set: [\n")
    }
    #expect(check.heldBack == ["pingshan-zwsj/2019/final-accounts"])
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
    #expect(found[0].message == "部门的基本支出是 1,556.54，所属 1 个单位相加应是 1,156.54，相差 400.00")
  }

  /// The mistake stands with the unit: nobody is told to add a folder or a document that is there.
  @Test(arguments: ["department.yaml", "2020/final-accounts/disclosure.yaml"])
  func sendsToTheUnitThatCannotBeRead(_ file: String) throws {
    let (check, review) = try Self.check { folder in
      try Self.copy(folder, from: "pingshan-zwsj", to: "unit") {
        $0.replacingOccurrences(of: "name: 深圳市坪山区政务服务数据管理局", with: "name: 另一个局")
      }
      try folder.write(
        "content/pingshan-zwsj/department.yaml",
        try folder.text("content/pingshan-zwsj/department.yaml") + "\nunits: [unit]\n")
      try folder.write("content/unit/\(file)", "name: [\n")
    }
    let found = check.findings.filter { $0.rule == "STR-11" }.map(\.message)
    let isDisclosure = file.hasSuffix("disclosure.yaml")
    #expect(found == (isDisclosure ? ["所属单位的公开件 unit/2020/final-accounts 没有读出来，合计还没有核对"] : []))
    #expect(check.heldBack == ["unit/2020/final-accounts"])
    #expect(check.findings.map(\.message) == review.check.findings.map(\.message))
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
