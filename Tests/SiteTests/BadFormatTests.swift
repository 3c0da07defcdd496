import Diagnostics
import Forms
import Disclosures
import TestSupport
import Testing

@testable import Site

/// The same table as JSON and CSV, well and badly written; and many broken files in one run.
@Suite struct BadFormatTests {
  static let json = "tables/state-capital.json"
  static let csv = "tables/funds.csv"
  static let head = "编码,科目名称,年初结转和结余,本年收入,本年支出小计,基本支出,项目支出,年末结转和结余"
  static let rows = [
    ",合计,0,\"3,825.17\",3825.17,0,3825.17,0", "234,抗疫特别国债安排的支出,0,3825.17,3825.17,0,3825.17,0",
    "23402,抗疫相关支出,0,3825.17,3825.17,0,3825.17,0", "2340299,其他抗疫相关支出,0,3825.17,3825.17,0,3825.17,0",
  ]

  static func replacing(_ old: String, by new: String, _ text: String) -> @Sendable (BrokenSite) throws -> Void {
    { site in
      try site.remove(old)
      try site.write(new, text)
    }
  }

  static func strict(_ text: String) -> @Sendable (BrokenSite) throws -> Void {
    replacing("tables/state-capital.yaml", by: json, text)
  }

  static func table(_ text: String) -> @Sendable (BrokenSite) throws -> Void {
    replacing("tables/funds.yaml", by: csv, text)
  }

  static let names = "\"columns\": [\"编码\", \"科目名称\", \"本年支出合计\", \"基本支出\", \"项目支出\"]"

  static let sound: [(String, @Sendable (BrokenSite) throws -> Void)] = [
    ("strict JSON", strict("{\(names), \"rows\": [[\"\", \"合计\", 0, 0, 0]]}")),
    ("JSON with tabs", strict("{\n\t\(names),\n\t\"rows\": [[\"\", \"合计\", 0, 0, 0]]\n}\n")),
    (
      "escapes",
      strict("{\(names), \"rows\": [[\"\", \"\\u5408\\u8ba1\", 0, 0, 0]], \"notes\": \"\\ud83d\\ude00 \\u65E0\"}")
    ),
    (
      "relaxed JSON",
      strict("# 注\n{\n  columns: [编码, 科目名称, 本年支出合计, 基本支出, 项目支出,],\n  rows: [[\"\", 合计, 0, 0, 0,],],\n}\n")
    ),
    ("CSV", table(([head] + rows).joined(separator: "\n") + "\n")),
    ("CSV without an end of line", table(([head] + rows).joined(separator: "\n"))),
    ("CSV with CRLF", table(([head] + rows).joined(separator: "\r\n") + "\r\n")),
    ("CSV with empty lines", table(([head, "", ",,,,,,,"] + rows).joined(separator: "\n"))),
    (
      "CSV with columns in another order",
      table(
        "科目名称,编码,本年收入,年初结转和结余,本年支出小计,基本支出,项目支出,年末结转和结余\n合计,,3825.17,0,3825.17,0,3825.17,0\n抗疫特别国债安排的支出,234,3825.17,0,3825.17,0,3825.17,0\n抗疫相关支出,23402,3825.17,0,3825.17,0,3825.17,0\n其他抗疫相关支出,2340299,3825.17,0,3825.17,0,3825.17,0\n"
      )
    ),
  ]

  @Test(arguments: sound.indices) func readsEveryWayOfWriting(_ index: Int) throws {
    let (name, change) = Self.sound[index]
    let outcome = try BrokenSite.check(change)
    #expect(outcome.problems.isEmpty, "\(name)\n\(outcome.listing)")
    let disclosure = try #require(outcome.content.disclosures.first)
    // What is made of sheets has no data of its own.
    #expect(zip(disclosure.set.tables, disclosure.tables).allSatisfy { !$0.collects.isEmpty || $1 != nil })
  }

  static let jsonCases: [BadCase] = [
    BadCase("not closed", "FMT-04", at: "\(json):2:1", says: "缺逗号，或者缺“]”", strict("{\"columns\": [\"编码\"\n")),
    BadCase(
      "a comma missing", "FMT-04", at: "tables/state-capital.json:1:21", says: "缺逗号", fix: nil,
      strict("{\"columns\": 1 \"rows\": 2}")),
    BadCase(
      "a colon missing", "FMT-04", at: "tables/state-capital.json:1:12", says: "缺冒号", fix: "写成 \"columns\": 值",
      strict("{\"columns\" \"rows\"}")),
    BadCase(
      "half a surrogate pair", "FMT-04", at: "tables/state-capital.json:1:18", says: "代理对不完整",
      strict("{\"notes\": \"\\ud83d\"}")),
    BadCase(
      "a signed escape", "FMT-04", at: "tables/state-capital.json:1:14", says: "四位十六进制数",
      strict("{\"notes\": \"\\u+123\"}")),
    BadCase(
      "key twice", "FMT-05", at: "\(json):1:14", says: "“notes”写了两次", fix: "只留一个", count: 2,
      strict("{\"notes\": 1, \"notes\": 2}")),
    BadCase("deep", "FMT-13", at: "\(json):1:65", says: "嵌套超过 64 层", strict(String(repeating: "[", count: 10_000))),
    BadCase("more after the end", "FMT-04", at: "\(json):1:4", says: "后面还有内容", fix: "括号", strict("{} }")),
    BadCase("empty", "FMT-04", at: "\(json):1:1", says: "突然结束", strict("")),
  ]

