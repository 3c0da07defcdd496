import Testing

@testable import Diagnostics

@Suite struct FindingRepeatsTests {
  private static let place = SourceSpan(path: "content/a/2024/b/disclosure.yaml", lower: 0, upper: 3)

  private func missing(_ section: String, at span: SourceSpan = place, in id: String = "a/2024/b") -> Finding {
    Finding(
      rule: "STR-03", name: "章节缺失", level: .error, message: "缺少“\(section)”", at: span, fix: "写 \(section)",
      scope: .disclosure(id))
  }

  @Test func tellsWhatOneRuleSaysOfOnePlaceOnce() {
    let told = [missing("甲"), missing("乙"), missing("丙")].foldingPlaces(from: 3)
    #expect(told.map(\.message) == ["缺少“甲”"])
    #expect(told[0].notes == ["同样的还有 2 条：缺少“乙”；缺少“丙”"] && told[0].fix == "写 甲；其余照此")
  }

  @Test func keepsApartWhatIsFewOrElsewhere() {
    let other = SourceSpan(path: Self.place.path, lower: 9, upper: 12)
    let apart = [missing("甲"), missing("乙"), missing("丙", at: other), missing("丁", in: "c/2024/b")]
    #expect(apart.foldingPlaces(from: 3) == apart)
    var cells = [missing("甲"), missing("乙"), missing("丙")]
    for index in cells.indices { cells[index].cell = "表[\(index)]" }
    #expect(cells.foldingPlaces(from: 3) == cells)
  }
}
