internal import Diagnostics
internal import Disclosures
private import Foundation
internal import Forms
internal import Rendering
internal import Site

/// A site read and checked: what every command starts from.
struct SiteSession {
  let root: String
  let content: SiteContent
  let check: SiteCheck
  let theme: TemplateLibrary?
  /// Everything found, templates included, in reading order.
  let findings: [Finding]
  let sources: [String: SourceFile]
  let today: CalendarDate

  /// Reads the site at `path`; a path inside a site's `content/` means that site.
  static func open(_ path: String, today: CalendarDate?, console: Console) throws -> SiteSession {
    let root = try siteRoot(path, console)
    console.progress("读取 \(root == "." ? "content" : root + "/content") …")
    var loader = SiteLoader(root: root)
    let content = loader.load()
    let today = today ?? Clock.today
    let check = SiteCheck.run(content, today: today) { done, all in
      if all > 1 { console.progress("核对 \(done)/\(all) …") }
    }
    let (theme, problems, templates) = Theme.load(root: root)
    console.endProgress()
    return SiteSession(
      root: root, content: content, check: check, theme: theme, findings: (check.findings + problems).inReadingOrder(),
      sources: content.sources.merging(templates) { first, _ in first }, today: today)
  }

  static func siteRoot(_ path: String, _ console: Console) throws -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      console.error("没有“\(path)”这个文件夹。\n")
      throw Exit(status: .usage)
    }
    guard SiteLoader(root: path).hasContent else {
      console.error("“\(path)”里没有 content 文件夹，不是一个站点。\n请到站点文件夹里运行，或用 mingzhang init 新建一个。\n")
      throw Exit(status: .usage)
    }
    return path
  }

  var hasConfigurationError: Bool { findings.hasConfigurationError }

  var hasSiteError: Bool { check.hasSiteError || findings.contains { $0.level == .error && $0.scope == .site } }

  var hasError: Bool { findings.contains(atLeast: .error) || !check.heldBack.isEmpty }

  var summary: String {
    RunSummary(
      disclosures: content.disclosures.count + content.unreadable.count, findings: findings, tally: check.tally,
      narrative: check.narrative, sections: [], formSets: content.formSets
    ).text
  }

  func textReport(_ console: Console) -> String {
    TextReport(sources: sources, usesColour: console.usesColour, width: console.width).render(findings)
  }
}

extension Sequence where Element == Finding {
  /// Whether a rule, form, template or the site's own file is wrong: nothing can be judged then.
  var hasConfigurationError: Bool {
    contains { finding in
      guard finding.level == .error, finding.suppression == nil else { return false }
      let path = finding.primary?.path ?? ""
      return FormRule.isConfiguration(finding) || path.hasPrefix("forms/") || path.hasPrefix("templates/")
    }
  }
}