  @Test(arguments: jsonCases) func saysWhatIsWrongWithJSON(_ bad: BadCase) throws { try bad.run() }

  static func csvRow(_ row: Int, _ text: String) -> @Sendable (BrokenSite) throws -> Void {
    var changed = rows
    changed[row] = text
    return table(([head] + changed).joined(separator: "\n"))
  }

  static let csvCases: [BadCase] = [
    BadCase(
      "BOM", "FMT-02", at: "\(csv):1:1", says: "已略过", level: .note, held: .nothing, count: 0,
      table("\u{FEFF}" + ([head] + rows).joined(separator: "\n"))),
    BadCase(
      "semicolons", "FMT-04", at: "\(csv):1:1", says: "各栏用分号隔开", fix: "CSV UTF-8",
      table(([head] + rows).joined(separator: "\n").replacing(",", with: ";"))),
    BadCase(
      "tabs", "FMT-04", at: "\(csv):1:1", says: "各栏用制表符隔开", fix: "CSV UTF-8",
      table(([head] + rows).joined(separator: "\n").replacing(",", with: "\t"))),
    BadCase(
      "full-width commas", "FMT-04", at: "\(csv):1:1", says: "各栏用全角逗号隔开",
      table(([head] + rows).joined(separator: "\n").replacing(",", with: "，"))),
    BadCase(
      "unclosed quote", "FMT-04", at: "tables/funds.csv:3:5", says: "引号没有配对", fix: "另一半引号",
      csvRow(1, "234,\"抗疫特别国债安排的支出,0,3825.17,3825.17,0,3825.17,0")),
    BadCase(
      "text after a quote", "FMT-04", at: "tables/funds.csv:3:18", says: "右引号后面还有内容", fix: "写两个",
      csvRow(1, "234,\"抗疫特别国债安排的支出\"x,0,3825.17,3825.17,0,3825.17,0")),
    BadCase(
      "too few", "FMT-07", at: "\(csv):5:1", says: "基金表这一行有 7 格，表样是 8 格", fix: "补上缺的格",
      csvRow(3, "2340299,其他抗疫相关支出,0,3825.17,3825.17,0,3825.17")),
    BadCase(
      "comma trap", "FMT-07", at: "\(csv):5:20", says: "有 9 格", fix: "写成 3825.17",
      csvRow(3, "2340299,其他抗疫相关支出,0,3,825.17,3825.17,0,3825.17,0")),
    BadCase(
      "unknown column", "FMT-06", at: "\(csv):1:17", says: "没有“本年收人”这一栏，是否为“本年收入”",
      table(([head.replacing("本年收入", with: "本年收人")] + rows).joined(separator: "\n"))),
    BadCase(
      "not a number", "FMT-08", at: "\(csv):5:20", says: "“三千”不是一个数",
      csvRow(3, "2340299,其他抗疫相关支出,0,三千,3825.17,0,3825.17,0")),
    BadCase(
      "title lines", "FMT-16", at: "\(csv):1:1", says: "基金表的表头上面还有 2 行", fix: "删去表头上面的表名、单位等",
      table((["政府性基金预算财政拨款收入支出决算表,,,,,,,", ",,,,,,,单位：万元", head] + rows).joined(separator: "\n"))),
    BadCase(
      "no head", "FMT-15", at: "\(csv):1:1", says: "基金表的 CSV 没有表头", fix: "第一行写各栏的名称：编码,科目名称,年初结转和结余,本年收入",
      table(rows.joined(separator: "\n"))),
    // A year in its name makes a head no row of figures.
    BadCase(
      "a head of other names", "FMT-06", at: "\(csv):1:1", says: "没有“代码”这一栏", count: 2,
      table((["代码,2020年数"] + rows).joined(separator: "\n"))),
    BadCase(
      "a note below", "TC-4", at: "\(csv):6:1", says: "不是科目编码", fix: "表下的注不是科目",
      table(([head] + rows + ["注：本表反映政府性基金预算财政拨款的收支,,,,,,,"]).joined(separator: "\n"))),
    BadCase("nothing", "FMT-15", at: "\(csv):1:1", says: "CSV 没有内容", table("\n\n")),
  ]

