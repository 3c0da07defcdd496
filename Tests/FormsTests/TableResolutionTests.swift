import Diagnostics
import Forms
import Testing

/// What an address means in a form set, and what is said where it means nothing.
@Suite struct TableResolutionTests {
  static func resolve(_ text: String, _ context: String? = nil) throws -> TableResolution {
    let set = try SmallSet.set()
    func reference(_ text: String) throws -> CellReference {
      try ExpressionParser.reference(text, span: SourceSpan(path: "a", lower: 0, upper: text.utf8.count))
    }
    let bound = try context.map { try TableResolution(try reference($0), in: set) }
    return try TableResolution(try reference(text), in: set, context: bound)
  }

  @Test(arguments: [
    ("支出表[合计].基本支出", 1, 0, 1), ("expenditure[201].basic", 1, 0, 1), ("公开03表[201].合计", 1, 0, 0),
    ("支出决算表[201].项目支出", 1, 0, 2), ("收支总表.收入[总计]", 0, 0, 0),
    ("收支总表.支出[205].一般公共预算", 0, 1, 1), ("收支总表.支出.教育支出.决算数", 0, 1, 0), ("三公表.合计", 2, 0, 0), ("三公表[因公出国（境）费]", 2, 0, 0),
  ])
  func findsTheCell(_ text: String, _ table: Int, _ block: Int, _ column: Int) throws {
    let found = try Self.resolve(text)
    #expect(found.table == table && found.block == block)
    #expect(found.columns == .one(column))
  }

  /// 三公表.预算数[合计], as reports print it.
  @Test func aSingleSideMayBeNamed() throws {
    let form = SmallSet.form.replacing(
      "columns: [{id: amount, name: 金额}]\n    lines:",
      with: "blocks:\n      - id: budget\n        name: 预算数\n        columns: [{id: amount, name: 金额}]\n        lines:")
    #expect(form != SmallSet.form)
    let set = try #require(SmallSet.formLibrary(form).load(SmallSet.id).0)
    for text in ["三公表.预算数[合计]", "三公表[合计]", "三公表.budget.合计", "三公表.预算数[合计].金额"] {
      let reference = try ExpressionParser.reference(
        text, span: SourceSpan(path: "a", lower: 0, upper: text.utf8.count))
      let found = try TableResolution(reference, in: set)
      #expect(found.block == 0 && found.selector == .key("合计") && found.columns == .one(0), "\(text)")
    }
  }

  @Test func bindsColumnsAndRows() throws {
    #expect(try Self.resolve("支出表[*]").columns == .all)
    #expect(try Self.resolve("支出表[*].同栏").columns == .bound)
    let bare = try Self.resolve("基本支出", "支出表[*]")
    #expect(bare.selector == nil && bare.columns == .one(1))
  }

  @Test(arguments: [
    ("支岀表[合计]", "没有“支岀表”这张表，是否为“支出表”？", "改成 支出表"), ("支出表[合计].基本支岀", "支出表没有“基本支岀”这一栏，是否为“基本支出”？", "改成 基本支出"),
    ("收支总表[总计]", "收支总表分收入、支出，地址里要写明是哪一边", "可用：收入、支出"), ("收支总表.收人[总计]", "收支总表没有“收人”这一边，是否为“收入”？", "改成 收入"),
    ("收支总表.收入[总记]", "收支总表收入没有“总记”这一行，是否为“总计”？", "改成 总计"), ("支出表.合计", "支出表要写明哪一行，例如 支出表[合计]", nil),
    ("收支总表.收入", "收支总表要写明哪一行", "可用：事业收入、总计"), ("支出表.合计[201]", "“合计”放在方括号前面读不懂；行写在方括号里，栏写在后面", nil),
    ("收支总表.收入.总计.决算数.x", "“x”读不懂", nil),
  ])
  func saysWhatAnAddressLacks(_ text: String, _ message: String, _ fix: String?) throws {
    do {
      _ = try Self.resolve(text)
      Issue.record("“\(text)” was resolved")
    } catch let problem as TableResolution.Problem {
      #expect(problem.message == message)
      #expect(problem.fix == fix)
    }
  }

  @Test func saysThatANameIsNoColumnOfTheBoundRow() throws {
    do {
      _ = try Self.resolve("基本支岀", "支出表[*]")
      Issue.record("resolved")
    } catch let problem as TableResolution.Problem {
      #expect(problem.message == "“基本支岀”不是支出表的栏名，是否为“基本支出”？")
    }
  }
}
