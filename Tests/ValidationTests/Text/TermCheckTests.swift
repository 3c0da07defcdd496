import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// The glossary a disclosure selects explains what it uses, and only what holds for its year and place.
@Suite struct TermCheckTests {
  static func findings(_ change: @escaping (String) -> String, glossary: (String) -> String = { $0 }) throws
    -> [Finding]
  {
    let (disclosure, _) = try SampleDisclosure.read(replacing: ["disclosure.yaml": change])
    let text = String(decoding: try SampleDisclosure.glossary(), as: UTF8.self)
    let terms = SiteFilesReader.glossary(SourceFile(path: "content/glossary.yaml", text: glossary(text))).0
    return DisclosureChecker.check(disclosure, terms: terms, today: nil).findings.filter { $0.rule == "NAR-21" }
  }

  @Test func acceptsTheSample() throws { #expect(try Self.findings { $0 }.isEmpty) }

  @Test func namesTermsThatAreUsedAndNotExplained() throws {
    let found = try Self.findings { $0.replacing("\n  - 机关运行经费\n", with: "\n").replacing("\n  - 政府采购\n", with: "\n") }
    #expect(found.count == 1 && found[0].level == .warning, "\(found.map(\.message))")
    #expect(found.first?.message.contains("“机关运行经费”") ?? false, "\(found.map(\.message))")
    #expect(found.first?.primary?.path.hasSuffix("31-other.md") ?? false)
  }

  @Test func refusesATermOfAnotherPlace() throws {
    let found = try Self.findings(
      { $0 }, glossary: { $0.replacing("- term: 机关运行经费\n", with: "- term: 机关运行经费\n    jurisdictions: [shanghai]\n") })
    #expect(found.map(\.level) == [.error], "\(found.map(\.message))")
    #expect(found.first?.message.contains("只用于 shanghai") ?? false)
  }
}
