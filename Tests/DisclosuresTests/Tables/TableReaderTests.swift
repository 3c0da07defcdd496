import Diagnostics
import Disclosures
import Documents
import Figures
import Forms
import Testing

/// Each layout reads the same from YAML, JSON and CSV, with every cell at its place.
@Suite struct TableReaderTests {
  struct Way: Sendable {
    let id: String
    let yaml: String
    let json: String
    let csv: String
  }

  static let ways = [
    Way(
      id: "expenditure",
      yaml: """
        columns: [编码, 科目名称, 本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]
        rows:
          - ["", 合计, "1,478.51", 1078.5, 400.01, 0, "", —]
          - [205, 教育支出, 1478.51, 1078.5, 400.01, 0, 0.00, /]
        """,
      json: """
        {"columns": ["编码", "科目名称", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
         "rows": [["", "合计", "1,478.51", 1078.5, 400.01, 0, null, "—"], [205, "教育支出", 1478.51, 1078.5, 400.01, 0, 0.00, "/"]]}
        """,
      csv: """
        编码,科目名称,本年支出合计,基本支出,项目支出,上缴上级支出,经营支出,对附属单位补助支出
        ,合计,"1,478.51",1078.5,400.01,0,,—
        205,教育支出,1478.51,1078.5,400.01,0,0.00,/
        """),
    Way(
      id: "three-public",
      yaml:
        "预算数: {合计: 4, 因公出国（境）费: 0, 公务用车购置及运行费小计: 0, 公务用车购置费: 0, 公务用车运行维护费: 0, 公务接待费: 4}\n决算数: {合计: 0.59, 因公出国（境）费: 0, 公务用车购置及运行费小计: 0, 公务用车购置费: 0, 公务用车运行费: 0, 公务接待费: 0.59}\n",
      json:
        "{预算数: {合计: 4, 因公出国（境）费: [0], 公务用车购置及运行费小计: {金额: 0}, 公务用车购置费: 0, 公务用车运行费: 0, 公务接待费: 4}, 决算数: {公务接待费: 0.59, 合计: 0.59, 因公出国（境）费: 0, 公务用车购置及运行费小计: 0, 公务用车购置费: 0, 公务用车运行费: 0},}",
      csv: """
        栏目,项目,金额
        预算数,合计,4
        预算数,因公出国（境）费,0
        预算数,公务用车购置及运行费小计,0
        预算数,公务用车购置费,0
        预算数,公务用车运行费,0
        预算数,公务接待费,4
        决算数,合计,0.59
        决算数,因公出国（境）费,0
        决算数,公务用车购置及运行费小计,0
        决算数,公务用车购置费,0
        决算数,公务用车运行费,0
        决算数,公务接待费,0.59
        """),
    Way(
      id: "basic", yaml: "30101 基本工资: 142.52\n30201: 40.3\n人员经费合计: 142.52\n公用经费合计: 40.3\n",
      json: "{\"基本工资\": 142.52, \"30201 办公费\": 40.3, \"人员经费合计\": \"142.52\", \"公用经费合计\": [40.3]}",
      csv: "项目,决算数\n基本工资,142.52\n办公费,40.3\n人员经费合计,142.52\n公用经费合计,40.3\n"),
    Way(
      id: "appropriation", yaml: appropriation(["17004.14", "17000.00", "4.14", "0"]),
      json: appropriation(["17004.14", "17000.00", "4.14", "0"]).replacing(
        ": [17004.14, 17000.00, 4.14, 0]",
        with: ": {合计: 17004.14, 一般公共预算财政拨款: 17000.00, 政府性基金预算财政拨款: 4.14, 国有资本经营预算财政拨款: 0}"),
      csv: """
        栏目,项目,金额,合计,一般公共预算财政拨款,政府性基金预算财政拨款,国有资本经营预算财政拨款
        收入,一般公共预算财政拨款,1,,,,
        收入,政府性基金预算财政拨款,2
        收入,国有资本经营预算财政拨款,3,,,,
        收入,本年收入合计,6,,,,
        收入,年初财政拨款结转和结余,0,,,,
        收入,年初一般公共预算财政拨款,0,,,,
        收入,年初政府性基金预算财政拨款,0,,,,
        收入,总计,6,,,,
        支出,一般公共服务支出,,17004.14,17000.00,4.14,0
        支出,本年支出合计,,0,0,0,0
        支出,年末财政拨款结转和结余,,0,0,0,0
        支出,总计,,0,0,0,0
        """),
  ]

