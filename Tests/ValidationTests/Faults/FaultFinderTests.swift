import Diagnostics
import Disclosures
import Forms
import TestSupport
import Testing

@testable import Validation

/// One cause, one finding, at the figure to change.
@Suite struct FaultFinderTests {
  static func errors(_ changes: [String: (String) -> String]) throws -> [Finding] {
    let (disclosure, findings) = try SampleDisclosure.read(replacing: changes)
    try #require(findings.isEmpty, "\(findings.map(\.message))")
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"))
      .findings.standing.filter { $0.level > .note }
  }

  static func replacing(_ old: String, _ new: String) -> (String) -> String {
    { text in
      precondition(text.contains(old), "no “\(old)”")
      return text.replacing(old, with: new, maxReplacements: 1)
    }
  }

  @Test func blamesAnItemByItsRowAndItsColumn() throws {
    let found = try Self.errors([
      "tables/expenditure.yaml": Self.replacing("398.89", "389.89")
    ])
    #expect(found.count == 1)
    #expect(found[0].cell == "支出表[2013701].项目支出")
    #expect(found[0].hypotheses == ["相邻两位数字颠倒：389.89 → 398.89"])
    #expect(found[0].primary?.path.hasSuffix("tables/expenditure.yaml") == true)
    #expect(!found[0].folded.isEmpty)
  }

  /// Who is to blame for one of thousands of mistakes is found without looking through all others.
  @Test func aTableInWhichEveryRowIsWrongIsJudgedRowByRow() throws {
    let growth = try Growth.ofEightfold(40) { count in
      let rows = (0..<count).map {
        "  - [\(2_010_101 + $0 / 90 * 100 + $0 % 90), 科目\($0), 3.00, 1.00, 1.00, 0, 0, 0]\n"
      }
      let head = "columns: [编码, 科目名称, 本年支出合计, 基本支出, 项目支出, 上缴上级支出, 经营支出, 对附属单位补助支出]\nrows:\n"
      let (disclosure, _) = try SampleDisclosure.read(replacing: [
        "tables/expenditure.yaml": { _ in head + "  - [\"\", 合计, 1, 1, 0, 0, 0, 0]\n" + rows.joined() }
      ])
      var engine = RuleEngine(evaluator: disclosure.evaluator)
      engine.run(disclosure.set.rules.filter { $0.id == "TC-1" })
      #expect(engine.faults(besides: [], settled: []).findings.count >= count)
    }
    #expect(growth < 24)
  }

  /// 公用经费合计 is a sum of rounded sums: the bound told is that of what explains the difference.
  @Test func aDifferenceCalledRoundingIsWithinTheBoundTold() throws {
    let change = Self.replacing("302 商品和服务支出: 93.61", "302 商品和服务支出: 93.64")
    let (disclosure, _) = try SampleDisclosure.read(replacing: [
      "tables/basic.yaml": { Self.replacing("公用经费合计: 94.59", "公用经费合计: 94.62")(change($0)) }
    ])
    let findings = DisclosureChecker.check(disclosure, terms: [], today: nil).findings
    let rounding = findings.filter { $0.verdict == .rounding }.compactMap(\.arithmetic).filter { $0.allowed != "0" }
    #expect(!rounding.isEmpty)
    for numbers in rounding {
      let gap = try #require(Int(numbers.gap.filter(\.isNumber))), allowed = Int(numbers.allowed.filter(\.isNumber))
      #expect(gap <= (allowed ?? 0), "\(numbers)")
    }
    let wide = findings.first { $0.rule == "X-08" }
    #expect(wide?.message.contains("四舍五入可以解释（按更细的数算，最多") == true, "\(wide?.message ?? "none")")
  }

  @Test func tellsTwoCausesApart() throws {
    let found = try Self.errors([
      "tables/summary.yaml": Self.replacing("  教育支出: 4.28", "  教育支出: 4.82"),
      "tables/three-public.yaml": Self.replacing("  公务接待费: 0.59", "  公务接待费: 5.9"),
    ])
    #expect(Set(found.compactMap(\.cell)) == ["收支总表.支出[教育支出]", "三公表.决算数[公务接待费]"])
  }

