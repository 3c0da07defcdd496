import Diagnostics
import Disclosures
import Figures
import TestSupport
import Testing
import Validation

@testable import Site

@Suite struct DepartmentRecordPackTests {
  private static let span = SourceSpan(path: "content/某局/department.yaml", lower: 7, upper: 90_000)

  private static let totals = DisclosureTotals(
    id: "a/2020/final-accounts", kind: "final-accounts", year: 2020,
    figures: [
      .init(
        label: "本年收入合计", figure: Figure(ExactDecimal(-1_234_567, scale: 2), decimals: 2, isExact: false), span: span),
      .init(
        label: "人数",
        figure: Figure(ExactDecimal(Int128(10_000_000_000_000) * 123_456_789, scale: 6), decimals: 8, isExact: true),
        span: span),
    ])

  private static func record() -> DepartmentRecord {
    var tally = LedgerTally()
    for (count, verdict) in Verdict.allCases.enumerated() {
      tally.add(verdict, times: count)
      tally.add(verdict, .requirement, times: 70_000 + count)
    }
    tally.add(openReason: "没有上年的表", times: 3)
    tally.add(openReason: "", times: 1)
    var narrative = NarrativeTally()
    for (count, verdict) in NarrativeFigure.Verdict.allCases.enumerated() { narrative[verdict] = count }
    let department = Department(
      slug: "a", name: "甲局", aliases: ["甲", "旧甲局"], level: "区级", type: "行政单位", parent: "区政府", region: "某区",
      contact: "电话",
      formerly: [
        FormerAddress(slug: "old", name: "旧甲局", until: 2019, span: span),
        FormerAddress(slug: "older", name: nil, until: nil, span: span),
      ], units: [Located("b", at: span)], span: span)
    let finding = Finding(rule: "TC-1", name: "合计", level: .warning, message: "差 0.01")
    return DepartmentRecord(
      folder: DepartmentFolder(
        slug: "a", department: department, ids: [totals.id], unreadable: ["a/2019/budget"], isBlocked: true),
      disclosures: [
        DisclosureRecord(
          id: totals.id, formSet: "national/2020/final-accounts", findings: [finding], tally: tally,
          narrative: [SectionTally(section: "收入情况", tally: narrative)], totals: totals)
      ], rest: [finding, finding], unreadable: ["a/2019/budget"])
  }

  private static func bytes(_ record: DepartmentRecord) -> [UInt8] {
    var pack = PackWriter()
    record.pack(into: &pack)
    return pack.bytes
  }

  /// Everything of it, as text: a field that is added shows here without being named.
  private static func said(_ value: Any) -> String {
    var text = ""
    dump(value, to: &text)
    return text.replacing(/0x[0-9a-f]+/, with: "").replacing(/#\d+/, with: "")
  }

  @Test func everythingComesBack() throws {
    let record = Self.record()
    var reader = PackReader(Self.bytes(record))
    let read = try DepartmentRecord(from: &reader)
    #expect(reader.isAtEnd)
    #expect(Self.said(read.rest) == Self.said(record.rest) && read.unreadable == record.unreadable)
    #expect(read.disclosures.map(\.totals) == record.disclosures.map(\.totals))
    #expect(read.disclosures.map(\.tally) == record.disclosures.map(\.tally))
    #expect(read.disclosures.map(\.narrative) == record.disclosures.map(\.narrative))
    #expect(Self.said(read.folder) == Self.said(record.folder))
    #expect(Self.bytes(read) == Self.bytes(record))
    let bare = DepartmentRecord(
      folder: DepartmentFolder(slug: "b", department: nil, ids: [], unreadable: [], isBlocked: false), disclosures: [],
      rest: [], unreadable: [])
    var rest = PackReader(Self.bytes(bare))
    #expect(Self.said(try DepartmentRecord(from: &rest)) == Self.said(bare))
  }

  @Test func whatIsCutOffIsNoRecord() {
    let bytes = Self.bytes(Self.record())
    for count in bytes.indices {
      var reader = PackReader(Array(bytes.prefix(count)))
      #expect(throws: PackReader.Damaged.self) { try DepartmentRecord(from: &reader) }
    }
  }

  /// Sums of what somebody else's machine sent must not run over.
  @Test(arguments: [ExactDecimal(Int128.max), ExactDecimal(-Int128.max), ExactDecimal(1, scale: 13)])
  func aFigureBeyondAllMeasureIsNone(_ value: ExactDecimal) {
    var pack = PackWriter()
    DisclosureTotals(
      id: "a/2020/budget", kind: "budget", year: 2020,
      figures: [.init(label: "甲", figure: Figure(value, decimals: 2, isExact: false), span: Self.span)]
    ).pack(into: &pack)
    var reader = PackReader(pack.bytes)
    #expect(throws: PackReader.Damaged.self) { try DisclosureTotals(from: &reader) }
  }

  @Test func totalsArePutAwayAndCanBeAskedFor() throws {
    try TemporaryFolder.with { folder in
      for spool in [nil, SpoolFile(in: folder.path)] {
        let store = TotalsStore(spool: spool)
        store.add([Self.totals, Self.totals])
        store.add([])
        #expect(store[0] == [Self.totals, Self.totals] && store[1].isEmpty && store.failure == nil)
        guard spool != nil else { continue }
        folder.emptyNamelessFiles()
        #expect(store[0].isEmpty && store.failure != nil)
      }
    }
  }
}
