import Testing

@testable import Site

@Suite struct FolderNamesTests {
  @Test(arguments: [("ShiLi_WJW", "shili-wjw"), ("shi li", "shi-li"), ("卫健局", nil), ("a/b", nil)])
  func makesAnAddressOfANameInOurLetters(_ name: String, _ plain: String?) {
    #expect(FolderNames.plain(name) == plain)
  }

  @Test(arguments: [("2024年", "2024"), ("FY2025", "2025"), ("2023-2024", nil), ("决算", nil), ("20240", nil)])
  func findsTheYear(_ name: String, _ year: String?) {
    #expect(FolderNames.year(in: name) == year)
  }

  @Test(arguments: [
    ("部门决算", "final-accounts"), ("2024年部门预算", "budget"), ("finalaccounts", "final-accounts"), ("其他", nil),
    ("预算和决算", nil),
  ])
  func knowsChineseWordsForKinds(_ name: String, _ meant: String?) {
    let kinds = ["final-accounts", "budget", "overall-performance", "project-performance"]
    #expect(FolderNames.meant(by: name, among: kinds) == meant)
  }
}
