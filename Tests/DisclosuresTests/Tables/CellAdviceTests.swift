import Diagnostics
import Figures
import Testing

@testable import Disclosures

/// A figure typed with a unit: what to write instead, by the unit of its column.
@Suite struct CellAdviceTests {
  @Test(arguments: [
    ("150000元", "万元", "这一栏的单位是万元，150000元应写成 15.00"), ("15.00万元", "万元", "去掉单位，只写数：15.00"),
    ("15万元", "元", "这一栏的单位是元，15万元应写成 150000.00"), ("-1.5亿元", "万元", "这一栏的单位是万元，-1.5亿元应写成 -15000.00"),
    ("123元", "万元", "这一栏的单位是万元，123元应写成 0.01（0.0123 四舍五入）"), ("99.85%", "比率", "这一栏写小数：1.00（0.9985 四舍五入）"),
    ("22%", "比率", "这一栏写小数：0.22"), ("12%", "万元", "这一栏填金额（万元），不填百分数"), ("12%", "分", "去掉百分号，只写数"),
    ("12万元", "分", "去掉单位，只写数"),
  ])
  func saysWhatToWrite(_ text: String, _ unit: String, _ fix: String) {
    var reader = CellReader(decimals: 2, isExact: false, unit: MeasureUnit(unit))
    let cell = reader.read(text, at: .start(of: "t.yaml"), what: "")
    #expect(cell.content == .unreadable && reader.findings.map(\.fix) == [fix], "\(reader.findings.map(\.fix))")
  }
}
