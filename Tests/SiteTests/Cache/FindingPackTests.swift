import Diagnostics
import Disclosures
@testable import Site
import Testing

@Suite struct FindingPackTests {
  private static let span = SourceSpan(path: "content/某局/2020/tables/expenditure.yaml", lower: 7, upper: 90_000)

  /// Every field has something that it does not have by itself.
  private static func full() -> Finding {
    var finding = Finding(
      rule: "TC-1", name: "合计", level: .warning, verdict: .rounding, message: "差 0.01", at: span, label: "合计",
      related: [.init(.start(of: "b.yaml"), "加数")], notes: ["依据"], fix: "核对",
      arithmetic: Arithmetic(actual: "1", lowest: "2", highest: "3", gap: "4", allowed: "5", roundedAddends: 6),
      scope: .disclosure("a/2020/final-accounts"))
    finding.cell = "支出表[201].合计"
    finding.formula = "甲 = 乙"
    finding.basis = "某办法"
    finding.evidence = ["丙"]
    finding.hypotheses = ["两位颠倒"]
    finding.folded = [FoldedCheck(rule: "X-1", name: "表间", cell: "丁", formula: "丁 = 戊")]
    finding.suppression = Suppression(reason: "原件如此", approver: "财务科", expires: "2027-01-01", value: "1", span: span)
    finding.isConfidential = true
    return finding
  }

  @Test func everyFieldComesBack() throws {
    let plain = Finding(rule: "A", name: "", level: .error, message: "")
    for finding in [Self.full(), plain] {
      var pack = PackWriter()
      finding.pack(into: &pack)
      var reader = PackReader(pack.bytes)
      #expect(try Finding(from: &reader) == finding && reader.isAtEnd)
    }
    // A field that is added has to be packed, too, and to stand above.
    let plainly = Mirror(reflecting: plain).children.map { "\($0.value)" }
    let fully = Mirror(reflecting: Self.full()).children.map { "\($0.value)" }
    #expect(plainly.count == 18 && zip(plainly, fully).allSatisfy { $0 != $1 })
  }

  @Test func whatIsCutOffOrBentIsNoFinding() {
    var pack = PackWriter()
    Self.full().pack(into: &pack)
    for count in 0..<pack.bytes.count {
      var reader = PackReader(Array(pack.bytes.prefix(count)))
      #expect(throws: PackReader.Damaged.self) { try Finding(from: &reader) }
    }
  }
}
