import Disclosures
import Figures
import Forms
import TestSupport
import Testing

/// What a sheet lost points for.
@Suite struct ScoredRowsTests {
  @Test func theRateOfExecutionCountsAndThePointsAddUpToTheTotal() throws {
    let (disclosure, _) = try ShippedDisclosure.read("sz-pnr/2020/project-performance")
    var lost = 0
    for sheet in disclosure.sheets {
      guard let indicators = sheet.tables.compactMap({ $0 }).first(where: { $0.form.layout == .indicators }),
        let total = indicators.blocks[0].rows.first(where: \.isTotal),
        let points = indicators.blocks[0].indicatorColumns.points(total)
      else { continue }
      // One sheet of the original lacks a row and keeps the total of the others.
      if sheet.name.hasPrefix("qqf结转2018年") { continue }
      #expect(sheet.lostPoints == points.full - points.reached, "\(sheet.name)")
      if sheet.lostPoints > .zero { lost += 1 }
    }
    #expect(lost > 5)
  }
}
