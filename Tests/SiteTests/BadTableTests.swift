import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Site

/// Mistakes in a table's YAML: each with its own message at its own cell.
@Suite struct BadTableTests {
  static let file = "tables/expenditure.yaml"
  /// Line 4 of 支出表: the first coded row.
  static let row = "[201, 一般公共服务支出, 17004.14, 1093.42, 15910.72, 0, 0, 0]"

  /// Replaces the row of 201 by one with `cells` as its last four figures, which are all zero.
  static func cells(_ text: String) -> @Sendable (BrokenSite) throws -> Void {
    { try $0.replace(file, row, "[201, 一般公共服务支出, 17004.14, 1093.42, 15910.72, 0, 0, \(text)]") }
  }

  static func yaml(_ text: String) -> @Sendable (BrokenSite) throws -> Void { { try $0.write(file, text) } }

  static func edit(_ old: String, _ new: String) -> @Sendable (BrokenSite) throws -> Void {
    { try $0.replace(file, old, new) }
  }

  static let syntax: [BadCase] = [
    BadCase("tab", "FMT-03", at: "\(file):4:1", says: "用制表符（Tab）缩进", fix: "换成两个空格", edit("  - [\"\"", "\t- [\"\"")),
    BadCase("duplicate key", "FMT-05", at: "\(file):35:1", says: "“rows”写了两次", fix: "只留一个") {
      try $0.append(file, "rows: []\n")
    },
    BadCase(
      "unknown key", "FMT-06", at: "\(file):33:1", says: "支出表里没有“source-note”这个键", fix: "可用的键",
      edit("source-notes", "source-note")),
    BadCase(
      "unknown key with nearest", "FMT-06", at: "\(file):3:1", says: "没有“row”这个键，是否为“rows”", fix: "改成 rows",
      edit("rows:", "row:")),
    BadCase("{a:1}", "FMT-04", at: "tables/three-public.yaml:14:13", says: "冒号后面缺空格", fix: "写成 金额: 13.8", count: 1) {
      try $0.replace("tables/three-public.yaml", "公务用车购置费: 0\n  公务用车运行费: 13.8", "公务用车购置费: 0\n  公务用车运行费: {金额:13.8}")
    },
    BadCase(
      "unclosed double quote", "FMT-04", at: "\(file):4:6", says: "引号没有配对", fix: "补上另一半引号",
      edit("[\"\", 合计", "[\", 合计")),
    BadCase(
      "unclosed single quote", "FMT-04", at: "\(file):4:6", says: "引号没有配对", fix: "补上另一半引号", edit("[\"\", 合计", "[', 合计")
    ),
    BadCase(
      "unclosed flow list", "FMT-04", at: "\(file):6:5", says: "没有写完", fix: "补上",
      edit("0, 0, 0]\n  - [20103", "0, 0, 0\n  - [20103")),
    BadCase(
      "unclosed list at the end", "FMT-04", at: "\(file):2:1", says: "“[”或“{”没有配对", fix: "补上",
      yaml("columns: [编码, 科目名称\n")),
    BadCase("two commas", "FMT-04", at: "\(file):5:56", says: "这里缺一个值", fix: "空的格子写成 \"\"", cells(", 0")),
    BadCase("alias", "FMT-13", at: "\(file):1:4", says: "不用 YAML 的别名", fix: "直接写出", yaml("a: *b\n")),
    BadCase(
      "anchor bomb", "FMT-13", at: "\(file):1:4", says: "锚点", fix: "直接写出",
      yaml("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n")),
    BadCase("tag", "FMT-13", at: "\(file):1:4", says: "类型标记", yaml("a: !!python/object x\n")),
    BadCase("merge key", "FMT-13", at: "\(file):2:5", says: "别名", yaml("a: 1\n<<: *a\n")),
    BadCase(
      "10,000 brackets", "FMT-13", at: "\(file):1:65", says: "嵌套超过 64 层", fix: "检查括号",
      yaml(String(repeating: "[", count: 10_000))),
    BadCase(
      "10,000 braces", "FMT-13", at: "\(file):1:257", says: "嵌套超过 64 层", yaml(String(repeating: "{a: ", count: 10_000))),
    BadCase("second document", "FMT-04", at: "\(file):35:1", says: "第二个 YAML 文档", fix: "拆成两个文件") {
      try $0.append(file, "---\na: 1\n")
    },
    BadCase(
      "a list instead of a mapping", "FMT-16", at: "\(file):1:1", says: "支出表的数据应是一组“键: 值”，这里是一个列表", yaml("- 1\n")),
    BadCase(
      "notes as a mapping", "FMT-16", at: "\(file):34:3", says: "附注应是一列文字", fix: "加引号",
      edit("  - 原件表号印作", "  原因: 原件表号印作")),
    BadCase(
      "a note with a colon", "FMT-16", at: "\(file):34:5", says: "附注应是文字", fix: "整段加引号",
      edit("  - 原件表号印作", "  - 原因: 原件表号印作")),
  ]

