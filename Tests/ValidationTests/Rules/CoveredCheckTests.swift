import Diagnostics
import Disclosures
import Documents
import Forms
import Testing

@testable import Validation

/// Whoever asks for a check of the field's catalogue by its number finds it, or is told who does it.
@Suite struct CoveredCheckTests {
  /// The catalogue's numbers.
  private static let catalogue: [(prefix: String, numbers: ClosedRange<Int>, digits: Int)] = [
    ("STR", 1...13, 2), ("TR", 1...1, 2), ("SEC", 1...1, 2), ("T01", 1...7, 1), ("TC", 1...7, 1), ("T04", 1...4, 1),
    ("T06", 1...3, 1), ("SG", 1...7, 1), ("T08", 1...2, 1), ("NUM", 1...2, 1), ("X", 1...16, 2), ("Y", 1...8, 2),
    ("NAR", 1...22, 2), ("PRJ", 1...13, 2), ("SC", 1...8, 2), ("INV", 1...3, 1), ("PRI", 1...3, 1), ("BUD", 1...8, 1),
  ]

  private static let guides: Set<String> = {
    let sets = SampleDisclosure.formLibrary.ids.compactMap { SampleDisclosure.formLibrary.load($0).0 }
    return Set(sets.flatMap { RuleGuide.all(of: $0, executingSamples: false).map(\.id) })
  }()

  @Test func everyNumberOfTheCatalogueIsKnown() {
    for (prefix, numbers, digits) in Self.catalogue {
      for number in numbers {
        let id = "\(prefix)-" + String(repeating: "0", count: max(0, digits - String(number).count)) + String(number)
        // STR-09 is four rules: one for each subject.
        let isRule = Self.guides.contains(id) || Self.guides.contains { $0.hasPrefix(id + "-") }
        #expect(isRule != (CoveredCheck.check(id) != nil), "\(id)")
      }
    }
  }

  @Test func whoIsSaidToCheckItExists() {
    for check in CoveredCheck.all {
      for rule in check.rules {
        #expect(Self.guides.contains(rule) || FormatRules.name(of: rule) != nil, "\(check.id): \(rule)")
      }
    }
  }

  /// A mistake of each kind, and whether a rule that is said to find it does.
  @Test(arguments: [
    ("T01-7", "tables/summary.yaml", "附属单位上缴收入", "附属单位缴款收入"),
    ("STR-06", "tables/basic.yaml", "\n30101 基本工资: 142.52", ""),
    ("NUM-2", "tables/basic.yaml", "142.52", "１４２．５２"),
  ])
  func findsItInData(_ id: String, _ file: String, _ right: String, _ wrong: String) throws {
    let (disclosure, read) = try SampleDisclosure.read(replacing: [
      file: { text in
        precondition(text.contains(right))
        return text.replacing(right, with: wrong)
      }
    ])
    let found = read + DisclosureChecker.check(disclosure, terms: [], today: nil).findings
    let rules = try #require(CoveredCheck.check(id)).rules
    #expect(
      found.contains { rules.contains($0.rule) && $0.primary?.path.hasSuffix(file) ?? false }, "\(found.map(\.message))"
    )
  }

  /// An amount that the table of the section has not.
  @Test(arguments: [
    ("NAR-03", "basic", "2020 年度一般公共预算财政拨款基本支出 2,067.42 万元。"), ("NAR-11", "funds", "2020 年度政府性基金预算财政拨款支出 3,852.17 万元。"),
  ])
  func findsItInProse(_ id: String, _ section: String, _ text: String) throws {
    let found = try ProseSample.check(section, text).findings
    let rules = try #require(CoveredCheck.check(id)).rules
    #expect(found.contains { rules.contains($0.rule) }, "\(found.map(\.message))")
  }
}