  @Test(arguments: csvCases) func saysWhatIsWrongWithCSV(_ bad: BadCase) throws { try bad.run() }

  /// 收支总表 as CSV, where each side uses its own columns.
  static func summary(_ line: String, head: String = "栏目,项目,决算数") -> @Sendable (BrokenSite) throws -> Void {
    { site in
      let yaml = try site.text("tables/summary.yaml")
      var text = head + "\n"
      var side = ""
      for row in yaml.split(separator: "\n").prefix(while: { !$0.hasPrefix("source-notes") }) where !row.hasPrefix("#")
      {
        let parts = row.split(separator: ":", omittingEmptySubsequences: false)
        if !row.hasPrefix(" ") {
          side = String(parts[0])
        } else {
          let name = parts[0].filter { $0 != " " }
          text += name == "事业收入" ? line + "\n" : "\(side),\(name),\(parts[1].filter { $0 != " " })\n"
        }
      }
      try site.remove("tables/summary.yaml")
      try site.write("tables/summary.csv", text)
    }
  }

  static let fixedCSV: [BadCase] = [
    BadCase(
      "comma trap", "FMT-07", at: "tables/summary.csv:6:9", says: "收支总表这一行有 2 格，表样是 1 格", fix: "写成 1478.51",
      summary("收入,事业收入,1,478.51")),
    BadCase(
      "a figure too many", "FMT-07", at: "tables/summary.csv:6:4", says: "有 2 格", fix: "删去多余的格", summary("收入,事业收入,0,0")),
    BadCase(
      "unknown head", "FMT-06", at: "tables/summary.csv:1:7", says: "没有“决算书”这一栏，是否为“决算数”", count: 2,
      summary("收入,事业收入,0", head: "栏目,项目,决算书")),
    BadCase(
      "unknown side", "FMT-06", at: "tables/summary.csv:6:1", says: "没有“收人”这个键，是否为“收入”", count: 2, summary("收人,事业收入,0")),
  ]

  @Test(arguments: fixedCSV) func saysWhatIsWrongWithAFixedTableAsCSV(_ bad: BadCase) throws { try bad.run() }

  @Test func readsAFixedTableAsCSV() throws {
    let outcome = try BrokenSite.check(Self.summary("收入,事业收入,0,"))
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
  }

  /// One run tells everything: a file's first syntax error hides the rest of that file only.
  @Test func reportsEveryBrokenFileInOneRun() throws {
    let outcome = try BrokenSite.check { site in
      try site.write("tables/income.yaml", "columns: [编码\n")
      try site.write("tables/funds.yaml", [0xB1, 0xED])
      try site.replace("tables/expenditure.yaml", "  - [201, ", "  - [201, 一般, ")
      try site.write("tables/x.yaml", "a: 1\n")
      try site.replace("narrative/11-duties.md", "section: 部门职责", "section: 职则")
      try site.append("narrative/31-other.md", "\n{{支岀表[合计].基本支出}}\n")
      try site.replace("disclosure.yaml", "unit: 万元", "unit: 万")
      try site.replace("performance/score-card.yaml", "weight: 20", "weight: 二十")
      try site.append("content/glossary.yaml", "  - {term: 财政拨款收入, definition: 另一个}\n")
      try site.replace("content/site.yaml", "domain: ", "domain: https://")
      try site.folder.link(site.path("tables/y.yaml"), to: "/etc/hostname")
    }
    let files = Set(outcome.problems.compactMap { $0.primary?.path.split(separator: "/").last.map(String.init) })
    #expect(
      files.isSuperset(of: [
        "income.yaml", "funds.yaml", "expenditure.yaml", "x.yaml", "y.yaml", "11-duties.md", "31-other.md",
        "disclosure.yaml", "score-card.yaml", "glossary.yaml", "site.yaml",
      ]), "\(outcome.listing)")
  }

  @Test func reportsTheTablesOfADisclosureThatCannotBeRead() throws {
    for disclosure in ["form-set: [\n", "", "form-set: x\n", "\u{0}"] {
      let outcome = try BrokenSite.check { site in
        try site.write("disclosure.yaml", disclosure)
        try site.write("tables/income.yaml", "columns: [编码\n")
        try site.write("tables/funds.csv", "a,\"b\n")
        try site.append("narrative/31-other.md", "\n共{{支出表[合计].基本支出\n")
      }
      let places = outcome.problems.map { outcome.place($0) }
      #expect(
        places.contains("tables/income.yaml:2:1") && places.contains("tables/funds.csv:1:3"), "\(outcome.listing)")
      #expect(outcome.problems.contains { $0.rule == "MD-6" })
      #expect(outcome.check.heldBack == [BrokenSite.id])
    }
  }
}
