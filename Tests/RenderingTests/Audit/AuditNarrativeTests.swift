import Diagnostics
import Testing

@testable import Rendering

/// The narrative in the audit page: figures marked where they stand.
@Suite struct AuditNarrativeTests {
  static let file = SourceFile(
    path: "content/a/2020/x/narrative/21.md",
    text: "---\nsection: 甲\n---\n\n支出 12.00 万元，占 <b>6.8%</b>。\n电话 13812345678，另有 5 个。\n")

  static func figure(_ text: String, _ verdict: NarrativeFigure.Verdict, reason: String? = nil) -> NarrativeFigure {
    let bytes = Array(text.utf8)
    let lower = file.bytes.indices.first { file.bytes[$0...].starts(with: bytes) } ?? 0
    return NarrativeFigure(
      section: "甲", text: text, verdict: verdict, addresses: verdict == .inferred ? ["支出表[合计].基本支出"] : [],
      reason: reason,
      span: file.span(lower..<lower + bytes.count))
  }

  static func html(_ findings: [Finding] = []) -> String {
    var ledger = Ledger()
    ledger.narrative = [
      figure("12.00 万元", .inferred), figure("6.8%", .suspect), figure("5 个", .unchecked, reason: "没有申报这个数"),
    ]
    var page = AuditPage()
    page.add(
      .init(
        id: "a/2020/x", title: "甲局", formSet: "f", findings: findings, ledger: ledger, sources: [:], rules: [],
        texts: [file.path: file]))
    return page.html(siteName: "站", site: [], sources: [:], summary: [], today: "2026-11-21")
  }

  @Test func marksEachFigureWithItsVerdictInWords() {
    let html = Self.html()
    #expect(html.contains("<mark class=\"figure inferred\" title=\"推断 支出表[合计].基本支出\">12.00 万元</mark><small>推断</small>"))
    #expect(html.contains("<mark class=\"figure suspect\" title=\"存疑 \">6.8%</mark>"))
    #expect(html.contains("占 &lt;b&gt;"))
    #expect(html.contains("正文里的数：3 个：生成 0，绑定 0，推断 1，存疑 1，未核 1"))
    #expect(html.contains("未核（没有申报这个数）：5 个"))
  }

  @Test func leavesOutALineThatMayNotBeShown() {
    var finding = Finding(
      rule: "PRI-1", name: "手机号码", level: .error, message: "有手机号码", at: Self.figure("13812345678", .unchecked).span)
    finding.isConfidential = true
    let html = Self.html([finding])
    #expect(!html.contains("13812345678"))
    #expect(html.contains("12.00 万元</mark>"))
  }
}
