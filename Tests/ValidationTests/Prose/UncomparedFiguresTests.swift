import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// What the text takes from another period and nobody gave for it is one list to fill in.
@Suite struct UncomparedFiguresTests {
  private static func found(_ change: @escaping (String) -> String) throws -> [Finding] {
    let (disclosure, reading) = try SampleDisclosure.read(replacing: ["disclosure.yaml": change])
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: nil, reading: reading)
      .findings.filter { $0.level == .error && $0.suppression == nil }
  }

  /// The lines of a period, without its name.
  private static func lines(of period: String, in text: String) throws -> [Substring] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0 == "  \(period):" })
    return Array(lines[(start + 1)...].prefix { $0.hasPrefix("    ") })
  }

  @Test func aPeriodWithoutFiguresIsOneMistake() throws {
    let found = try Self.found { text in
      guard let entries = try? Self.lines(of: "上年", in: text) else { return text }
      return text.replacing("  上年:\n" + entries.joined(separator: "\n") + "\n", with: "")
    }
    let uncompared = found.filter { $0.message.hasPrefix("正文要用“上年”的对比数，没有填的有") }
    #expect(uncompared.count == 1, "\(found.map(\.message))")
    #expect(!found.contains { $0.message.hasSuffix("@上年 的对比数") })
    #expect((uncompared.first?.spans.count ?? 0) > 1)
  }

  @Test func aSlipInTheNameOfAPeriodIsOneMistake() throws {
    let found = try Self.found { $0.replacing("  年初预算:\n", with: "  年初预算数:\n") }
    #expect(found.map(\.message) == ["没有“年初预算”的对比数，是否为“年初预算数”？"])
    #expect(found.map(\.fix) == ["comparatives 里的期间改成 年初预算，或这里改成 @年初预算数"])
  }

  /// One that was forgotten is told by its own address.
  @Test func aMissingFigureIsToldOnItsOwn() throws {
    let found = try Self.found { text in
      guard let first = try? Self.lines(of: "上年", in: text).first else { return text }
      return text.replacing(first + "\n", with: "")
    }
    #expect(found.count == 1)
    #expect(found.first?.message.hasSuffix("@上年 的对比数") ?? false, "\(found.map(\.message))")
  }

  @Test func figuresWithoutAPeriodAreOneMistake() throws {
    let found = try Self.found { text in
      guard let entries = try? Self.lines(of: "上年", in: text) else { return text }
      return text.replacing(
        "  上年:\n" + entries.joined(separator: "\n"), with: entries.map { $0.dropFirst(2) }.joined(separator: "\n"))
    }
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.message.hasPrefix("comparatives 下面先写期间，再写“地址: 数”：这里有") ?? false)
  }
}