  /// 津贴补贴 and 奖金 stand in one sum only: nothing in the tables tells which of the parts is wrong.
  @Test func accusesNoneWhereTheTablesCannotTell() throws {
    let found = try Self.errors(["tables/basic.yaml": Self.replacing("30102 津贴补贴: 802.01", "30102 津贴补贴: 803.01")])
    #expect(found.count == 1)
    #expect(found[0].cell == "基本支出表[301]")
    #expect(found[0].message == "基本支出表[301 工资福利支出] 是 1,461.82，按明细应在 1,462.80 至 1,462.88 之间，相差 1.02")
    #expect(found[0].hypotheses.count == 1 && found[0].hypotheses[0].hasSuffix("单凭这些表分不清，请对照原始数据"))
  }

  /// A gap that is just one addend, or would just fill an empty one, is chance as well as proof.
  @Test(arguments: [
    ("basic.yaml", "30102 津贴补贴: 802.01", "30102 津贴补贴: 802.61", "基本支出表[301]"),
    ("three-public.yaml", "  合计: 20.25", "  合计: 450.25", "三公表.预算数[合计]"),
    ("three-public.yaml", "  合计: 20.25", "  合计: 36.5", "三公表.预算数[合计]"),
  ]) func takesNoCoincidenceForProof(_ file: String, _ old: String, _ new: String, _ cell: String) throws {
    let found = try Self.errors(["tables/\(file)": Self.replacing(old, new)])
    #expect(found.count == 1)
    #expect(found.first?.cell == cell)
    #expect(found.first?.hypotheses.first?.hasSuffix("单凭这些表分不清，请对照原始数据") ?? false)
  }

