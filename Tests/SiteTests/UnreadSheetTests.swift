import Diagnostics
import Disclosures
import TestSupport
import Testing

@testable import Site

/// A project sheet that cannot be read is one mistake: sentences, exceptions and counts that need it wait for it.
@Suite struct UnreadSheetTests {
  static let base = "content/pingshan-zwsj/2020/final-accounts"

  static func check(_ change: (TemporaryFolder) throws -> Void) throws -> [Finding] {
    try TemporaryFolder.with { folder in
      for path in Repository.files(below: "content") {
        guard !path.hasPrefix("content/pingshan-zwsj") || path.hasPrefix(base) || path.hasSuffix("department.yaml")
        else {
          continue
        }
        try folder.write(path, try Repository.bytes(path))
      }
      try change(folder)
      var loader = SiteLoader(root: folder.path)
      return SiteCheck.run(loader.load(), today: CalendarDate("2026-11-21")).findings.standing.filter {
        $0.level > .note
      }
    }
  }

  /// The text takes a dozen figures from the evaluation report; two exceptions are for a cell of the other sheet.
  @Test(arguments: ["34-public-appeals-evaluation", "07-special-bond"], ["x: [\n", "", "\tx: 1\n"])
  func isReportedOnceWhereItStands(_ sheet: String, _ text: String) throws {
    let path = "\(Self.base)/performance/\(sheet).yaml"
    let found = try Self.check { try $0.write(path, text) }
    #expect(found.count == 1 && found.first?.primary?.path == path, "\(found.map(\.message))")
    #expect(["FMT-03", "FMT-04", "FMT-15"].contains(found.first?.rule ?? ""))
  }
}
