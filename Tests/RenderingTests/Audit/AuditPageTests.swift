import Foundation
import Diagnostics
import Testing

@testable import Rendering

@Suite struct AuditPageTests {
  static func part(_ count: Int, isConfidential: Bool = false) -> AuditPage.Part {
    let text = (0..<max(1, count)).map { "第\($0)行: <script>alert(\($0))</script> 13800138000\n" }.joined()
    let file = SourceFile(path: "content/a/2020/x/t.yaml", text: text)
    let findings = (0..<count).map { index -> Finding in
      let line = file.contentRange(ofLine: index + 1)
      var finding = Finding(
        rule: "T-\(index % 5)", name: "规则", level: .error, verdict: .broken, message: "第 \(index) 处 <b>不平</b>",
        at: file.span(line.lowerBound..<line.lowerBound + 6), label: "填报", notes: ["说明"])
      finding.isConfidential = isConfidential
      return finding
    }
    let ledger = Ledger(entries: [
      .init(rule: "T-0", name: "规则", cell: "甲", verdict: .broken, formula: ""),
      .init(rule: "T-9", name: "规则", cell: "乙", verdict: .open, formula: "", reason: "没有上年数"),
    ])
    return .init(
      id: "a/2020/x", title: "甲局<2020>", formSet: "f", findings: findings, ledger: ledger, sources: [file.path: file],
      rules: [])
  }

  static func html(_ part: AuditPage.Part) -> String {
    var page = AuditPage()
    page.add(part)
    return page.html(siteName: "站<名>", site: [], sources: [:], summary: ["一行"], today: "2026-11-21")
  }

  @Test func escapesEverythingFromTheData() {
    let html = Self.html(Self.part(3))
    #expect(!html.contains("<script>") && !html.contains("<b>不平"))
    #expect(html.contains("&lt;script&gt;") && html.contains("甲局&lt;2020&gt;"))
  }

  @Test func showsNoTextOfAConfidentialFinding() {
    let html = Self.html(Self.part(3, isConfidential: true))
    #expect(!html.contains("13800138000"))
    #expect(html.contains("content/a/2020/x/t.yaml:1:1"))
  }

  @Test func saysWhatWasNotChecked() {
    #expect(Self.html(Self.part(1)).contains("没有上年数：1 项"))
  }

  /// Three thousand findings: all of them there, few of them in full, the file small enough to open.
  @Test func staysUsableAtThreeThousandFindings() {
    let html = Self.html(Self.part(3000))
    #expect(html.utf8.count < 2_000_000)
    #expect(html.contains("第 2999 处"))
    #expect(html.components(separatedBy: "<article").count - 1 == 5 * AuditPage.mostInFull)
  }

  @Test func needsNothingElse() {
    let html = Self.html(Self.part(2))
    for mark in ["<script", "<link", "http://", "https://", "@import", "url("] { #expect(!html.contains(mark)) }
  }
}
