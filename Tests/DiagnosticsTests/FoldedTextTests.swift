import Testing

@testable import Diagnostics

@Suite struct FoldedTextTests {
  private func lines(_ text: String, _ width: Int = 40) -> [String] {
    FoldedText.lines(of: text, at: width, then: width)
  }

  @Test func breaksWhereAReaderWould() {
    #expect(lines("四位年度，两位月份，两位日期。", 20) == ["四位年度，两位月份，", "两位日期。"])
    #expect(lines("共 1,234.56 万元，其余不变", 12) == ["共 1,234.56", "万元，其余不", "变"])
  }

  @Test func neverBreaksWhatIsToBeCopied() {
    let entry = #"- {date: 2025-10-08, cell: "基本支出表[30201]", old: "20.00", new: "19.00", reason: 原因}"#
    #expect(lines("在 corrections 里登记：\(entry)") == ["在 corrections 里登记：", entry])
    #expect(
      lines("写成 {{支出表[201 一般公共服务支出].本年支出合计}}，或核对") == [
        "写成", "{{支出表[201 一般公共服务支出].本年支出合计}}，", "或核对",
      ])
    #expect(lines("文件头写 section: 一般公共预算财政拨款支出；其余照此")[1].hasPrefix("section: 一般公共预算财政拨款支出；"))
  }

  @Test func putsAnAddressOnTheNextLineWhole() {
    #expect(
      lines("公式：收支总表.收入[本年收入合计] = 收入表[合计].本年收入合计") == [
        "公式：收支总表.收入[本年收入合计] =", "收入表[合计].本年收入合计",
      ])
    #expect(lines("在“上年”下加上 申报.机关运行经费.决算数: 数") == ["在“上年”下加上", "申报.机关运行经费.决算数: 数"])
  }

  @Test func breaksAnAddressThatNoLineHolds() {
    let long = "表[" + String(repeating: "支出", count: 40) + "].栏"
    #expect(lines(long).allSatisfy { DisplayWidth.of($0) <= 40 })
    #expect(lines(long).joined() == long)
  }

  @Test func endsWithoutLossWhereABraceIsNotClosed() {
    #expect(lines("写成 {{支出表", 8).joined() == "写成 {{支出表")
  }
}