  @Test(arguments: syntax) func saysWhatIsWrongWithTheSyntax(_ bad: BadCase) throws { try bad.run() }

  static let what = "支出表[201 一般公共服务支出].对附属单位补助支出："
  static let place = "\(file):5:56"

  static let literals: [BadCase] = [
    BadCase("abc", "FMT-08", at: "\(file):5:56", says: "\(what)“abc”不是一个数", fix: "只写数字", cells("abc")),
    BadCase("1.2.3", "FMT-08", at: "\(file):5:56", says: "“1.2.3”不是一个数", cells("1.2.3")),
    BadCase("1e5", "FMT-08", at: "\(file):5:56", says: "“1e5”不是一个数", fix: "不要用科学计数法", cells("1e5")),
    BadCase("12万元", "FMT-08", at: "\(file):5:56", says: "“12万元”不是一个数", fix: "去掉单位", cells("12万元")),
    BadCase("¥12", "FMT-08", at: "\(file):5:56", says: "“¥12”不是一个数", fix: "去掉货币符号", cells("¥12")),
    BadCase("(12)", "FMT-08", at: "\(file):5:56", says: "“(12)”不是一个数", fix: "负数写成 -12", cells("(12)")),
    BadCase("12.", "FMT-08", at: "\(file):5:56", says: "“12.”不是一个数", fix: "去掉末尾的小数点", cells("12.")),
    BadCase("1 478.51", "FMT-08", at: "\(file):5:56", says: "不是一个数", fix: "去掉数字中间的空格", cells("1 478.51")),
    BadCase(
      "too many decimals", "FMT-09", at: "\(file):5:56", says: "“0.004”有 3 位小数，声明的是 2 位", fix: "是 0.00", cells("0.004")),
    BadCase("full-width digits", "FMT-10", at: "\(file):5:56", says: "“１２．５”用了全角字符", fix: "改成半角：12.5", cells("１２．５")),
    BadCase(
      "full-width comma", "FMT-10", at: "\(file):5:56", says: "“1，478.51”用了全角字符", fix: "1,478.51", cells("1，478.51")),
    BadCase(
      "1,47,8.51", "FMT-11", at: "\(file):5:56", says: "“1,47,8.51”的千分位逗号位置不对", fix: "写成 1,478.51",
      cells("\"1,47,8.51\"")),
    BadCase(
      "12,34.5", "FMT-11", at: "\(file):5:56", says: "“12,34.5”的千分位逗号位置不对", fix: "写成 1,234.5", cells("\"12,34.5\"")),
    BadCase(
      "a million digits", "FMT-08", at: "\(file):5:56", says: "不是一个数", fix: "吞掉了后面的内容",
      cells(String(repeating: "9", count: 1_000_000))),
    BadCase(
      "forty digits", "FMT-08", at: "\(file):5:56", says: "位数太多", fix: "检查是否多输了数字",
      cells(String(repeating: "9", count: 40))),
    BadCase("negative", "NUM-1", at: "\(file):5:56", says: "\(what)是负数 -5", fix: "核对正负号", cells("-5")),
    BadCase(
      "a negative row", "NUM-1", at: "\(file):5:21", says: "是负数 -17004.14，这一格按表样不应为负；这一行另有 1 格也是", fix: "核对正负号",
      edit(row, "[201, 一般公共服务支出, -17004.14, -1093.42, 15910.72, 0, 0, 0]")),
    BadCase(
      "the unit in every cell of a column", "FMT-08", at: "\(file):4:48", says: "“0万元”不是一个数；这一栏另有 28 格也是这样",
      fix: "整栏改：去掉单位，只写数"
    ) { site in
      try site.write(file, try site.text(file).replacing(", 0, 0, 0]", with: ", 0, 0, 0万元]"))
    },
    BadCase("a list in a cell", "FMT-16", at: "\(file):5:56", says: "应是一个数，这里是一个列表", cells("[1]")),
    BadCase(
      "too few", "FMT-07", at: "\(file):5:5", says: "支出表这一行有 7 格，表样是 8 格", fix: "补上缺的格",
      edit(row, "[201, 一般公共服务支出, 17004.14, 1093.42, 15910.72, 0, 0]")),
    BadCase("too many", "FMT-07", at: "\(file):5:5", says: "支出表这一行有 9 格，表样是 8 格", fix: "删去多余的格", cells("0, 0")),
    BadCase(
      "comma trap", "FMT-07", at: "\(file):5:31", says: "这一行有 9 格", fix: "写成 1093.42，或加引号 \"1,093.42\"",
      edit(row, "[201, 一般公共服务支出, 17004.14, 1,093.42, 15910.72, 0, 0, 0]")),
  ]

