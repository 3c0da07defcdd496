import Diagnostics
import Documents
import Figures
import Forms
import TestSupport
import Testing

@testable import Disclosures

/// What a declared figure counts where only a number was typed.
@Suite struct FieldUnitTests {
  private static func fields(_ main: String, set: String) throws -> (fields: [Disclosure.Field], findings: [Finding]) {
    let parts = set.split(separator: "/")
    let input = DisclosureInput(
      department: "a", year: try #require(Int(parts[1])),
      kind: parts[2].hasPrefix("budget") ? "budget" : String(parts[2]),
      main: SourceFile(path: "content/a/disclosure.yaml", text: "form-set: \(set)\n" + main), tables: [], narrative: [],
      performance: [], attachments: [], exceptions: nil)
    var reader = DisclosureReader(input)
    let (disclosure, findings) = reader.read { id in (ShippedDisclosure.formLibrary.load(id).0, true, [id]) }
    return (try #require(disclosure).fields, findings)
  }

  private static func written(_ main: String, set: String) throws -> [String] {
    let (fields, findings) = try fields(main, set: set)
    #expect(findings.filter { $0.message.contains("申报") }.map(\.message) == [])
    return fields.map { "\($0.figure.written) \($0.unit.name)" }
  }

  private static let bare = "fields:\n  政府采购: {总额: 165.30, 自定: 165.30}\n  国有资产: {车辆: 3}\n"

  /// Shanghai's budgets count their tables in 元 and what the text declares in 万元.
  @Test func aBareNumberCountsWhatItsFormSays() throws {
    #expect(try Self.written(Self.bare, set: "shanghai/2025/budget") == ["165.30 万元", "165.30 元", "3 辆"])
    #expect(
      try Self.written("unit: 元\n" + Self.bare, set: "shanghai/2025/budget") == ["165.30 万元", "165.30 元", "3 辆"])
  }

  @Test func aDocumentInAnotherUnitThanItsFormSetDeclaresInItToo() throws {
    #expect(
      try Self.written("unit: 元\n" + Self.bare, set: "national/2025/budget") == ["165.30 元", "165.30 元", "3 辆"])
    #expect(try Self.written(Self.bare, set: "national/2025/budget") == ["165.30 万元", "165.30 万元", "3 辆"])
  }

  @Test func aTypedUnitCounts() throws {
    let typed = "fields:\n  政府采购: {总额: 1653000 元}\n  国有资产: {车辆: 3 台}\n"
    #expect(try Self.written(typed, set: "national/2025/budget") == ["1,653,000.00 元", "3 台"])
  }

  @Test func aCountWithDecimalsIsNoCount() throws {
    let findings = try Self.fields("fields:\n  国有资产: {车辆: 3.456.7}\n", set: "national/2025/budget").findings
    #expect(findings.contains { $0.message.contains("申报.国有资产.车辆") })
  }
}
