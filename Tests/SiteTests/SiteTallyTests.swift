import Diagnostics
import TestSupport
import Testing

@testable import Site

/// What a build keeps of the findings of many departments.
@Suite struct SiteTallyTests {
  private static func record(_ slug: String, _ findings: [Finding]) -> DepartmentRecord {
    DepartmentRecord(
      folder: DepartmentFolder(slug: slug, department: nil, ids: [], unreadable: [], isBlocked: false), disclosures: [],
      rest: findings, unreadable: [])
  }

  private static func findings(_ level: Finding.Level, _ count: Int, confidential: Int = 0) -> [Finding] {
    (0..<count).map { number in
      var finding = Finding(rule: "R-\(level)", name: "名", level: level, message: "第 \(number) 条")
      finding.isConfidential = number < confidential
      return finding
    }
  }

  /// What a site of three departments comes to with these findings.
  private static func review(
    keepsAll: Bool, _ findings: [[Finding]], _ loader: SiteLoader, _ frame: SiteFrameReading
  ) -> SiteReview {
    var tally = SiteTally(keepsAll: keepsAll)
    for (slug, own) in zip(["a", "b", "c"], findings) { tally.add(record(slug, own), sources: [:]) }
    return tally.review(loader, frame)
  }

  /// All errors, whenever they come, and what must be hidden; of the rest as many warnings as are printed. All are counted.
  @Test func keepsWhatIsPrintedAndCountsTheRest() throws {
    try TemporaryFolder.with { folder in
      for slug in ["a", "b", "c"] { try folder.write("content/\(slug)/note.txt", "") }
      var loader = SiteLoader(root: folder.path)
      let frame = loader.readFrame()
      let most = TextReport.mostFindings
      // What the site itself is found to lack.
      let bare = Self.review(keepsAll: false, [[], [], []], loader, frame).check.findings.count
      let notes = Self.findings(.note, 7, confidential: 2)
      let review = Self.review(
        keepsAll: false,
        [
          Self.findings(.warning, most - 1) + notes, Self.findings(.warning, 5, confidential: 1),
          Self.findings(.error, 3),
        ], loader, frame)
      #expect(review.count.warnings >= most + 4 && review.count.errors >= 3 && review.count.notes >= 7)
      #expect(review.leftOut == 3)
      let kept = review.check.findings.filter { $0.rule.hasPrefix("R-") }
      #expect(kept.count { $0.level == .warning } == most + 1 && kept.count { $0.level == .error } == 3)
      #expect(kept.count == most + 1 + 3 + 2 && review.check.findings.count == kept.count + bare)
      let all = Self.review(keepsAll: true, [Self.findings(.warning, most + 1), notes, []], loader, frame)
      #expect(all.check.findings.count == most + 8 + bare && all.leftOut == 0)
    }
  }
}
