import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Site

/// A copy of the sample site in a temporary folder, to break one file of.
///
/// It brings a short rules file of its own, so that a case is about its mistake and takes no time.
struct BrokenSite {
  static let id = "pingshan-zwsj/2020/final-accounts"
  static let base = "content/\(id)"

  let folder: TemporaryFolder

  /// Paths are below the disclosure's folder, or below the site where they start with `content/` or `forms/`.
  func path(_ file: String) -> String {
    file.hasPrefix("content/") || file.hasPrefix("forms/") ? file : "\(Self.base)/\(file)"
  }

  func write(_ file: String, _ text: String) throws { try folder.write(path(file), text) }
  func write(_ file: String, _ bytes: [UInt8]) throws { try folder.write(path(file), bytes) }
  func remove(_ file: String) throws { try folder.remove(path(file)) }
  func text(_ file: String) throws -> String { try folder.text(path(file)) }

  /// Replaces the first place where `old` stands, which has to be there.
  func replace(_ file: String, _ old: String, _ new: String) throws {
    let text = try text(file)
    let range = try #require(text.range(of: old), "\(file) has no “\(old)”")
    try write(file, text.replacingCharacters(in: range, with: new))
  }

  func append(_ file: String, _ more: String) throws { try write(file, try text(file) + more) }

  /// The site after `change`, read and checked.
  static func check(_ change: (BrokenSite) throws -> Void) throws -> Outcome {
    try TemporaryFolder.with { folder in
      let site = BrokenSite(folder: folder)
      for file in PlainSample.files { try folder.write(file.path, file.bytes) }
      for file in forms { try folder.write(file.path, file.text) }
      try change(site)
      var loader = SiteLoader(root: folder.path)
      let content = loader.load()
      return Outcome(content: content, check: SiteCheck.run(content, today: nil))
    }
  }

  /// The shipped set with the rules below instead of its own: none of its rule files, and nothing locked.
  private static let forms: [(path: String, text: String)] = {
    let base = "forms/national/2020/final-accounts"
    let ruleFiles = Repository.files(below: base).filter { $0.hasSuffix("rules.yaml") }
    var files = ruleFiles.map { (path: $0, text: $0 == "\(base)/rules.yaml" ? rules : "rules: []\n") }
    if let set = try? Repository.bytes("\(base)/form-set.yaml") {
      let text = String(decoding: set, as: UTF8.self).replacing(/\nlocked:\n(  .*\n)+/, with: "\n")
      files.append(("\(base)/form-set.yaml", text))
    }
    return files
  }()

  private static let rules = """
    rules:
      - id: TC-2
        name: 本年支出合计等于各项支出之和
        level: error
        basis: 公开03表
        for: 支出表[*]
        assert: 本年支出合计 = 基本支出 + 项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出
        samples:
          fail:
            - {"支出表[201].本年支出合计": 2.00, "支出表[201].基本支出": 1.00}

    """
}

/// What checking a broken site came to.
struct Outcome {
  let content: SiteContent
  let check: SiteCheck

  /// Errors and warnings, in reading order.
  var problems: [Finding] { check.findings.standing.filter { $0.level > .note } }

  /// `tables/income.yaml:3:5`, or the path below the site for other files.
  func place(_ finding: Finding) -> String {
    guard let span = finding.primary else { return "nowhere" }
    let prefix = BrokenSite.base + "/"
    let path = span.path.hasPrefix(prefix) ? String(span.path.dropFirst(prefix.count)) : span.path
    guard let position = content.sources[span.path]?.position(at: span.lower) else { return path }
    return "\(path):\(position.line):\(position.column)"
  }

  /// All problems as lines, for a failure's message.
  var listing: String {
    problems.map { "\($0.level.word)[\($0.rule)] \(place($0)) \($0.message) 修改：\($0.fix ?? "")" }.joined(
      separator: "\n")
  }
}

/// One mistake and what has to be said about it.
struct BadCase: Sendable, CustomTestStringConvertible {
  enum Held: Sendable { case disclosure, site, nothing }

  let name: String
  let rule: String
  let place: String
  let message: String
  let fix: String?
  let level: Finding.Level
  let held: Held
  /// How many errors and warnings there are in all: a mistake is said once.
  let count: Int
  let change: @Sendable (BrokenSite) throws -> Void

  init(
    _ name: String, _ rule: String, at place: String, says message: String, fix: String? = nil,
    level: Finding.Level = .error, held: Held = .disclosure, count: Int = 1,
    _ change: @escaping @Sendable (BrokenSite) throws -> Void
  ) {
    self.name = name
    self.rule = rule
    self.place = place
    self.message = message
    self.fix = fix
    self.level = level
    self.held = held
    self.count = count
    self.change = change
  }

  var testDescription: String { name }

  /// Runs the case and checks everything it promises.
  func run() throws {
    let outcome = try BrokenSite.check(change)
    let found = outcome.check.findings.first {
      $0.rule == rule && $0.level == level && outcome.place($0) == place && $0.message.contains(message)
    }
    let finding = try #require(found, "\(name): expected [\(rule)] \(place) \(message)\n\(outcome.listing)")
    if let fix { #expect(finding.fix?.contains(fix) ?? false, "fix: \(finding.fix ?? "none")") }
    #expect(outcome.problems.count == count, "\(outcome.listing)")
    #expect(outcome.check.hasSiteError == (held == .site), "\(outcome.listing)")
    #expect(outcome.check.heldBack == (held == .disclosure ? [BrokenSite.id] : []))
    for finding in outcome.check.findings { try expectInside(finding, outcome.content.sources) }
  }
}

/// Every span of a finding lies inside its file, and on character boundaries.
func expectInside(_ finding: Finding, _ sources: [String: SourceFile]) throws {
  for labeled in finding.spans {
    guard let file = sources[labeled.span.path] else { continue }
    let isInside =
      labeled.span.lower >= 0 && labeled.span.lower <= labeled.span.upper
      && labeled.span.upper <= file.bytes.count
    let isWhole = [labeled.span.lower, labeled.span.upper].allSatisfy {
      !file.bytes.indices.contains($0) || file.bytes[$0] & 0xC0 != 0x80
    }
    if !isInside || !isWhole { Issue.record("span \(labeled.span) of \(finding.rule) \(finding.message)") }
  }
}
