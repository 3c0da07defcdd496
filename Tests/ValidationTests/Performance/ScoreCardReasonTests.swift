import Diagnostics
import Foundation
import Testing

@testable import Validation

/// A score card that gives reasons for what it deducts gives all of them; one published without is left alone.
@Suite struct ScoreCardReasonTests {
  /// The card with only the first reasons of it.
  private static func keeping(_ count: Int) throws -> [Finding] {
    try FaultFinderTests.errors([
      "performance/score-card.yaml": { text in
        var parts = text.components(separatedBy: "            reason: >-\n")
        for index in parts.indices where index > count {
          let rest = parts[index].components(separatedBy: "\n")
          // The reason itself stands below, further in.
          parts[index] = rest.drop { $0.hasPrefix("              ") }.joined(separator: "\n")
        }
        return parts[0...count].joined(separator: "            reason: >-\n") + parts[(count + 1)...].joined()
      }
    ]).filter { $0.rule == "PRJ-09" }
  }

  @Test func asksForTheReasonThatIsMissing() throws {
    let found = try Self.keeping(2)
    #expect(found.map(\.level) == [.warning])
    #expect(found.first?.message.contains("1 项没有达到目标或扣了分，没有写扣分原因") ?? false, "\(found.map(\.message))")
  }

  @Test(arguments: [0, 3]) func isSilentWhereNoneOrAllAreGiven(_ count: Int) throws {
    #expect(try Self.keeping(count).isEmpty)
  }
}
