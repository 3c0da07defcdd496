@testable import Export

/// A city's search index, generated: as many departments and years as asked, each with the lines, projects, terms and
/// sections of a real disclosure.
enum SearchCorpus {
  static let departments = 100
  static let years = 2016...2025

  private static let classes = [
    "一般公共服务", "公共安全", "教育", "科学技术", "文化旅游体育与传媒", "社会保障和就业", "卫生健康", "节能环保", "城乡社区", "农林水",
    "交通运输", "资源勘探工业信息等", "商业服务业等", "住房保障", "灾害防治及应急管理",
  ]
  private static let items = [
    "行政运行", "一般行政管理事务", "机关服务", "专项业务", "信息化建设", "事业运行", "行政单位离退休", "公务员医疗补助", "住房公积金", "购房补贴",
  ]
  private static let economic = [
    "基本工资", "津贴补贴", "奖金", "伙食补助费", "绩效工资", "职业年金缴费", "办公费", "印刷费", "咨询费", "手续费", "水费", "电费", "邮电费",
    "物业管理费", "差旅费", "因公出国（境）费用", "维修（护）费", "租赁费", "会议费", "培训费", "公务接待费", "劳务费", "委托业务费", "工会经费",
    "福利费", "公务用车运行维护费", "其他交通费用", "离休费", "退休费", "抚恤金", "生活补助", "办公设备购置", "专用设备购置", "公务用车购置",
  ]
  private static let projectWords = [
    "智慧", "政务", "服务", "平台", "改造", "运行", "维护", "采购", "社区", "学校", "医院", "道路", "排水", "绿化", "安全", "监测", "数据",
    "档案", "培训", "宣传", "补助", "专项", "工程", "设备", "系统", "管理", "提升", "二期", "河道", "消防",
  ]

  static func departmentList(_ count: Int = departments) -> [SearchDocument.Department] {
    (0..<count).map {
      .init(slug: "dept-\($0)", name: "某市\(projectWords[$0 % 30])\(projectWords[$0 / 7 % 30])第\($0)局", aliases: [])
    }
  }

  static func documents(_ departments: Int = departments, _ years: ClosedRange<Int> = years) -> [SearchDocument] {
    (0..<departments).flatMap { department in years.map { document(department, year: $0) } }
  }

  private static func document(_ department: Int, year: Int) -> SearchDocument {
    var document = SearchDocument(
      department: "dept-\(department)", year: year, kind: "final-accounts", kindTitle: "部门决算")
    var state = UInt64(department * 7919 + year) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    func amount() -> String { "\(random(9000) + 10).\(random(9))\(random(9) + 1)" }
    func table(_ id: String, _ label: String, _ columns: [String]) -> Int {
      document.place(
        .init(
          label: label, unit: "万元", href: "tables/\(id)/index.html#\(id)-*-+",
          columns: columns.map { .init(id: "column-\($0.count)", name: $0) }))
    }
    func line(_ text: String, _ code: String, _ place: Int, columns: Int) {
      let figures = (0..<columns).map { _ in amount() }
      document.append(
        .init(
          kind: .line, text: text, code: code, place: place, row: code.isEmpty ? "line" : code, figure: figures[0],
          cells: columns > 1 ? figures : []))
    }
    for (id, label) in [("summary", "收支总表·支出"), ("appropriation", "财政拨款总表·支出")] {
      let place = table(id, label, ["决算数"])
      for (index, name) in classes.enumerated() {
        line("\(name)支出", "2\(String(index + 101).dropFirst())", place, columns: 1)
      }
      for name in ["本年支出合计", "结余分配", "年末结转和结余", "总计"] { line(name, "", place, columns: 1) }
    }
    for (id, label) in [("income", "收入表"), ("expenditure", "支出表"), ("general", "一般公共支出表")] {
      let place = table(id, label, ["本年支出合计", "基本支出", "项目支出"])
      for _ in 0..<45 {
        let (group, item) = (random(classes.count), random(items.count))
        line(
          items[item] + (item > 2 ? classes[group] : ""), "2\(String(group + 101).dropFirst())0\(item)01", place,
          columns: 3)
      }
    }
    let basic = table("basic", "基本支出表", ["决算数"])
    for (index, name) in economic.enumerated() { line(name, "30\(index + 201)", basic, columns: 1) }
    for label in ["三公表·预算数", "三公表·决算数"] {
      let place = table("three-public", label, ["金额"])
      for name in ["合计", "因公出国（境）费", "公务用车购置及运行费小计", "公务用车购置费", "公务用车运行费", "公务接待费"] {
        line(name, "", place, columns: 1)
      }
    }
    let projects = document.place(
      .init(label: "项目·全年执行数", unit: "万元", href: "performance/*/index.html", columns: []))
    for index in 0..<20 {
      let name = (0..<4).map { _ in projectWords[random(30)] }.joined() + "项目"
      document.append(.init(kind: .project, text: name, place: projects, row: "\(index)-project", figure: amount()))
      document.append(
        .init(
          kind: .note, text: name,
          more: "\(items[random(items.count)])完成率：偏差原因：受\(projectWords[random(30)])进度影响，部分工作推迟",
          place: projects, row: "\(index)-project#indicators-\(index)"))
    }
    let terms = document.place(.init(label: "名词解释", unit: "", href: "glossary/index.html#*", columns: []))
    for (index, name) in (classes + economic).enumerated() {
      document.append(
        .init(kind: .term, text: name, more: "指用于\(name)方面的支出，由财政拨款安排。", place: terms, row: "term-\(index)"))
    }
    let sections = document.place(.init(label: "情况说明", unit: "", href: "sections/*/index.html", columns: []))
    for index in 0..<13 {
      let (first, second) = (classes[random(15)], economic[random(economic.count)])
      let title = index == 5 ? "“三公”经费支出决算情况说明" : "\(first)支出决算情况说明"
      document.append(.init(kind: .section, text: title, place: sections, row: "section-\(index)"))
      for _ in 0..<4 {
        document.append(
          .init(
            kind: .passage, text: title,
            more:
              "\(year)年度，本部门\(first)支出\(amount())万元，比上年增加\(amount())万元，增长\(random(90)).\(random(9))%。其中，\(second)\(amount())万元，公务接待费\(amount())万元，完成全年预算的\(random(99))%，主要原因是\(items[random(items.count)])工作调整，\(projectWords[random(30)])\(projectWords[random(30)])任务比年初计划减少。",
            place: sections, row: "section-\(index)"))
      }
    }
    return document
  }
}
