import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Site

/// Folders, site-wide files and `disclosure.yaml`.
@Suite struct BadSiteTests {
  static let main = "disclosure.yaml"
  static let site = "content/site.yaml"
  static let department = "content/pingshan-zwsj/department.yaml"

  static func edit(_ file: String, _ old: String, _ new: String) -> @Sendable (BrokenSite) throws -> Void {
    { try $0.replace(file, old, new) }
  }

  static let disclosure: [BadCase] = [
    BadCase(
      "unknown form set", "FMT-06", at: "\(main):2:11",
      says: "没有“national/2020/final-acounts”这个表样集，是否为“national/2020/final-accounts”",
      fix: "改成 national/2020/final-accounts", edit(main, "national/2020/final-accounts", "national/2020/final-acounts")),
    BadCase(
      "a form set outside", "FMT-06", at: "\(main):2:11", says: "没有“../../etc”这个表样集",
      fix: "可用的表样集：national/2018/final-accounts", edit(main, "national/2020/final-accounts", "../../etc")),
    BadCase(
      "no form set", "FMT-15", at: "\(main):2:1", says: "disclosure.yaml缺少“form-set”", fix: "加上 form-set",
      edit(main, "form-set: national/2020/final-accounts\n", "")),
    BadCase(
      "a misspelt key", "FMT-06", at: "\(main):3:1", says: "没有“publishd”这个键，是否为“published”", fix: "改成 published",
      edit(main, "published:", "publishd:")),
    BadCase(
      "a day that does not exist", "FMT-16", at: "\(main):3:12", says: "“published”应是 年-月-日 的日期，这里是“2021-02-30”",
      fix: "日历上没有这一天", edit(main, "2026-11-21 09:00", "2021-02-30")),
    BadCase(
      "a Chinese date", "FMT-16", at: "\(main):3:12", says: "这里是“2021年11月15日”", fix: "写成 2021-11-15",
      edit(main, "2026-11-21 09:00", "2021年11月15日")),
    BadCase(
      "a date with slashes", "FMT-16", at: "\(main):3:12", says: "这里是“2026/9/1”", fix: "写成 2026-09-01",
      edit(main, "2026-11-21 09:00", "2026/9/1")),
    BadCase(
      "a spreadsheet's mark for a text", "FMT-16", at: "\(main):4:9", says: "“#REF!”是表格软件的公式出错标记", count: 1
    ) {
      let source = try $0.text(main).split(separator: "\n").first { $0.hasPrefix("source:") }
      try $0.replace(main, String(try #require(source)), "source: #REF!")
    },
    BadCase(
      "25 o'clock", "FMT-16", at: "\(main):3:12", says: "“published”应是", fix: "时间写成", edit(main, "09:00", "25:00")),
    BadCase(
      "60 decimals", "FMT-16", at: "\(main):6:11", says: "“decimals”应在 0 到 6 之间，这里是 60",
      edit(main, "decimals: 2", "decimals: 60")),
    BadCase(
      "negative decimals", "FMT-16", at: "\(main):6:11", says: "“decimals”应在 0 到 6 之间，这里是 -1",
      edit(main, "decimals: 2", "decimals: -1")),
    BadCase(
      "two decimals in words", "FMT-16", at: "\(main):6:11", says: "“decimals”应是整数，这里是“两位”",
      edit(main, "decimals: 2", "decimals: 两位")),
    BadCase(
      "a unit that is none", "FMT-16", at: "\(main):5:7", says: "单位应是元、万元或亿元，这里是“万”", fix: "改成 万元",
      edit(main, "unit: 万元", "unit: 万")),
    BadCase(
      "no source", "FMT-15", at: "\(main):2:1", says: "缺少“source”",
      edit(main, "source: 本站整理自深圳市坪山区政务服务数据管理局公开的文件，文字为改写，不是原文\n", "")),
    BadCase(
      "a mark that is a sentence", "FMT-16", at: "\(main):5:7", says: "“mark”跟在每个标题后面，最多 6 个字", fix: "合成",
      edit(main, "unit: 万元", "mark: 这是编出来的数据\nunit: 万元")),
    BadCase(
      "vehicles by the kilo", "FMT-16", at: "disclosure.yaml:48:10", says: "申报.公务用车.保有量：单位写“公斤”，表样里是“辆”",
      fix: "改成 辆", level: .warning, held: .nothing, edit(main, "保有量: 3 辆", "保有量: 3 公斤")),
    BadCase(
      "vehicles in money", "FMT-16", at: "disclosure.yaml:48:10", says: "申报.公务用车.保有量：单位写“万元”，表样里是“辆”",
      edit(main, "保有量: 3 辆", "保有量: 3 万元")),
    BadCase(
      "a field without a figure", "FMT-08", at: "disclosure.yaml:34:10", says: "申报.机关运行经费.决算数：没有填数", fix: "填 0",
      edit(main, "决算数: 94.59", "决算数: 不适用")),
    BadCase(
      "a comparative without its row", "FMT-06", at: "disclosure.yaml:111:5", says: "收支总表收入没有“总记”这一行，是否为“总计”",
      fix: "改成 总计", edit(main, "收支总表.收入[总计]: ", "收支总表.收入[总记]: ")),
    BadCase(
      "a comparative without a bracket", "FMT-04", at: "disclosure.yaml:111:5", says: "地址“收支总表.收入[总计”：缺右方括号",
      edit(main, "收支总表.收入[总计]: ", "收支总表.收入[总计: ")),
    BadCase(
      "an unknown term", "NAR-21", at: "disclosure.yaml:135:5", says: "glossary.yaml 里没有“财政拔款收入”，是否为“财政拨款收入”",
      fix: "改成 财政拨款收入", edit(main, "  - 财政拨款收入", "  - 财政拔款收入")),
    BadCase(
      "broken disclosure.yaml", "FMT-04", at: "\(main):180:1", says: "没有配对", edit(main, "glossary:", "glossary: [a")),
    BadCase("empty disclosure.yaml", "FMT-15", at: "\(main):1:1", says: "文件是空的") { try $0.write(main, "") },
    BadCase("no disclosure.yaml", "FMT-15", at: main, says: "缺少 disclosure.yaml", fix: "写法见") { try $0.remove(main) },
    BadCase(
      "a misnamed disclosure.yaml", "FMT-06", at: "disclosures.yaml",
      says: "不认识“disclosures.yaml”，是否为“disclosure.yaml”",
      fix: "改名为 disclosure.yaml"
    ) {
      try $0.write("disclosures.yaml", try $0.text(main))
      try $0.remove(main)
    },
    BadCase("disclosure.yaml and .json", "FMT-17", at: main, says: "有两个 disclosure 文件", fix: "只留一个") {
      try $0.write("disclosure.json", try $0.text(main))
    },
    BadCase(
      "missing table", "STR-04", at: "\(main):1:1", says: "缺少三公表（一般公共预算财政拨款“三公”经费支出决算表）",
      fix: "补上 tables/three-public.yaml"
    ) {
      try $0.remove("tables/three-public.yaml")
    },
    BadCase("a stray file", "FMT-06", at: "readme.txt", says: "公开件文件夹里不认识“readme.txt”", fix: "这里可以有") {
      try $0.write("readme.txt", "x")
    },
    BadCase(
      "a misnamed folder", "FMT-06", at: "narratives", says: "不认识“narratives”，是否为“narrative”", fix: "改名为 narrative"
    ) {
      try $0.folder.makeFolder($0.path("narratives"))
    },
    BadCase("a folder in Chinese", "FMT-06", at: "附件", says: "不认识“附件”，是否为“attachments”", fix: "改名为 attachments") {
      try $0.write("附件/a.txt", "x")
    },
    BadCase("a misnamed folder of tables", "FMT-06", at: "table", says: "不认识“table”", fix: "改名为 tables") { site in
      for file in PlainSample.files(below: "\(BrokenSite.base)/tables") {
        try site.folder.write(file.replacing("/tables/", with: "/table/"), try PlainSample.bytes(file))
      }
      try site.remove("tables")
    },
    BadCase("a folder of tables under another name", "STR-04", at: "\(main):1:1", says: "缺少 9 张表：收支总表、", count: 2) {
      site in
      for file in PlainSample.files(below: "\(BrokenSite.base)/tables") {
        try site.folder.write(file.replacing("/tables/", with: "/data/"), try PlainSample.bytes(file))
        try site.folder.remove(file)
      }
    },
  ]

  @Test(arguments: disclosure) func saysWhatIsWrongWithADisclosure(_ bad: BadCase) throws { try bad.run() }

  static let siteFiles: [BadCase] = [
    BadCase("no site.yaml", "FMT-15", at: site, says: "缺少 site.yaml", fix: "mingzhang init", held: .site) {
      try $0.remove(site)
    },
    BadCase("broken site.yaml", "FMT-04", at: "\(site):2:1", says: "“[”或“{”没有配对", fix: "补上“]”或“}”", held: .site) {
      try $0.write(site, "name: [\n")
    },
    BadCase("empty site.yaml", "FMT-15", at: "\(site):1:1", says: "文件是空的", held: .site) { try $0.write(site, "") },
    BadCase(
      "site.yaml without a name", "FMT-15", at: "content/site.yaml:6:1", says: "site.yaml缺少“name”", held: .site,
      edit(site, "name: 明账示例站\n", "")),
    BadCase(
      "a domain with a scheme", "FMT-16", at: "\(site):7:9", says: "“https://a.gov.cn/”不是域名", fix: "不带 https://",
      held: .site, edit(site, "mingzhang.example", "https://a.gov.cn/")),
    BadCase(
      "nine digits", "FMT-16", at: "\(site):10:10", says: "网站标识码“000000000”不合规格", fix: "10 位数字", held: .site,
      edit(site, "\"0000000000\"", "\"000000000\"")),
    BadCase(
      "ten full-width digits", "FMT-16", at: "\(site):10:10", says: "网站标识码“０１２３４５６７８９”不合规格", held: .site,
      edit(site, "0000000000", "０１２３４５６７８９")),
    BadCase(
      "a script as a link", "FMT-16", at: "content/site.yaml:22:27", says: "“javascript:alert(1)”不是网址", fix: "https://",
      held: .site
    ) {
      try $0.replace(site, "jurisdiction: national", "footer: [{label: x, href: 'javascript:alert(1)'}]")
    },
    BadCase("broken glossary", "FMT-04", at: "content/glossary.yaml:2:1", says: "没有配对", held: .site) {
      try $0.write("content/glossary.yaml", "terms: [\n")
    },
    BadCase(
      "a term twice", "FMT-05", at: "content/glossary.yaml:220:12", says: "名词“财政拨款收入”写了两次", fix: "只留一个", held: .site
    ) {
      try $0.append("content/glossary.yaml", "  - {term: 财政拨款收入, definition: 另一个}\n")
    },
    BadCase(
      "a misspelt site file", "FMT-06", at: "content/sites.yaml", says: "不认识“sites.yaml”，是否为“site.yaml”",
      fix: "改名为 site.yaml", held: .site
    ) {
      try $0.write("content/sites.yaml", "name: x\n")
    },
    BadCase(
      "rules in a file of another kind", "FORM-01", at: "forms/my/2020/x/extra.yml", says: "这个文件没有读",
      fix: "改名为 extra.yaml", held: .site
    ) { try $0.write("forms/my/2020/x/extra.yml", "rules: []\n") },
    BadCase(
      "rules in a folder below a form set", "FORM-01", at: "forms/national/2020/final-accounts/rules/a.yaml:1:1",
      says: "没有读进表样集 national/2020/final-accounts", fix: "移到 forms/national/2020/final-accounts/", held: .site
    ) { try $0.write("forms/national/2020/final-accounts/rules/a.yaml", "rules: []\n") },
    BadCase(
      "a code list in a form set", "FORM-01", at: "forms/my/2020/x/codes.csv:1:1", says: "科目名称表放在 forms/codes/",
      fix: "移到 forms/codes/", held: .site
    ) { try $0.write("forms/my/2020/x/codes.csv", "code,name\n") },
    BadCase("site.yaml and site.json", "FMT-17", at: site, says: "有两个 site 文件", fix: "只留一个", held: .site) {
      try $0.write("content/site.json", "{\"name\": \"x\", \"domain\": \"a.cn\", \"id-code\": \"0123456789\"}")
    },
  ]

  @Test(arguments: siteFiles) func saysWhatIsWrongWithTheSite(_ bad: BadCase) throws { try bad.run() }

  static let departments: [BadCase] = [
    BadCase("no department.yaml", "FMT-15", at: department, says: "里没有 department.yaml", fix: "name: 部门全称") {
      try $0.remove(department)
    },
    BadCase("broken department.yaml", "FMT-04", at: "\(department):2:1", says: "没有配对") {
      try $0.write(department, "name: [\n")
    },
    BadCase("department.yaml without a name", "FMT-15", at: "\(department):1:1", says: "department.yaml缺少“name”") {
      try $0.write(department, "level: 区级\n")
    },
    BadCase("a stray file", "FMT-06", at: "content/pingshan-zwsj/notes.txt", says: "部门文件夹里不认识“notes.txt”") {
      try $0.write("content/pingshan-zwsj/notes.txt", "x")
    },
    BadCase("a folder that is no year", "FMT-14", at: "content/pingshan-zwsj/20二零", says: "“20二零”应是四位年度", fix: "改成四位数字")
    {
      try $0.folder.makeFolder("content/pingshan-zwsj/20二零")
    },
    BadCase("a year with its word", "FMT-14", at: "content/pingshan-zwsj/2021年", says: "“2021年”应是四位年度", fix: "改名为 2021")
    {
      try $0.folder.makeFolder("content/pingshan-zwsj/2021年")
    },
    BadCase(
      "a kind in Chinese", "FMT-06", at: "content/pingshan-zwsj/2020/部门预算", says: "年度文件夹里不认识“部门预算”，是否为“budget”",
      fix: "改名为 budget"
    ) {
      try $0.folder.makeFolder("content/pingshan-zwsj/2020/部门预算")
    },
    BadCase(
      "a kind nobody knows", "FMT-06", at: "content/pingshan-zwsj/2020/其他", says: "年度文件夹里不认识“其他”",
      fix: "final-accounts（决算）、budget（预算）"
    ) {
      try $0.folder.makeFolder("content/pingshan-zwsj/2020/其他")
    },
    BadCase("a year with a zero before it", "FMT-14", at: "content/pingshan-zwsj/02020", says: "“02020”应是四位年度") {
      try $0.write("content/pingshan-zwsj/02020/final-accounts/disclosure.yaml", "x: 1\n")
    },
    BadCase("a link out of the site", "FMT-14", at: "content/pingshan-zwsj/old.yaml", says: "指到了站点文件夹之外") {
      try $0.folder.link("content/pingshan-zwsj/old.yaml", to: "/etc/hostname")
    },
    BadCase(
      "a kind with capitals", "FMT-06", at: "content/pingshan-zwsj/2020/Budget", says: "年度文件夹里不认识“Budget”，是否为“budget”",
      fix: "改名为 budget"
    ) {
      try $0.folder.makeFolder("content/pingshan-zwsj/2020/Budget")
    },
  ]

  /// A department's mistakes hold back what it discloses, and nobody else's.
  @Test(arguments: departments) func saysWhatIsWrongWithADepartment(_ bad: BadCase) throws { try bad.run() }

  @Test(arguments: [
    ("Pingshan", "只能用小写字母、数字和“-”"), ("ping shan", "只能用小写字母、数字和“-”"), ("坪山", "只能用小写字母、数字和“-”"),
    ("PINGSHAN-ZWSJ", "只有大小写不同"),
  ])
  func refusesAFolderNameThatIsNoAddress(_ name: String, _ message: String) throws {
    let outcome = try BrokenSite.check { site in
      try site.write("content/\(name)/department.yaml", "name: 另一个部门\n")
      try site.write("content/\(name)/2020/final-accounts/disclosure.yaml", try site.text(Self.main))
    }
    #expect(outcome.problems.contains { $0.rule == "FMT-14" && $0.message.contains(message) }, "\(outcome.listing)")
    // Of two names that differ in case only, neither may go out.
    let other = name.lowercased() == "pingshan-zwsj" ? [BrokenSite.id] : []
    #expect(outcome.check.heldBack == ["\(name)/2020/final-accounts"] + other)
    #expect(!outcome.check.hasSiteError)
  }

  @Test func refusesTwoDepartmentsOfOneName() throws {
    let outcome = try BrokenSite.check { site in
      try site.write("content/other/department.yaml", try site.text(Self.department))
    }
    let found = try #require(outcome.problems.first { $0.rule == "FMT-05" }, "\(outcome.listing)")
    #expect(found.message == "两个部门都叫“深圳市坪山区政务服务数据管理局”：other 和 pingshan-zwsj")
    #expect(outcome.place(found) == "\(Self.department):2:7")
    #expect(found.fix == "本级另行公开的，把名称写成“深圳市坪山区政务服务数据管理局（本级）”；同一个部门的，合并文件夹")
    #expect(outcome.check.heldBack == [BrokenSite.id])
  }

  /// 本级 files beside its department, and its text calls it by the same name.
  @Test func takesAHeadquartersBesideItsDepartment() throws {
    let name = "深圳市坪山区政务服务数据管理局"
    let outcome = try BrokenSite.check { site in
      try site.write("content/other/department.yaml", "name: \(name)\n")
      try site.replace(Self.department, "name: \(name)", "name: \(name)（本级）")
    }
    #expect(outcome.problems.filter { $0.rule == "FMT-05" || $0.rule == "NAR-13" }.map(\.message) == [])
    #expect(outcome.check.heldBack.isEmpty, "\(outcome.listing)")
  }

  @Test func aBrokenDepartmentLeavesTheOthersAlone() throws {
    let outcome = try BrokenSite.check { site in
      try site.write("content/broken/department.yaml", "name: [\n")
      try site.write("content/broken/2020/final-accounts/disclosure.yaml", "form-set: x\n")
      try site.write("content/broken/2019/final-accounts/tables/a.yaml", "a: [\n")
    }
    #expect(outcome.check.heldBack == ["broken/2019/final-accounts", "broken/2020/final-accounts"])
    #expect(!outcome.check.hasSiteError, "\(outcome.listing)")
    #expect(outcome.content.disclosures.map(\.id) == [BrokenSite.id])
    #expect(outcome.problems.contains { outcome.place($0) == "content/broken/2019/final-accounts/tables/a.yaml:2:1" })
  }

  @Test func refusesAFormSetOfAnotherYearOrKind() throws {
    let outcome = try BrokenSite.check { site in
      for file in site.files {
        try site.folder.write(file.replacing("/2020/", with: "/2021/"), try site.folder.bytes(file))
      }
    }
    let found = outcome.problems.filter { $0.rule == "FMT-14" }
    #expect(found.map(\.message) == ["文件夹是 2021 年度，表样集“national/2020/final-accounts”是 2020 年度"], "\(outcome.listing)")
    let kind = try BrokenSite.check { site in
      for file in site.files {
        try site.folder.write(file.replacing("final-accounts", with: "budget"), try site.folder.bytes(file))
      }
    }
    #expect(kind.problems.map(\.message) == ["文件夹是“budget”，表样集“national/2020/final-accounts”的类别是“final-accounts”"])
    #expect(kind.problems.first?.fix == "把文件夹改名为 final-accounts，或改正 form-set")
    #expect(kind.check.heldBack == ["pingshan-zwsj/2020/budget"])
  }
}

extension BrokenSite {
  /// The files of the disclosure, below the site.
  fileprivate var files: [String] { PlainSample.files(below: Self.base) }
}
