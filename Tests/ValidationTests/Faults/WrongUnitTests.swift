import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// Amounts pasted in 元 into a document in 万元: one mistake, told once.
@Suite struct WrongUnitTests {
  /// Every amount of a table in 元: `1234.56` → `12345600`.
  private static func inYuan(_ text: String) -> String {
    // Behind a bracket there may be a code.
    text.replacing(/([:,] |\[(?=[0-9]+\.))([0-9]+(?:\.[0-9]+)?)/) { match in
      let (whole, fraction) = (match.2.prefix { $0 != "." }, match.2.drop { $0 != "." }.dropFirst())
      return "\(match.1)\(Int(whole + fraction.padding(4)) ?? 0)"
    }
  }

  private static func found(_ tables: [String], _ change: @escaping (String) -> String = Self.inYuan) throws
    -> [Finding]
  {
    let replacing = Dictionary(uniqueKeysWithValues: tables.map { ("tables/\($0).yaml", change) })
    let (disclosure, reading) = try SampleDisclosure.read(replacing: replacing)
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: nil, reading: reading)
      .findings.filter { $0.level > .note && $0.suppression == nil }
  }

  @Test(arguments: ["income", "expenditure", "basic", "general", "appropriation", "summary", "funds"])
  func aTableInAnotherUnitIsOneMistake(_ table: String) throws {
    let found = try Self.found([table])
    #expect(found.map(\.rule) == ["NUM-3"], "\(found.map(\.message))")
    #expect(found.first?.message.hasSuffix("的数像是以元填的，本件的单位是万元") ?? false)
    #expect(found.first?.primary?.path.hasSuffix("tables/\(table).yaml") ?? false)
    #expect((found.first?.folded.count ?? 0) > 1)
  }

  /// They agree with each other; only what was published before tells.
  @Test func allTablesInAnotherUnitAreToldByTheYearBefore() throws {
    let all = ["summary", "income", "expenditure", "appropriation", "general", "basic", "three-public", "funds"]
    let found = try Self.found(all).filter { $0.rule == "NUM-3" }
    #expect(found.map(\.level) == [.error])
    #expect(found.first?.message.hasPrefix("本件的数都是上年的一千倍以上") ?? false, "\(found.map(\.message))")
  }

  @Test func oneAmountInAnotherUnitIsTheAmounts() throws {
    let found = try Self.found(["expenditure"]) { $0.replacing("1556.54", with: "15565400") }
    #expect(!found.isEmpty && !found.contains { $0.rule == "NUM-3" }, "\(found.map(\.message))")
  }

  @Test func isSilentOnTheSample() throws { #expect(try Self.found([]).isEmpty) }
}

extension Substring {
  fileprivate func padding(_ count: Int) -> String {
    self + String(repeating: "0", count: Swift.max(0, count - self.count))
  }
}
