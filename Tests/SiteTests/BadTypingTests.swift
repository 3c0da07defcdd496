import Diagnostics
import TestSupport
import Testing

@testable import Site

/// What spreadsheets and Chinese input methods leave in tables: told once, in the words of whoever typed it.
@Suite struct BadTypingTests {
  static let summary = "tables/summary.yaml"
  static let expenditure = "tables/expenditure.yaml"
  static let row = BadTableTests.row

  static func edit(_ file: String, _ old: String, _ new: String) -> @Sendable (BrokenSite) throws -> Void {
    { try $0.replace(file, old, new) }
  }

  static let marks: [BadCase] = [
    BadCase(
      "a failed formula behind a colon", "FMT-08", at: "tables/three-public.yaml:6:12",
      says: "三公表.预算数[公务用车购置费]：“#N/A”是表格软件的公式出错标记", fix: "回到原表改好公式",
      edit("tables/three-public.yaml", "公务用车购置费: 0", "公务用车购置费: #N/A")),
    BadCase(
      "a column too narrow", "FMT-08", at: "\(summary):7:9", says: "“#####”是表格软件里列宽不够时显示的", fix: "拉宽",
      edit(summary, "事业收入: 0", "事业收入: #####")),
    BadCase(
      "a failed formula in a list", "FMT-08", at: "\(expenditure):5:21", says: "“#REF!”是表格软件的公式出错标记", fix: "真实的数",
      edit(expenditure, row, row.replacing("17004.14", with: "#REF!"))),
    BadCase(
      "a formula", "FMT-08", at: "\(summary):7:9", says: "“=B1+B8”是表格软件的公式", fix: "“选择性粘贴”为数值",
      edit(summary, "事业收入: 0", "事业收入: =B1+B8")),
    BadCase(
      "a failed formula in CSV", "FMT-08", at: "\(BadFormatTests.csv):5:20", says: "“#VALUE!”是表格软件的公式出错标记",
      BadFormatTests.csvRow(3, "2340299,其他抗疫相关支出,0,#VALUE!,3825.17,0,3825.17,0")),
    BadCase(
      "a declared figure", "FMT-08", at: "disclosure.yaml:48:10", says: "“#N/A”是表格软件的公式出错标记",
      edit("disclosure.yaml", "保有量: 3 辆", "保有量: #N/A")),
  ]

  @Test(arguments: marks) func takesNoMarkOfASpreadsheetForNothing(_ bad: BadCase) throws { try bad.run() }

  /// `#` begins a comment still.
  @Test(arguments: ["  # 没有", " #", " # N/A 见原表", " ### 待补"]) func leavesCommentsAlone(_ comment: String) throws {
    let outcome = try BrokenSite.check { try $0.replace(Self.summary, "  事业收入: 0\n", "  事业收入:\(comment)\n") }
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
  }

  static let slips: [BadCase] = [
    BadCase(
      "full-width commas", "FMT-07", at: "\(expenditure):5:6", says: "这一行有 6 格，表样是 8 格",
      fix: "改成半角逗号：201, 一般公共服务支出, 17004.14",
      edit(expenditure, row, "[201，一般公共服务支出，17004.14, 1093.42, 15910.72, 0, 0, 0]")),
    BadCase(
      "curly quotes for an empty code", "TC-4", at: "\(expenditure):4:6", says: "支出表的编码用了中文引号", fix: "半角引号：\"\"",
      edit(expenditure, "[\"\", 合计", "[“”, 合计")),
    BadCase(
      "a dash for nothing", "FMT-04", at: "\(summary):7:9", says: "单独一个“-”", fix: "没有发生额写 0，不适用写 —",
      edit(summary, "事业收入: 0", "事业收入: -")),
    BadCase(
      "another unit", "FMT-08", at: "\(summary):7:9", says: "“150000元”不是一个数", fix: "这一栏的单位是万元，150000元应写成 15.00",
      edit(summary, "事业收入: 0", "事业收入: 150000元")),
    BadCase(
      "another unit with a remainder", "FMT-08", at: "\(summary):7:9", says: "不是一个数", fix: "应写成 15.01（15.0123 四舍五入）",
      edit(summary, "事业收入: 0", "事业收入: 150,123元")),
    BadCase(
      "hundreds of millions", "FMT-08", at: "\(summary):7:9", says: "不是一个数", fix: "1.5亿元应写成 15000.00",
      edit(summary, "事业收入: 0", "事业收入: 1.5亿元")),
    BadCase(
      "a percentage for an amount", "FMT-08", at: "\(summary):7:9", says: "不是一个数", fix: "这一栏填金额（万元），不填百分数",
      edit(summary, "事业收入: 0", "事业收入: 12%")),
    BadCase(
      "full-width brackets for less than nothing", "FMT-08", at: "\(summary):7:9", says: "不是一个数", fix: "负数写成 -43.10",
      edit(summary, "事业收入: 0", "事业收入: （43.10）")),
    BadCase(
      "terms joined by a mark", "NAR-21", at: "disclosure.yaml:135:5", says: "“、”不分项，2 个名词连成了一个",
      fix: "用半角逗号分开：财政拨款收入, 上级补助收入",
      edit("disclosure.yaml", "  - 财政拨款收入\n  - 上级补助收入", "  - 财政拨款收入、上级补助收入")),
  ]

