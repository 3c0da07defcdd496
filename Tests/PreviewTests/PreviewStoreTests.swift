import Diagnostics
import Testing

@testable import Preview

@Suite struct PreviewStoreTests {
  private let first = PreviewPages(["index.html": [1]])
  private let error = PreviewFinding(level: .error, rule: "R-1", place: "content/a.yaml:1:1", message: "错")

  @Test func keepsTheLastGoodPagesWhenABuildIsBad() {
    let store = PreviewStore()
    #expect(store.accept(PreviewBuild(pages: first, findings: [])) == .pages)
    let version = store.snapshot.version
    #expect(store.accept(PreviewBuild(pages: nil, findings: [error])) == .findings)
    #expect(store.snapshot.pages?["index.html"] == [1])
    #expect(store.snapshot.version == version)
    #expect(store.snapshot.findings.map(\.rule) == ["R-1"])
    #expect(!store.snapshot.isGood)
  }

  @Test func saysThatSomePagesAreEarlierOnes() {
    let store = PreviewStore()
    _ = store.accept(PreviewBuild(pages: first, findings: [error], showsEarlier: true))
    #expect(!store.snapshot.isGood)
    #expect(store.snapshot.pages != nil)
  }

  @Test func doesNotReloadForPagesThatAreTheSame() {
    let store = PreviewStore()
    _ = store.accept(PreviewBuild(pages: first, findings: []))
    #expect(store.accept(PreviewBuild(pages: first, findings: [error])) == .findings)
    #expect(store.accept(PreviewBuild(pages: PreviewPages(["index.html": [2]]), findings: [])) == .pages)
  }

  @Test func reloadsTheMessageWhileThereAreNoPages() {
    let store = PreviewStore()
    let before = store.snapshot.version
    #expect(store.accept(PreviewBuild(pages: nil, findings: [error])) == .pages)
    #expect(store.snapshot.version != before)
    #expect(store.snapshot.pages == nil)
  }

  @Test func namesVersionsUnlikeThoseOfAnotherRun() {
    #expect(PreviewStore().snapshot.version != PreviewStore().snapshot.version)
  }
}

@Suite struct FindingPanelTests {
  private func snapshot(_ findings: [PreviewFinding], isGood: Bool = true, hasPages: Bool = true) -> PreviewSnapshot {
    PreviewSnapshot(
      version: "v", pages: hasPages ? PreviewPages([:]) : nil, isBuilt: true, isGood: isGood, findings: findings)
  }

  private func finding(_ level: PreviewFinding, times: Int) -> [PreviewFinding] {
    Array(repeating: level, count: times)
  }

  private let warning = PreviewFinding(level: .warning, rule: "W", place: "", message: "疑")
  private let error = PreviewFinding(level: .error, rule: "E", place: "a:1:1", message: "错\n</script>\u{2028}")

  @Test func countsInWordsAndGroupsByLevelWorstFirst() {
    let panel = FindingPanel(snapshot([warning, error, warning]))
    #expect(panel.summary == "1 条错误、2 条警告")
    #expect(panel.groups.map(\.level) == ["error", "warning"])
    #expect(panel.groups.map(\.title) == ["错误（1 条）", "警告（2 条）"])
    #expect(panel.notice == nil)
    #expect(FindingPanel(snapshot([])).summary == "没有发现问题")
  }

  @Test func saysThatAnOlderVersionIsShown() {
    #expect(FindingPanel(snapshot([error], isGood: false)).notice == "显示的是上一次正确的版本")
    #expect(FindingPanel(snapshot([error], isGood: false, hasPages: false)).notice == "还没有可以显示的版本")
  }

  @Test func saysHowManyItLeavesOut() {
    let panel = FindingPanel(snapshot(finding(warning, times: 230) + finding(error, times: 10)))
    #expect(panel.groups.map(\.rows.count) == [10, 190])
    #expect(panel.omitted == "还有 40 条没有列出，运行 mingzhang check 可以看全部")
  }

  @Test func isOneLineOnTheWire() {
    let event = ServerEvent.findings(snapshot([error]))
    #expect(event.hasPrefix("event: findings\ndata: {"))
    #expect(event.hasSuffix("}\n\n"))
    #expect(event.filter { $0 == "\n" }.count == 3)
  }
}

@Suite struct PreviewScriptTests {
  @Test func neverParsesTextAsMarkup() {
    for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
      #expect(!PreviewAssets.script.contains(word))
    }
    #expect(PreviewAssets.script.contains("textContent"))
    #expect(PreviewAssets.script.contains("预览的审核结果"))
  }
}

extension PreviewPages {
  /// A site that is at hand as a whole.
  init(_ files: [String: [UInt8]]) {
    self.init(fingerprint: "\(files.sorted { $0.key < $1.key })") {
      files[$0]
    } nearby: { _ in
      files.keys.sorted()
    }
  }
}
