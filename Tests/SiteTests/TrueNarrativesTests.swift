import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Site

/// Disclosures of made-up departments in many manners of writing, true to the last figure: budgets and final accounts of
/// hospitals, townships, schools, courts. `make mutation` mistypes their figures one at a time.
@Suite struct TrueNarrativesTests {
  static let check: SiteCheck = {
    var loader = SiteLoader(root: Repository.path("Tests/Narratives"))
    return SiteCheck.run(loader.load(), today: CalendarDate("2026-11-21"))
  }()

  @Test func nothingIsSaidAgainstWhatIsTrue() {
    let told = Self.check.findings.filter(\.needsAttention)
    #expect(told.isEmpty, "\(told.map { "\($0.rule) \($0.message)" })")
  }

  /// Figures that are not looked at could not be accused.
  @Test func mostFiguresAreBorneOut() {
    let figures = Self.check.narrative
    #expect(figures.total > 3_000 && figures[.inferred] * 10 > figures.total * 7, "\(figures.summary)")
    #expect(figures[.suspect] < 10, "\(figures.summary)")
  }
}
