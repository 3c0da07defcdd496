import Diagnostics
import Disclosures
import Foundation
import TestSupport
import Testing

@Suite struct SummaryListTests {
  /// In no order; the folder of one department begins like another's.
  private static let ids = [
    "b/2020/final-accounts", "a-b/2021/budget", "a/2020/final-accounts", "a/2021/final-accounts", "a-b/2020/budget",
    "a/2021/budget",
  ]

  private static func summary(_ id: String) throws -> DisclosureSummary {
    let parts = id.split(separator: "/").map(String.init)
    let json = """
      {"schema":"mingzhang-disclosure/1","id":"\(id)","departmentName":"\(parts[0])局","year":\(parts[1]),
      "kind":"\(parts[2])","title":"\(parts[1])年度公开件","published":"\(parts[1])-0\(id.count % 9)-01 09:00","checks":"",
      "keyFigures":[],"formSet":"national/\(parts[1])/\(parts[2])","unit":"万元","isDraft":false,
      "figures":{"甲表.\(id)":"1.00","甲表.合计":"\(id.count)"}}
      """
    return try JSONDecoder().decode(DisclosureSummary.self, from: Data(json.utf8))
  }

  private static func lists(_ spool: SpoolFile?) throws -> [SummaryList] {
    let all = try ids.map { try summary($0) }
    return [SummaryList(all)]
      + [nil, spool].map { spool in
        var builder = SummaryList.Builder(spool: spool)
        for summary in all { builder.add(summary) }
        return builder.finish()
      }
  }

  @Test func holdsOrPutsAwayTheSame() throws {
    try TemporaryFolder.with { folder in
      let sorted = try Self.ids.sorted().map { try Self.summary($0) }
      for list in try Self.lists(try #require(SpoolFile(in: folder.path))) {
        #expect(Array(list) == sorted && list.failure == nil)
        #expect(list.indices.map { list.year(at: $0) } == sorted.map(\.year))
        #expect(list.indices.map { list.kind(at: $0) } == sorted.map(\.kind))
        #expect(list.years == [2020, 2021] && list.formSets == Set(sorted.map(\.formSet)))
        for department in ["a", "a-b", "b", "c"] {
          #expect(
            list[list.places(of: department)].map(\.id) == sorted.map(\.id).filter { $0.hasPrefix(department + "/") })
        }
      }
    }
  }

  @Test func selectsAndSortsWithoutMovingAnything() throws {
    for list in try Self.lists(nil) {
      let newest = list.sorted(by: { list[$0].published }, >)
      #expect(newest.map(\.published) == list.map(\.published).sorted(by: >))
      #expect(newest.placesInList.map { list[$0].id } == newest.map(\.id))
      let budgets = newest.selection { $0.kind == "budget" }
      #expect(budgets.map(\.id) == newest.map(\.id).filter { $0.hasSuffix("budget") })
      #expect(list.selection([2, 0]).map(\.id) == [list[2].id, list[0].id])
    }
  }

  /// Whoever publishes asks for the failure: what stands for a summary that cannot be read back must not be shown.
  @Test func whatCannotBeReadBackIsAFailure() throws {
    try TemporaryFolder.with { folder in
      let spool = try #require(SpoolFile(in: folder.path))
      var builder = SummaryList.Builder(spool: spool)
      for id in Self.ids { builder.add(try Self.summary(id)) }
      let list = builder.finish()
      #expect(list.failure == nil)
      folder.emptyNamelessFiles()
      #expect(list.map(\.id) == Self.ids.map { _ in "" })
      #expect(list.failure != nil)
    }
  }
}