  @Test(arguments: slips) func namesTheSlip(_ bad: BadCase) throws { try bad.run() }

  /// A name is the same in half-width brackets.
  @Test func takesHalfWidthBrackets() throws {
    let outcome = try BrokenSite.check { site in
      let file = "tables/three-public.yaml"
      try site.write(file, try site.text(file).replacing("（境）", with: "(境)"))
      try site.replace("tables/basic.yaml", "维修（护）费", "维修(护)费")
    }
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
  }

  /// What stands under a misspelt key is not missing as well.
  @Test(arguments: ["fields", "comparatives", "glossary", "approved"])
  func saysOnceThatAKeyIsMisspelt(_ key: String) throws {
    let outcome = try BrokenSite.check { site in
      if key == "approved" { try site.append("disclosure.yaml", "approved: 2026-11-10\n") }
      try site.replace("disclosure.yaml", "\n\(key):", "\n\(key)x:")
    }
    #expect(outcome.problems.map(\.rule) == ["FMT-06"], "\(outcome.listing)")
    #expect(outcome.problems.first?.fix == "改成 \(key)")
  }

  /// A misspelt line is not missing as well.
  @Test func saysOnceThatALineIsMisspelt() throws {
    try BadCase(
      "a required line", "FMT-06", at: "\(Self.summary):7:3", says: "没有“事业收人”这一行", fix: "改成 事业收入",
      Self.edit(Self.summary, "  事业收入: 0", "  事业收人: 0")
    ).run()
  }

  /// What could not be read is not zero.
  @Test func tellsNobodyToDeleteARowItCouldNotRead() throws {
    let outcome = try BrokenSite.check {
      try $0.replace(
        Self.expenditure, "[20508, 进修及培训, 4.28, 0, 4.28", "[20508, 进修及培训, ￥4.28, 0, ￥4.28")
    }
    #expect(outcome.problems.map(\.rule) == ["FMT-08", "FMT-08"], "\(outcome.listing)")
  }

  /// A spreadsheet's text mark and decimals are told once, and the codes are read.
  @Test(arguments: [("'", "", "带着单引号"), ("", ".0", "存成了带小数的数")])
  func readsCodesThatASpreadsheetChanged(_ lead: String, _ tail: String, _ message: String) throws {
    let rows = BadFormatTests.rows.map { row in
      let cells = row.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
      return cells[0].isEmpty ? row : "\(lead)\(cells[0])\(tail),\(cells[1])"
    }
    let outcome = try BrokenSite.check(
      BadFormatTests.table(([BadFormatTests.head] + rows).joined(separator: "\n")))
    #expect(outcome.problems.map(\.rule) == ["TC-4"], "\(outcome.listing)")
    #expect(outcome.problems.first?.message.contains(message) ?? false)
  }

  /// Columns with nothing in them, rows that end in commas, and heads on two lines.
  @Test func readsWhatSpreadsheetsAddToCSV() throws {
    func insert(_ row: String, at place: Int) -> String {
      var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells.insert("", at: min(place, cells.count))
      return cells.joined(separator: ",")
    }
    let all = [BadFormatTests.head] + BadFormatTests.rows.map { $0.replacing("\"3,825.17\"", with: "3825.17") }
    var variants = [0, 2, 8].map { place in all.map { insert($0, at: place) } }
    variants.append([all[0]] + all.dropFirst().map { $0 + ",," })
    variants.append([all[0].replacing("本年收入", with: "\"本年\n收入\"")] + all.dropFirst())
    for rows in variants {
      let outcome = try BrokenSite.check(BadFormatTests.table(rows.joined(separator: "\n")))
      #expect(outcome.problems.isEmpty, "\(rows[0])\n\(outcome.listing)")
    }
  }

  @Test func namesTheColumnWithoutAName() throws {
    let head = BadFormatTests.head.replacing("本年收入", with: "")
    try BadCase(
      "no name", "FMT-15", at: "\(BadFormatTests.csv):1:17", says: "基金表的第 4 栏没有栏名", fix: "写上它的栏名",
      BadFormatTests.table(([head] + BadFormatTests.rows).joined(separator: "\n"))
    ).run()
  }

  /// What systems leave in folders holds nothing back.
  @Test(arguments: ["Thumbs.db", "desktop.ini", ".DS_Store", "~$12-organisation.docx"])
  func leavesTheFilesOfSystemsAlone(_ name: String) throws {
    let outcome = try BrokenSite.check { site in
      for folder in ["tables", "narrative", "content", "content/pingshan-zwsj"] {
        try site.write("\(folder)/\(name)", [0xD0, 0xCF])
      }
    }
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
  }

  /// A section in another format is there, and is told of once.
  @Test(arguments: [("docx", "把正文复制成纯文本"), ("txt", "改名为 11-duties.md")])
  func saysOnceThatASectionIsInAnotherFormat(_ suffix: String, _ fix: String) throws {
    try BadCase(
      "a section", "FMT-06", at: "narrative/11-duties.\(suffix)", says: "读不了", fix: fix,
      {
        try $0.write("narrative/11-duties.\(suffix)", try $0.text("narrative/11-duties.md"))
        try $0.remove("narrative/11-duties.md")
      }
    ).run()
  }
}
