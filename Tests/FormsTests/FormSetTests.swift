import Diagnostics
import Forms
import TestSupport
import Testing

/// Form sets as files: the shipped one, a year as a diff over another, and mistakes at their own line.
@Suite struct FormSetTests {
  static let id = SmallSet.id

  static func findings(_ form: String = SmallSet.form, rules: String = SmallSet.rules) -> (FormSet?, [Finding], String)
  {
    let (set, findings) = SmallSet.formLibrary(form, rules: rules).load(id)
    func line(_ finding: Finding) -> String {
      guard let span = finding.primary else { return "nowhere" }
      let text = span.path.hasSuffix("rules.yaml") ? rules : form
      let position = SourceFile(path: span.path, text: text).position(at: span.lower)
      return "\(span.path.split(separator: "/").last ?? ""):\(position.line):\(position.column)"
    }
    return (set, findings, findings.map { "\(line($0)) [\($0.rule)] \($0.message)" }.joined(separator: "\n"))
  }

  @Test func theShippedSetsLoadWithoutAFinding() throws {
    let sources = try Repository.files(below: "forms").map(Repository.source)
    let library = FormSetLibrary(files: sources)
    #expect(!library.ids.isEmpty)
    for id in library.ids {
      let (set, findings) = library.load(id)
      #expect(findings.map(\.message) == [])
      #expect(set?.id == id)
    }
  }

  @Test(arguments: [
    ("基本支出 + 项目支出", "基本支岀 + 项目支出", "rules.yaml:7:22 [RULE-01] 规则 TC-2：“基本支岀”不是支出表的栏名，是否为“基本支出”？"),
    ("for: 支出表[*]", "for: 支岀表[*]", "rules.yaml:6:10 [RULE-01] 规则 TC-2：没有“支岀表”这张表，是否为“支出表”？"),
    ("基本支出 + 项目支出", "基本支出 项目支出", "rules.yaml:7:27 [RULE-01] 算式“本年支出合计 = 基本支出 项目支出”：“项目支出”读不懂"),
    ("level: error", "level: fatal", "rules.yaml:4:12 [RULE-01] level 应是 error、warning 或 note"),
    ("basis: 测试", "basi: 测试", "rules.yaml:5:5 [FMT-06] 规则里没有“basi”这个键，是否为“basis”？"),
    ("\"支出表[201].基本支出\"", "\"支出表[201].基本支岀\"", "[RULE-01] 规则 TC-2：支出表没有“基本支岀”这一栏，是否为“基本支出”？"),
    ("fail:", "pass:", "[RULE-02] 规则 TC-2 没有“应当不通过”的样例（samples.fail），不能证明它查得出错"),
    ("for: 支出表[*]", "for: [支出表]", "应是单元格地址，这里是一个列表"),
  ])
  func aMistakeInARuleHasItsOwnLine(_ old: String, _ new: String, _ expected: String) {
    let (set, findings, listing) = Self.findings(rules: SmallSet.rules.replacing(old, with: new))
    #expect(set == nil)
    #expect(listing.contains(expected), "\(listing)")
    #expect(findings.allSatisfy { $0.level == .error })
  }

  @Test(arguments: [
    ("layout: list", "layout: grid", "[FORM-01] 没有“grid”这种排法，可用：list、paired"),
    ("id: expenditure\n    short", "id: 支出\n    short", "[FORM-01] 表的编号“支出”只能用小写字母"),
    ("{id: total, name: 合计}", "{name: 合计}", "[FORM-01] 行“合计”没有 id"),
    ("{list: classes,", "{list: clases,", "没有“clases”这组共用的行"),
    ("{id: project, name: 项目支出}", "{id: basic, name: 项目支出}", "栏的编号“basic”用了两次"),
    ("year: 2020", "year: 二〇二〇", "“year”应是整数"),
    ("kind-title: 部门决算\n", "", "表样集缺少“kind-title”"),
    ("kind-title: 部门决算", "kind-title: 部门决算\ndecimals: 40", "“decimals”应在 0 到 6 之间"),
    ("id: three-public", "id: summary", "表的编号“summary”用了两次"),
    ("{id: duties, title: 部门职责}", "{id: duties}", "章节缺少“title”"),
  ])
  func aMistakeInAFormIsAFinding(_ old: String, _ new: String, _ expected: String) {
    let form = SmallSet.form.replacing(old.replacing("\n    ", with: "\n    "), with: new)
    let (set, _, listing) = Self.findings(form)
    #expect(set == nil)
    #expect(listing.contains(expected), "\(listing)")
  }

  /// What stands behind a template's phrase with gaps is a declared figure, and no cell.
  @Test func aPhraseWithGapsMeansADeclaredFigure() {
    let form = SmallSet.form + "\nprose-names:\n  - {id: a, name: \"编报…项目\", address: \"支出表[合计].基本支出\"}\n"
    let (_, _, text) = Self.findings(form)
    #expect(text.contains("正文里的叫法“编报…项目”：带“…”的只认申报项"), "\(text)")
  }

  @Test func twoFilesOfASetMayNotSayTheSame() {
    let (_, findings, _) = Self.findings(rules: SmallSet.rules + "title: 又一个\n")
    #expect(findings.contains { $0.message == "“title”在这个表样集的两个文件里都有" && $0.spans.count == 2 })
  }

  @Test func anUnknownSetIsNotThere() {
    let (set, findings) = SmallSet.formLibrary().load("../../etc")
    #expect(set == nil && findings.isEmpty)
  }
}
