internal import Diagnostics
internal import Disclosures
internal import Foundation
internal import Export
internal import Site
internal import Synchronization

/// One run of `check`: reads and checks department by department, writes the report, says how it ended.
struct CheckRun: Sendable {
  let root: String
  let today: CalendarDate
  let format: ReportFormat
  let output: String?
  let ledger: String?
  let console: Console

  func execute(failingOn level: Finding.Level, coverage: Int) throws -> ExitStatus {
    console.progress("读取 \(root == "." ? "content" : root + "/content") …")
    if let output, let ledger, ReportFile.isSame(output, ledger) {
      console.error("报告和台账写到了同一个文件“\(output)”：给它们各起一个名字。\n")
      throw Exit(status: .usage)
    }
    let ledgerFile = try ledger.map { try ReportFile($0, console: console) }
    let outputFile = try output.map { try ReportFile($0, console: console) }
    let report = CheckReport(format, failingOn: level, today: today.iso)
    let keepsLedgers = ledgerFile != nil || format.needsLedger
    let review = SiteReview.run(SiteLoader(root: root), today: today, keepsLedgers: keepsLedgers) { done, all in
      if all > 1 { console.progress("核对 \(done)/\(all) 个部门 …") }
    } consume: { disclosure in
      ledgerFile?.write(LedgerReport.lines(of: disclosure.ledger, disclosure: disclosure.id))
      report.add(disclosure)
    }
    // The tool's own templates are checked by its tests.
    let (_, problems, templates) = Theme.hasOwn(root: root) ? Theme.load(root: root) : (nil, [], [:])
    console.endProgress()
    let findings = (review.check.findings + problems).inReadingOrder()
    let sources = review.sources.merging(templates) { first, _ in first }
    let closing = closing(review, findings)
    let status = status(review, findings, failingOn: level, coverage: coverage)
    let text = TextReport(
      sources: sources, usesColour: console.usesColour && output == nil,
      foldsTitles: console.isOutputTerminal && output == nil, width: console.width)
    let isWorkbook = output?.lowercased().hasSuffix(".xlsx") ?? false
    let data = report.finish(
      review, findings: findings, sources: sources, summary: closing, exitCode: status.rawValue,
      asWorkbook: isWorkbook, text: text)
    if let outputFile {
      outputFile.write(data)
      try outputFile.close(console: console)
    } else {
      FileHandle.standardOutput.write(data)
    }
    try ledgerFile?.close(console: console)
    if format == .text || output != nil {
      console.print(
        closing + (format == .text && console.isOutputTerminal ? Self.advice(findings) : "")
          + (output.map { "报告写到 \($0)。\n" } ?? "") + (ledger.map { "台账写到 \($0)。\n" } ?? ""))
    }
    if status == .unchecked {
      console.error("只核对了 \(review.check.tally.coverage)%，要求至少 \(coverage)%。\n")
    }
    return status
  }

  /// Where somebody who has never seen the tool reads why it asks for this: the first rule there is more to say of.
  private static func advice(_ findings: [Finding]) -> String {
    guard let first = findings.standing.first(where: { $0.level > .note && !$0.rule.hasPrefix("FMT-") }) else {
      return ""
    }
    return "规则要求什么、依据什么：mingzhang explain \(first.rule)\n"
  }

  private func closing(_ review: SiteReview, _ findings: [Finding]) -> String {
    let summary = RunSummary(
      disclosures: review.disclosures, count: FindingTally(findings), tally: review.check.tally,
      narrative: review.check.narrative, sections: review.sections, formSets: review.formSets,
      absent: review.absent
    ).text
    let held = HeldBackList(
      ids: review.check.heldBack, departments: review.departments, findings: findings, all: review.disclosures)
    return summary + held.text("不能公开")
  }

  private func status(
    _ review: SiteReview, _ findings: [Finding], failingOn level: Finding.Level, coverage: Int
  ) -> ExitStatus {
    if findings.hasConfigurationError { return .usage }
    if findings.contains(atLeast: level) || !review.check.heldBack.isEmpty { return .findings }
    let reached = review.check.tally.coverage
    return reached < coverage || reached == 0 ? .unchecked : .clean
  }
}

/// A report being written: beside its name first, so that nobody reads half of one.
final class ReportFile: Sendable {
  private let path: String
  private let state: Mutex<(handle: FileHandle, hasFailed: Bool)>
  private let temporary: String

  init(_ path: String, console: Console) throws {
    self.path = path
    temporary = path + ".\(getpid()).part"
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      console.error("写不了“\(path)”：这是一个文件夹，要写文件名。\n")
      throw Exit(status: .usage)
    }
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let handle = FileHandle(forWritingAtPath: temporary)
    else {
      console.error("写不了“\(path)”：检查文件夹是否存在、权限是否够。\n")
      throw Exit(status: .usage)
    }
    state = Mutex((handle, false))
  }

  /// Whether two paths name one file, however they are written.
  static func isSame(_ a: String, _ b: String) -> Bool {
    func plain(_ path: String) -> String {
      let url = URL(fileURLWithPath: path)
      return url.deletingLastPathComponent().resolvingSymlinksInPath().appendingPathComponent(url.lastPathComponent)
        .standardizedFileURL.path
    }
    return plain(a) == plain(b)
  }

  func write(_ text: String) { write(Data(text.utf8)) }

  func write(_ data: Data) {
    state.withLock { state in
      do { try state.handle.write(contentsOf: data) } catch { state.hasFailed = true }
    }
  }

  func close(console: Console) throws {
    let isWhole = state.withLock { state in
      do { try state.handle.close() } catch { state.hasFailed = true }
      return !state.hasFailed
    }
    let isInPlace = isWhole && rename(temporary, path) == 0
    guard isInPlace else {
      let reason = isWhole ? "不能放到这个位置（\(String(cString: strerror(errno)))）" : "没有写完，磁盘可能满了"
      try? FileManager.default.removeItem(atPath: temporary)
      console.error("写不了“\(path)”：\(reason)，原来的文件没有动。\n")
      throw Exit(status: .usage)
    }
  }
}
