import Testing

@testable import Site

@Suite struct AbsentYearTests {
  private static func folder(_ slug: String, _ years: Int..., kind: String = "final-accounts") -> DepartmentFolder {
    DepartmentFolder(
      slug: slug, department: nil, ids: years.map { "\(slug)/\($0)/\(kind)" }, unreadable: [], isBlocked: false)
  }

  @Test func namesWhoHadTheYearBeforeAndLacksTheNewest() {
    let found = AbsentYear.all(of: [
      Self.folder("a", 2020, 2021), Self.folder("b", 2020, 2021), Self.folder("c", 2020), Self.folder("d", 2018),
    ])
    #expect(
      found == [
        AbsentYear(year: 2021, kind: "final-accounts", present: 2, missing: [.init(slug: "c", name: nil)])
      ])
  }

  /// One alone is early; and another kind is another matter.
  @Test func saysNothingBeforeThereIsAYearToSpeakOf() {
    #expect(AbsentYear.all(of: [Self.folder("a", 2020, 2021), Self.folder("b", 2020)]) == [])
    #expect(AbsentYear.all(of: [Self.folder("a", 2021), Self.folder("b", 2021)]) == [])
    #expect(
      AbsentYear.all(of: [Self.folder("a", 2021), Self.folder("b", 2021), Self.folder("c", 2020, kind: "budget")]) == []
    )
  }
}
