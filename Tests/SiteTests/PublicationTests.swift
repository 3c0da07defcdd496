import Diagnostics
import Disclosures
import Figures
import Export
import TestSupport
import Testing

@testable import Site

@Suite struct PublicationTests {
  private static let shipped = ["pingshan-zwsj/2020/final-accounts", "pingshan-zwsj/2021/final-accounts"]

  private static func publication(_ id: String) throws -> Publication {
    let disclosure = try ShippedDisclosure.read(id).0
    return Publication(
      summary: DisclosureSummary(disclosure, departmentName: "某局", checks: "1 项核对"),
      search: SearchCollector.document(of: disclosure, terms: []),
      corrections: [.init(cell: "支出表[201].合计", old: "1.00", new: "2.00")],
      span: SourceSpan(path: "content/\(id)/disclosure.yaml", lower: 0, upper: 9))
  }

  @Test func comesBackFromItsBytesAsItWas() throws {
    let all = try Self.shipped.map { try Self.publication($0) }
    let read = try #require(Publication.unpack(Publication.pack(all)))
    #expect(read.map(\.summary) == all.map(\.summary))
    #expect(read.map(\.search) == all.map(\.search))
    #expect(read.map(\.corrections) == all.map(\.corrections) && read.map(\.span) == all.map(\.span))
    #expect(Publication.unpack(Publication.pack(all) + [0]) == nil)
  }

  /// Lists hold hundreds of documents: what they keep of each has to say the same.
  @Test func theFiguresThatAreKeptForListsReadAsBefore() throws {
    for id in Self.shipped {
      let disclosure = try ShippedDisclosure.read(id).0
      let summary = DisclosureSummary(disclosure, departmentName: "某局", checks: "")
      let kept = summary.keepingComparedFigures(disclosure.set)
      #expect(kept.figures.count < summary.figures.count)
      let (before, after) = (
        SummaryFigures(summary, set: disclosure.set), SummaryFigures(kept, set: disclosure.set)
      )
      #expect(said(before.keyFigures) == said(after.keyFigures))
      #expect(before.tables.map { said($0.lines) } == after.tables.map { said($0.lines) })
    }
  }

  /// Everything a line says.
  private func said(_ lines: [SummaryFigures.Line]) -> [[String]] {
    lines.map { line in
      [
        line.key, line.label, line.table, line.unit.name, "\(line.isStatutory) \(line.isCoded) \(line.isTrend)",
        "\(line.content)",
      ]
    }
  }
}