  static func appropriation(_ cells: [String]) -> String {
    """
    收入:
      一般公共预算财政拨款: 1
      政府性基金预算财政拨款: 2
      国有资本经营预算财政拨款: 3
      本年收入合计: 6
      年初财政拨款结转和结余: 0
      年初一般公共预算财政拨款: 0
      年初政府性基金预算财政拨款: 0
      总计: 6
    支出:
      一般公共服务支出: [\(cells.joined(separator: ", "))]
      本年支出合计: [0, 0, 0, 0]
      年末财政拨款结转和结余: [0, 0, 0, 0]
      总计: [0, 0, 0, 0]

    """
  }

  @Test(arguments: ways.indices) func readsTheSameFromEveryFormat(_ index: Int) throws {
    let way = Self.ways[index]
    let yaml = try Sample.table(way.id, way.yaml)
    #expect(yaml.1.map(\.message) == [])
    let expected = contents(yaml.0)
    #expect(!expected.isEmpty)
    for (suffix, text) in [("json", way.json), ("csv", way.csv)] {
      let other = try Sample.table(way.id, text, as: suffix)
      #expect(other.1.map(\.message) == [], "\(suffix)")
      for (left, right) in zip(contents(other.0), expected) where left != right {
        Issue.record("\(suffix): \(left) ≠ \(right)")
      }
      #expect(contents(other.0).count == expected.count)
    }
  }

  @Test(arguments: ways.indices) func everyFigureStandsAtItsLiteral(_ index: Int) throws {
    let way = Self.ways[index]
    for (suffix, text) in [("yaml", way.yaml), ("json", way.json), ("csv", way.csv)] {
      let bytes = Array(text.utf8)
      let table = try #require(try Sample.table(way.id, text, as: suffix).0)
      for cell in table.blocks.flatMap(\.rows).flatMap(\.cells) {
        guard case .figure(let figure) = cell.content else { continue }
        let literal = String(decoding: bytes[cell.span.lower..<cell.span.upper], as: UTF8.self)
          .filter { !"\", ".contains($0) }
        let typed = literal.contains(".") ? literal.split(separator: ".")[1].count : 0
        #expect(figure.value.written(decimals: typed) == literal)
      }
    }
  }

  @Test func keepsZeroBlankAndNotApplicableApart() throws {
    let table = try #require(try Sample.table("expenditure", Self.ways[0].yaml).0)
    let cells = table.blocks[0].rows[1].cells
    #expect(cells.map(\.written) == ["1,478.51", "1,078.50", "400.01", "0", "0.00", "—"])
    #expect(table.blocks[0].rows[0].cells[4].content == .blank)
    if case .figure(let exact) = cells[3].content, case .figure(let rounded) = cells[4].content {
      #expect(exact.isExact && !rounded.isExact)
    } else {
      Issue.record("no figures")
    }
  }

