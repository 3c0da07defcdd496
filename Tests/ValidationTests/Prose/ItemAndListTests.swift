import Diagnostics
import Disclosures
import Figures
import Testing

@testable import Validation

/// Explanations 项 by 项 and lists of subjects, against their tables.
@Suite struct ItemAndListTests {
  /// One line for every 项 of the general table, as officers write them.
  static func items(_ change: (Int, String) -> String? = { $1 }) throws -> String {
    let (disclosure, _) = try SampleDisclosure.read()
    let block = try #require(disclosure.table("general")?.blocks.first)
    var lines: [String] = []
    for row in block.rows where row.level == 2 {
      let middle = try #require(row.parent.flatMap { block.row($0) })
      let top = try #require(middle.parent.flatMap { block.row($0) })
      let amount = row.cells[0].figure(decimals: 2).written
      let line = "\(top.name)（类）\(middle.name)（款）\(row.name)（项）。支出决算为 \(amount) 万元。"
      if let kept = change(lines.count, line) { lines.append(kept) }
    }
    return lines.joined(separator: "\n\n")
  }

  @Test func takesAFullListAsItIs() throws {
    let outcome = try ProseSample.check("general", try Self.items())
    #expect(outcome.findings.isEmpty, "\(outcome.listing)")
    #expect(outcome.count(.inferred) == outcome.figures.count && outcome.figures.count == 12, "\(outcome.listing)")
  }

  @Test func missesALineThatIsNotThere() throws {
    var isDropped = false
    let text = try Self.items { index, line in
      guard index == 3, !isDropped else { return line }
      isDropped = true
      return nil
    }
    let outcome = try ProseSample.check("general", text)
    #expect(outcome.findings.map(\.rule) == ["NAR-04"], "\(outcome.listing)")
    #expect(outcome.findings.first?.message.contains("没有说明的项") ?? false)
  }

  @Test func namesTheOfficialNameForAWrongOne() throws {
    let text = try Self.items { index, line in
      index == 0 ? line.replacing("行政运行（项）", with: "行政运转（项）") : line
    }
    let outcome = try ProseSample.check("general", text)
    #expect(outcome.findings.contains { $0.rule == "NAR-04" && $0.message.contains("是否为“行政运行”") }, "\(outcome.listing)")
  }

  @Test func comparesEachAmountWithItsOwnLine() throws {
    let text = try Self.items { index, line in
      index == 0 ? line.replacing(/为 [0-9,.]+ 万元/, with: "为 777.77 万元") : line
    }
    let outcome = try ProseSample.check("general", text)
    #expect(outcome.findings.map(\.rule) == ["NAR-01"], "\(outcome.listing)")
    #expect(outcome.findings.first?.message.contains("2010301") ?? false, "\(outcome.listing)")
  }

  @Test func doubtsAListWithSubjectsThatAreZero() throws {
    let outcome = try ProseSample.check("basic", "人员经费主要包括：基本工资、津贴补贴、伙食补助费、职业年金缴费等。")
    #expect(outcome.findings.map(\.rule) == ["NAR-10"], "\(outcome.listing)")
    #expect(outcome.findings.first?.message.contains("伙食补助费") ?? false)
  }
}