  /// 应是 3,825.18 by one identity and 3,825.17 by another is one mistake of one figure.
  @Test func givesOneFigureOneFinding() throws {
    let found = try Self.errors([
      "tables/appropriation.yaml": Self.replacing("政府性基金预算财政拨款: 3825.17", "政府性基金预算财政拨款: 0")
    ])
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.folded.isEmpty == false)
  }

  @Test func neverTellsOneFigureTwoValues() throws {
    let found = try Self.errors([
      "tables/basic.yaml": { text in
        text.replacing("301 工资福利支出: 1461.82", with: "301 工资福利支出: 0").replacing(
          "30102 津贴补贴: 802.01", with: "30102 津贴补贴: 1802.01")
      }
    ])
    let cells = found.filter { $0.message.contains("应是") || $0.message.contains("应在") }.compactMap(\.cell)
    #expect(!cells.isEmpty && Set(cells).count == cells.count, "\(found.map(\.message))")
    let first = try #require(found.first { $0.cell == "基本支出表[301]" })
    #expect(first.hypotheses == ["可能不止一格有错；基本支出表[301 工资福利支出] 同时在几条不平的等式里，先核对"])
  }

  /// An addend cannot be reduced below nothing: what could only be mended so is no suspect.
  @Test func suspectsNoFigureThatWouldHaveToBeNegative() throws {
    let found = try Self.errors(["tables/basic.yaml": Self.replacing("30102 津贴补贴: 802.01", "30102 津贴补贴: 8020.1")])
    #expect(found.map(\.cell) == ["基本支出表[30102]"])
  }

  /// NUM-1 has said so: what fails for the sign is folded into it.
  @Test func accusesANegativeFigureOnce() throws {
    let changes = ["tables/basic.yaml": Self.replacing("30102 津贴补贴: 802.01", "30102 津贴补贴: -802.01")]
    let (disclosure, reading) = try SampleDisclosure.read(replacing: changes)
    try #require(reading.map(\.rule) == ["NUM-1"])
    #expect(reading[0].message.hasPrefix("基本支出表[30102 津贴补贴]："))
    let found = DisclosureChecker.check(
      disclosure, terms: try SampleDisclosure.terms(), today: CalendarDate("2026-11-21"), reading: reading
    ).findings.standing.filter { $0.level > .note }
    #expect(found.map(\.rule) == ["NUM-1"])
    #expect(found.first?.folded.map(\.rule) == ["T06-1"])
  }

  /// A total of 0 is one mistake, not one for every sentence that divides by it.
  @Test func foldsSentencesThatDivideByAWrongTotal() throws {
    let found = try Self.errors([
      "tables/expenditure.yaml": Self.replacing("合计, 22902.34", "合计, 0"),
      "narrative/31-other.md": { $0 + "\n占{{占比(支出表[合计].基本支出, 支出表[合计].本年支出合计)}}。\n" },
    ])
    let total = try #require(found.first { $0.cell == "支出表[合计].本年支出合计" })
    #expect(total.folded.contains { $0.rule == "PRO-01" })
    #expect(!found.contains { $0.message.contains("不能作分母") }, "\(found.map(\.message))")
  }

  /// A rule with words of its own says the figures all the same.
  @Test func saysWhatWasExpectedBesideTheRulesOwnWords() throws {
    let found = try Self.errors([
      "disclosure.yaml": { $0.replacing(/政府采购:\n    计划金额: 3213\n    总额: [0-9.]+/, with: "政府采购:\n    总额: 1") }
    ])
    let finding = try #require(found.first { $0.rule == "NAR-15" })
    #expect(finding.message.contains("相差") && finding.message.contains("应"), "\(finding.message)")
  }

  @Test func recognisesFiguresTypedInYuan() throws {
    let found = try Self.errors([
      "tables/three-public.yaml": Self.replacing("  公务接待费: 0.59", "  公务接待费: 5900")
    ])
    #expect(found.contains { $0.hypotheses.contains("单位弄错（元与万元）：5,900.00 → 0.59") })
  }

  /// Whatever is changed, the number of findings stays near the number of changes: a flood would hide the cause.
  @Test func doesNotFloodOnAWrongGrandTotal() throws {
    let found = try Self.errors(["tables/expenditure.yaml": Self.replacing("合计, 22902.34", "合计, 22920.34")])
    #expect(found.count == 1)
    #expect(found[0].cell == "支出表[合计].本年支出合计")
    #expect(found[0].folded.count >= 2)
  }

  @Test func namesTheBoundFromTheSideThatIsWrong() throws {
    let found = try Self.errors([
      "tables/three-public.yaml": { text in
        text.replacing("  公务接待费: 0.59", with: "  公务接待费: 0.3").replacing("  合计: 14.39", with: "  合计: 14.1")
      }
    ])
    let finding = try #require(found.first { $0.rule == "X-13" })
    #expect(finding.message.contains("应不大于") || finding.message.contains("应不小于"))
  }

  /// Two figures in each other's place: no one figure explains it, and four identities fail.
  @Test func seesTwoColumnsOfARowExchanged() throws {
    let found = try Self.errors([
      "tables/expenditure.yaml": Self.replacing("1478.51, 1079.62, 398.89", "1478.51, 398.89, 1079.62")
    ])
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.cell == "支出表[2013701].基本支出")
    #expect(found.first?.hypotheses == ["基本支出与项目支出可能填反了：398.89 与 1,079.62"])
  }

  @Test func seesTheFiguresOfTwoRowsExchanged() throws {
    let found = try Self.errors([
      "tables/expenditure.yaml": { text in
        text.replacing("行政运行, 1478.51, 1079.62, 398.89", with: "行政运行, 668.28, 0, 668.28")
          .replacing("一般行政管理事务, 668.28, 0, 668.28", with: "一般行政管理事务, 1478.51, 1079.62, 398.89")
      }
    ])
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.hypotheses == ["行政运行与一般行政管理事务两行的数可能填反了"])
  }
}