  @Test(arguments: literals) func saysWhyACellIsNoFigure(_ bad: BadCase) throws { try bad.run() }

  @Test(arguments: ["\"1,478.51\"", "1478.51"]) func takesThousandsMarksInQuotes(_ literal: String) throws {
    let outcome = try BrokenSite.check {
      try $0.replace(Self.file, "[2013701, 行政运行, 1478.51", "[2013701, 行政运行, \(literal)")
    }
    #expect(outcome.problems.isEmpty, "\(outcome.listing)")
  }

  static let shape: [BadCase] = [
    BadCase(
      "unknown column", "FMT-06", at: "\(file):2:29", says: "支出表没有“基本支岀”这一栏，是否为“基本支出”", fix: "改成 基本支出",
      edit("基本支出,", "基本支岀,")),
    BadCase(
      "missing columns", "FMT-15", at: "\(file):2:10", says: "支出表缺少“上缴上级支出”、“经营支出”这 2 栏", fix: "填 0",
      edit(" 上缴上级支出, 经营支出,", "")),
    BadCase("missing column", "FMT-15", at: "\(file):2:10", says: "支出表缺少“经营支出”这一栏", fix: "填 0", edit(" 经营支出,", "")),
    BadCase("column twice", "FMT-05", at: "\(file):2:35", says: "“基本支出”这一栏写了两次", fix: "只留一个", edit("项目支出", "基本支出")),
    BadCase(
      "unknown line", "FMT-06", at: "tables/summary.yaml:16:3", says: "没有“一般公共服务支岀”这一行，是否为“一般公共服务支出”",
      fix: "改成 一般公共服务支出"
    ) {
      try $0.replace("tables/summary.yaml", "一般公共服务支出", "一般公共服务支岀")
    },
    BadCase("missing line", "FMT-15", at: "tables/summary.yaml:3:3", says: "收支总表收入缺少 1 行：“事业收入”", fix: "填 0") {
      try $0.replace("tables/summary.yaml", "  事业收入: 0\n", "")
    },
    BadCase("line twice", "FMT-05", at: "tables/summary.yaml:8:3", says: "“事业收入”写了两次", fix: "只留一个") {
      try $0.replace("tables/summary.yaml", "  事业收入: 0\n", "  事业收入: 0\n  事业收入: 0\n")
    },
    BadCase("misspelt block", "FMT-06", at: "tables/summary.yaml:15:1", says: "没有“支岀”这个键，是否为“支出”？", fix: "改成 支出") {
      try $0.replace("tables/summary.yaml", "\n支出:\n", "\n支岀:\n")
    },
    BadCase("missing block", "FMT-15", at: "tables/summary.yaml:2:1", says: "收支总表缺少“支出”") {
      let income = try $0.text("tables/summary.yaml").components(separatedBy: "\n支出:\n")[0]
      try $0.write("tables/summary.yaml", income + "\n")
    },
    // The line that both sides have is written twice, and missing on the other: that goes without saying.
    BadCase(
      "the name of a block left out", "FMT-15", at: "tables/summary.yaml:15:3", says: "缺少“支出:”这一行",
      fix: "在这一行前面加上 支出:，与 收入: 对齐"
    ) {
      try $0.replace("tables/summary.yaml", "\n支出:\n", "\n")
    },
    BadCase(
      "one number for four cells", "FMT-07", at: "tables/appropriation.yaml:13:13", says: "“一般公共服务支出”应有 4 格",
      fix: "[合计, 一般公共预算财政拨款"
    ) {
      try $0.replace("tables/appropriation.yaml", "[17004.14, 17004.14, 0, 0]", "17004.14")
    },
    BadCase(
      "code and name disagree", "TC-4", at: "tables/basic.yaml:3:1", says: "编码 30101 的名称应是“基本工资”，这里写的是“津贴补贴”",
      fix: "30101 基本工资"
    ) {
      try $0.replace("tables/basic.yaml", "30101 基本工资", "30101 津贴补贴")
    },
    BadCase("ambiguous name", "FMT-06", at: "tables/basic.yaml:80:1", says: "有 2 行叫“其他支出”", fix: "399 其他支出") {
      try $0.replace("tables/basic.yaml", "39999 其他支出", "其他支出")
    },
    BadCase(
      "wrong printed name", "TC-4", at: "\(file):5:11", says: "编码 201 的名称应是“一般公共服务支出”，这里写的是“公共服务支出”",
      fix: "改成 一般公共服务支出",
      edit("201, 一般公共服务支出", "201, 公共服务支出")),
    BadCase(
      "code of wrong length", "TC-4", at: "\(file):15:6", says: "“2050”不是科目编码：应是 3 位（类）、5 位（款）或 7 位（项）数字",
      edit("[20508,", "[2050,")),
    BadCase(
      "no code", "TC-4", at: "\(file):15:6", says: "“进修及培训”这一行没有编码", fix: "补上编码", edit("[20508,", "[\"\",")),
    BadCase(
      "duplicate code", "TC-5", at: "\(file):10:5", says: "编码 20103 写了两次", fix: "合并成一行",
      edit("  - [20137, 网信事务", "  - [20103, 政府办公厅（室）及相关机构事务, 0, 0, 0, 0, 0, 0]\n  - [20137, 网信事务")),
    BadCase(
      "orphan 项", "TC-5", at: "\(file):15:5", says: "支出表有 2050803 培训支出，却没有它上面的款 20508", fix: "补上 20508",
      edit("  - [20508, 进修及培训, 4.28, 0, 4.28, 0, 0, 0]\n", "")),
    BadCase("descending", "TC-5", at: "\(file):7:5", says: "支出表的 20103 排在 2010301 后面", fix: "按编码排序") {
      let first = "  - [20103, 政府办公厅（室）及相关机构事务, 13.8, 13.8, 0, 0, 0, 0]\n"
      let second = "  - [2010301, 行政运行, 13.8, 13.8, 0, 0, 0, 0]\n"
      try $0.replace(file, first + second, second + first)
    },
    BadCase(
      "no row of totals", "TC-3", at: "tables/state-capital.yaml:1:1", says: "国资表没有“合计”行", fix: "加上 [\"\", 合计, …]"
    ) {
      try $0.write("tables/state-capital.yaml", "columns: [编码, 科目名称, 本年支出合计, 基本支出, 项目支出]\nrows: []\n")
    },
    BadCase(
      "an all-zero row", "TC-5", at: "\(file):15:5", says: "整行为 0", fix: "删去这一行", level: .warning, held: .nothing,
      edit("[20508, 进修及培训, 4.28, 0, 4.28", "[20508, 进修及培训, 0, 0, 0")),
    BadCase(
      "a table misnamed", "FMT-06", at: "tables/expenditures.yaml:1:1",
      says: "“expenditures.yaml”不是这套表样的表，支出表的文件应叫 expenditure.yaml", fix: "改名为 expenditure.yaml"
    ) {
      try $0.write("tables/expenditures.yaml", try $0.text(file))
      try $0.remove(file)
    },
    BadCase(
      "a copy of a table", "FMT-06", at: "tables/expenditure - 副本.yaml:1:1", says: "支出表已经有 ",
      fix: "用不着的删去或移走"
    ) {
      try $0.write("tables/expenditure - 副本.yaml", try $0.text(file))
    },
    BadCase(
      "a table with a second extension", "FMT-06", at: "\(file).txt", says: "“expenditure.yaml.txt”读不了",
      fix: "改名为 expenditure.yaml"
    ) {
      try $0.write("\(file).txt", try $0.text(file))
      try $0.remove(file)
    },
    BadCase(
      "a table as a workbook", "FMT-06", at: "tables/支出表.xlsx", says: "“支出表.xlsx”读不了", fix: "（支出表.csv）"
    ) {
      try $0.write("tables/支出表.xlsx", [0x50, 0x4B])
      try $0.remove(file)
    },
    BadCase("a table twice", "FMT-17", at: "\(file):1:1", says: "支出表有两个数据文件", fix: "只留一个", count: 2) {
      try $0.write("tables/expenditure.csv", "编码,科目名称\n")
    },
  ]

  @Test(arguments: shape) func saysWhatIsWrongWithTheTable(_ bad: BadCase) throws { try bad.run() }
}
