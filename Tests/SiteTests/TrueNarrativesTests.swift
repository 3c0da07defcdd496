import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Site

/// Disclosures of made-up departments in many manners of writing, true to the last figure: budgets and final accounts of
/// hospitals, townships, schools, a procuratorate. `plain` is as most are, and `make mutation` mistypes its figures one at a
/// time; `hard` says much that names what the tables name and is of other years, other units, other bases.
@Suite struct TrueNarrativesTests {
  static func check(_ site: String) -> SiteCheck {
    var loader = SiteLoader(root: Repository.path("Tests/Narratives/\(site)"))
    return SiteCheck.run(loader.load(), today: CalendarDate("2026-11-21"))
  }

  /// Figures that are not looked at could not be accused: so many are borne out, at least.
  @Test(arguments: [("plain", 2_500), ("hard", 4_000)]) func nothingIsSaidAgainstWhatIsTrue(
    _ site: String, borneOut: Int
  ) {
    let check = Self.check(site)
    let told = check.findings.filter(\.needsAttention)
    #expect(told.isEmpty, "\(told.map { "\($0.rule) \($0.message)" })")
    #expect(check.narrative[.inferred] >= borneOut, "\(check.narrative.summary)")
  }
}
