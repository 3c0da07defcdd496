internal import ArgumentParser
internal import Diagnostics
internal import Disclosures
private import Foundation
internal import Forms
internal import Site

extension SiteOptions {
  /// The site's folder; says what is wrong where there is none.
  func root(_ console: Console) throws -> String {
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
}

extension SiteBuild.Outcome {
  /// What a user reads of a build: what has to be mended, then the counts.
  func report(_ console: Console) -> String {
    var count = count
    count.add(changes)
    return text((findings + changes).inReadingOrder(), console, leftOut: review.leftOut)
      + RunSummary(
        disclosures: review.disclosures, count: count, tally: review.check.tally,
        narrative: review.check.narrative, listsAll: false, sections: [], formSets: review.formSets,
        absent: review.absent
      ).text
  }

  /// What is not built, and why.
  var held: HeldBackList {
    HeldBackList(
      ids: heldBack, departments: review.departments, findings: findings + changes, all: review.disclosures)
  }

  /// What a disclosure was called at the addresses its department had before.
  func formerIDs(of id: String) -> [String] {
    let slug = id.prefix { $0 != "/" }
    let former = review.departments.first { $0.slug == slug }?.formerly ?? []
    return former.map { $0.slug + id.dropFirst(slug.count) }
  }

  private func text(_ findings: [Finding], _ console: Console, leftOut: Int = 0) -> String {
    TextReport(
      sources: sources, usesColour: console.usesColour, foldsTitles: console.isOutputTerminal, width: console.width
    ).render(findings, leftOut: leftOut)
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
