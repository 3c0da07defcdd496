import Testing

@testable import Figures

/// Targets and actual values as far as they can be typed; what cannot stays words.
@Suite struct IndicatorValueTests {
  @Test(arguments: [
    ("≥90%", "atLeast", "90", "%"), ("90%以上", "atLeast", "90", "%"), ("≤2 小时", "atMost", "2", "小时"),
    ("72小时之内", "atMost", "72", "小时"),
    ("50 个", "-", "50", "个"), (">60%", "above", "60", "%"), ("<1%", "below", "1", "%"),
    ("≤13.8元/卷", "atMost", "13.8", "元/卷"),
    ("124,718,718.75", "-", "124718718.75", ""), ("不少于10.4万卷", "atLeast", "10.4", "万卷"), ("0.9", "-", "0.9", ""),
    ("≤ 年度预算指标", "-", "-", ""), ("持续提升", "-", "-", ""), ("半年 6 次，一年 12 次", "-", "-", ""), ("完成约10万户", "-", "-", ""),
    ("", "-", "-", ""),
    ("1次/日，全年需巡检251次", "-", "-", ""),
  ])
  func readsBoundNumberAndUnit(_ text: String, _ bound: String, _ number: String, _ unit: String) {
    let value = IndicatorValue(text)
    #expect(value.bound.map { "\($0)" } ?? "-" == bound)
    #expect(value.number?.written() ?? "-" == number)
    #expect(value.unit == unit)
    #expect(value.text == text)
  }

  @Test(
    arguments: [
      ("≥90%", "92%", "满意度", true), ("≥90%", "89.9%", "满意度", false), ("≤2小时", "1小时", "响应", true),
      ("≤2小时", "3小时", "响应", false),
      ("90%", "75%", "硬件配置完成", false), ("10%", "8%", "设备故障率", true), ("4小时", "3小时", "系统修复", nil),
      ("50个", "40个", "开设窗口", false), ("20个", "25", "停车位", true),
      ("20个", "18%", "停车位", nil),
      ("100%", "100%", "覆盖率", true), ("持续提升", "100%", "满意度", nil), (">60%", "60%", "合格率", nil),
      ("10%", "12%", "设备故障率", nil),
    ] as [(String, String, String, Bool?)])
  func saysWhetherItIsReached(_ target: String, _ actual: String, _ name: String, _ reached: Bool?) {
    #expect(IndicatorValue(target).isReached(by: IndicatorValue(actual), name: name) == reached)
  }
}