  @Test func readsTheTreeOfIndicators() throws {
    let text = """
      title: 评分表
      total: {weight: 10, score: 8.5}
      indicators:
        - name: 甲
          weight: 10
          children:
            - {name: 乙, weight: 10, children: [{name: 丙, weight: 10, score: 8.5, reason: 扣分}]}

      """
    let (table, findings) = try Sample.table("score-card", text)
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    let rows = try #require(table).blocks[0].rows
    #expect(rows.map(\.key) == ["1", "1.1", "1.1.1", "total"])
    #expect(rows.map(\.parent) == ["total", "1", "1.1", nil])
    #expect(table?.title == "评分表")
    let deep = text.replacing("score: 8.5, reason: 扣分", with: "children: [{name: 丁}]")
    #expect(try Sample.table("score-card", deep).1.contains { $0.rule == "FMT-13" && $0.message.contains("最多 3 级") })
    #expect(
      try Sample.table("score-card", text.replacing("name: 丙", with: "nam: 丙")).1.map(\.message).contains(
        "评分表的这一行缺少“name”"))
  }

  @Test func everyCellOfTheNineTablesHasItsOwnAnchor() throws {
    let set = try Sample.set()
    #expect(set.statutoryTables.count == 9)
    var seen: [String: CellID] = [:]
    for (table, form) in set.tables.enumerated() {
      for (block, blockForm) in form.blocks.enumerated() {
        let codes =
          (form.codeList.flatMap { set.codeLists[$0] }?.names.keys.sorted() ?? ["1", "1.1", "1.1.1"]) + [Row.totalKey]
        let keys = form.isCoded ? codes : blockForm.lines.map { $0.code ?? $0.id }
        for key in keys {
          for column in blockForm.columns.indices {
            let cell = CellID(table: table, block: block, row: key, column: column)
            let anchor = set.anchor(of: cell)
            if let other = seen.updateValue(cell, forKey: anchor) { Issue.record("\(anchor) is \(cell) and \(other)") }
            #expect(anchor.wholeMatch(of: /[a-z][a-z0-9-]*/) != nil, "\(anchor)")
          }
        }
      }
    }
    #expect(seen.count > 800)
  }

  @Test func aMisspeltLineLosesOnlyItself() throws {
    let text = "301 工资福利支出: 10\n30101 基本公资: 10\n人员经费合计: 10\n公用经费合计: 0\n"
    let (table, findings) = try Sample.table("basic", text)
    #expect(findings.map(\.rule).contains("TC-4") || findings.map(\.rule).contains("FMT-06"))
    let block = try #require(table?.blocks.first)
    #expect(!block.isPartial)
    #expect(block.row("30102")?.cells[0].content == .blank)
  }

  @Test func aFormerNameLosesOnlyItsOwnLine() throws {
    let (set, form) = (try Sample.set(), try Sample.form("summary"))
    let lines = form.blocks[0].lines.map { "  \($0.name): 0" }.joined(separator: "\n")
    let totals = "  本年支出合计: 0\n  结余分配: 0\n  年末结转和结余: 0\n  总计: 0"
    let text = "收入:\n\(lines)\n支出:\n  医疗卫生与计划生育支出: 5\n\(totals)\n"
    let former = set.codeLists.values.reduce(into: [String: String]()) {
      $0.merge($1.formerNames) { first, _ in first }
    }
    #expect(former["医疗卫生与计划生育支出"] == "卫生健康支出")
    var reader = TableReader(form: form, codes: nil, unit: "万元", decimals: 2, formerNames: former)
    let (node, _) = DocumentReader.read(SourceFile(path: "summary.yaml", text: text))
    let table = reader.read(try #require(node), path: "summary.yaml")
    #expect(reader.findings.map(\.message).contains { $0.contains("是否为“卫生健康支出”") })
    let block = try #require(table?.blocks.last)
    #expect(!block.isPartial)
    #expect(block.row("210")?.cells[0].content == .unreadable)
    #expect(block.row("205")?.cells[0].content == .blank)
  }

  /// 类, 款 and 项 in columns of their own, as some places print them; a spreadsheet drops the 0 before a digit.
  @Test func joinsACodeOfThreeColumns() throws {
    let (table, findings) = try Sample.table(
      "general",
      "类,款,项,科目名称,本年支出合计,基本支出,项目支出\n,,,合计,80,0,80\n201,,,一般公共服务支出,80,0,80\n201,32,,组织事务,80,0,80\n201,32,99,其他组织事务支出,80,0,80\n208,5,5,机关事业单位基本养老保险缴费支出,0,0,0\n",
      as: "csv")
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    #expect(table?.blocks[0].rows.map(\.key) == ["total", "201", "20132", "2013299", "2080505"])
  }

  /// A column that not every place has may be left out, and is nil.
  @Test func readsATableWithoutItsOptionalColumns() throws {
    let (table, findings) = try Sample.table(
      "income", "编码,科目名称,合计,财政拨款收入,事业收入,其他收入\n,合计,80,80,0,0\n", as: "csv", of: "national/2025/budget")
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    #expect(table?.blocks[0].rows[0].cells.count == 10)
  }

  /// A table of one block reads the same with the block's name above its lines.
  @Test(arguments: [
    "合计: 6.5\n因公出国（境）费: 0\n公务用车购置及运行费小计: 6\n公务用车购置费: 0\n公务用车运行费: 6\n公务接待费: 0.5\n",
    "预算数:\n  合计: 6.5\n  因公出国（境）费: 0\n  公务用车购置及运行费小计: 6\n  公务用车购置费: 0\n  公务用车运行费: 6\n  公务接待费: 0.5\n",
    "栏目,项目,金额\n预算数,合计,6.5\n预算数,因公出国（境）费,0\n预算数,公务用车购置及运行费小计,6\n预算数,公务用车购置费,0\n预算数,公务用车运行费,6\n预算数,公务接待费,0.5\n",
  ]) func takesTheNameOfTheOnlyBlock(_ text: String) throws {
    let (table, findings) = try Sample.table(
      "three-public", text, as: text.hasPrefix("栏目") ? "csv" : "yaml", of: "national/2025/budget")
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    #expect(table?.blocks[0].rows.map { $0.cells[0].written }.first == "6.50")
  }
}
