/// A check of the field's catalogue that has no finding of its own here, because another rule's finding says it at the very
/// place: who looks for it by its number is told which.
package struct CoveredCheck: Sendable, Hashable {
  package let id: String
  package let name: String
  /// The rules that find it; empty where nothing could.
  package let rules: [String]
  /// What is checked, and where that ends.
  package let help: String

  /// All of them, by id.
  package static let all: [CoveredCheck] = [
    .init(
      id: "BUD-6", name: "编制说明的数与预算表一致", rules: ["NAR-01"],
      help: "说明里的万元与表里的元换算以后，按说明印出的末位比较。"),
    .init(
      id: "NAR-03", name: "基本支出的说明用基本支出表的数", rules: ["NAR-01", "NAR-02", "X-08"],
      help: "这一节的数与一般公共支出表、基本支出表比较，不与全口径的支出表比较；人员经费加公用经费等于合计。"),
    .init(
      id: "NAR-11", name: "政府性基金、国有资本经营的说明与表一致", rules: ["NAR-01", "NAR-04"],
      help: "这两节的数与基金表、国资表的同一项比较。"),
    .init(
      id: "NUM-2", name: "数字的写法", rules: ["FMT-08", "FMT-10", "FMT-11"],
      help: "负号、千分位、全角数字、“—”读数据时统一；空格与 0.00 分开，页面上写明含义。"),
    .init(
      id: "STR-06", name: "基本支出表列到款级", rules: ["FMT-15", "T06-1", "TC-4"],
      help: "基本支出表的款由表样给出：缺一行、多一行、改了名称，读数据时就报；数落在哪一款由合计核对。"),
    .init(
      id: "STR-13", name: "金额单位", rules: ["NUM-3"],
      help: "每张表的单位由表样或 disclosure.yaml 声明，印在表上；与数不合的（元当成万元）报 NUM-3。"),
    .init(
      id: "T01-7", name: "表的行与表样一致", rules: ["FMT-06", "FMT-07", "FMT-15"],
      help: "行的名称、次序和个数由当年的表样决定，行次由程序编排；数据里多的、少的、写错的行，读数据时就报。"),
    .init(
      id: "TR-01", name: "专项转移支付表分地区、分项目", rules: [],
      help: "这是政府预决算的表，部门和单位的公开件里没有；没有收录这种表样，不核对。"),
    .init(
      id: "Y-03", name: "年初预算数与公开的预算一致", rules: ["Y-02", "NAR-01", "PRO-02"],
      help: "同一站点上有当年预算时，申报的、正文里写的年初预算数与它比较（元换算成万元）；没有时记作未核。"),
    .init(
      id: "Y-06", name: "科目改名、口径改变的年份不直接相比", rules: ["NAR-21", "Y-05"],
      help: "用了以前年度科目名称的报 NAR-21；口径改变的年份在表样的 basis-changes 里登记，历年比较在那里断开，不算增减。机构合并、科目之间的划转没有数据可依，不核对。"),
  ]

  package static func check(_ id: String) -> CoveredCheck? { all.first { $0.id == id } }
}
