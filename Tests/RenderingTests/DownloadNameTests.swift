import Testing

@testable import Rendering

/// A downloaded file says whose it is, of which year, and what it holds.
@Suite struct DownloadNameTests {
  @Test func namesDocumentAndTable() {
    let path = PagePath("a/2020/final-accounts/tables/three-public/three-public.xlsx")
    #expect(DownloadName.of("某局2020年度部门决算", "三公表", at: path) == "某局2020年度部门决算_三公表.xlsx")
  }

  @Test func leavesOutWhatFileNamesCannotHold() {
    let path = PagePath("a/performance/b/b.csv")
    #expect(DownloadName.of("某局2020年度部门决算", "甲/乙：“丙” <丁>?", at: path) == "某局2020年度部门决算_甲乙：“丙”丁.csv")
  }

  @Test func keepsTheKindOfFileHoweverLongTheName() {
    let name = DownloadName.of("某局2020年度部门决算", String(repeating: "长", count: 300), at: PagePath("a/b.xlsx"))
    #expect(name.hasSuffix("长.xlsx") && name.count <= 105)
  }
}
