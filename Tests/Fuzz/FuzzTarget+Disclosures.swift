import Diagnostics
import Disclosures
import Documents
import Forms
import Markdown
import TestSupport
import Validation

@testable import Rendering
@testable import Site

/// Formats that mean something only beside others.
extension FuzzTarget {
  static let disclosures = [
    FuzzTarget(name: "disclosure", seeds: { numbered(disclosureFiles) }, run: checkDisclosure),
    FuzzTarget(
      name: "site", seeds: { siteFiles.indices.flatMap { index in numbered(index, siteFiles[index].seeds()) } }
    ) {
      bytes in
      guard let first = bytes.first else { return }
      let kind = siteFiles[Int(first) % siteFiles.count]
      guard let file = SourceText.decode(Array(bytes.dropFirst()), path: "content/a.yaml").0 else { return }
      expectInside(kind.read(file), file)
    },
    FuzzTarget(name: "forms", seeds: { [Array((smallForm + "\u{0}" + smallRules).utf8)] }) { bytes in
      let parts = bytes.split(separator: 0, maxSplits: 1).map { Array($0) }
      let id = "test/2020/final-accounts"
      let files = zip(["form-set", "rules"], parts).compactMap { name, bytes in
        SourceText.decode(bytes, path: "forms/\(id)/\(name).yaml").0
      }
      let (set, findings) = FormSetLibrary(files: files).load(id)
      for file in files { expectInside(findings, file) }
      if let set { _ = RuleSamples.check(set) }
    },
    FuzzTarget(name: "markdown", seeds: { seeds(below: "content", [".md"]) + markdownSeeds }) { bytes in
      guard let first = bytes.first,
        let file = SourceText.decode(Array(bytes.dropFirst()), path: "narrative/1.md").0
      else { return }
      let (_, findings) = MarkdownParser.parse(file, allowsHTML: first & 1 == 1)
      expectInside(findings, file)
    },
    FuzzTarget(
      name: "template",
      seeds: {
        let page = Array(
          "{{<layout}}{{$content}}<h1>{{heading}}</h1>{{#metas}}{{name}}{{/metas}}{{> part/x}}{{/content}}{{/layout}}"
            .utf8)
        let layout = Array(
          "<!doctype html>\n  {{> part/x}}\n{{$content}}{{/content}}{{^metas}}{{{title}}}{{/metas}}".utf8)
        return [page + [0] + layout + [0] + Array("{{#site}}{{name}}{{/site}}{{! x }}\n".utf8)]
      }, run: fillTemplate),
  ]

  static func numbered(_ index: Int, _ seeds: [[UInt8]]) -> [[UInt8]] { seeds.map { [UInt8(index)] + $0 } }

  private static func numbered(_ files: [(path: String, bytes: [UInt8])]) -> [[UInt8]] {
    files.enumerated().map { [UInt8($0.offset)] + $0.element.bytes.prefix(8 << 10) }
  }

  private static let markdownSeeds = [
    "\u{1}a <b>x</b> <br> **粗：**文 ~~删~~ `{{a}}` ![图](a.png \"t\")[^1]\n\n[^1]: 注\n\n| a | b |\n|---|:-:|\n| 1 | \\| |\n\n> 1. - x\n",
    "\u{0}---\nsection: 部门职责\n---\n\n# 一\n\n```\nx\n```\n\n    code\n\n{{支出表[合计].基本支出}} 138****5678 <!-- c -->\n",
  ].map { Array($0.utf8) }

  // MARK: A whole disclosure, one of whose files is the input

  private static let disclosureFiles: [(path: String, bytes: [UInt8])] = PlainSample.files.filter { file in
    file.path.contains("/2020/") && [".yaml", ".md"].contains { file.path.hasSuffix($0) }
  }

  /// Without its rules: arithmetic takes the most time and sees no text.
  private static let formSet: FormSet? = {
    let files = EmbeddedFiles.sources(below: "forms").filter { !$0.path.hasSuffix("rules.yaml") }.map { file in
      // What is locked names rules.
      let text = String(decoding: file.bytes, as: UTF8.self).replacing(/\nlocked:\n(  .*\n)+/, with: "\n")
      return SourceFile(path: file.path, text: text)
    }
    return FormSetLibrary(files: files).load("national/2020/final-accounts").0
  }()

  private static let plainMain = SourceFile(
    path: "disclosure.yaml", text: "form-set: national/2020/final-accounts\npublished: 2026-11-21\nsource: 某局\n")

  @Sendable private static func checkDisclosure(_ bytes: [UInt8]) {
    guard let first = bytes.first, let set = formSet else { return }
    var path = disclosureFiles[Int(first) % disclosureFiles.count].path
    if first >= 128, path.contains("/tables/") { path = path.replacing(".yaml", with: ".csv") }
    guard let file = SourceText.decode(Array(bytes.dropFirst()), path: path).0 else { return }
    func pick(_ folder: String) -> [SourceFile] { path.contains("/\(folder)/") ? [file] : [] }
    var reader = DisclosureReader(
      DisclosureInput(
        department: "pingshan-zwsj", year: 2020, kind: "final-accounts",
        main: path.hasSuffix("disclosure.yaml") ? file : plainMain, tables: pick("tables"),
        narrative: pick("narrative"), performance: pick("performance"), attachments: [],
        exceptions: path.hasSuffix("suppressions.yaml") ? file : nil,
        reasons: path.hasSuffix("reasons.yaml") ? file : nil))
    let (disclosure, findings) = reader.read { _ in (set, true, [set.id]) }
    expectInside(findings, file)
    guard let disclosure else { return }
    let result = DisclosureChecker.check(disclosure, terms: [], today: CalendarDate("2026-11-21"), reading: findings)
    expectInside(result.findings, file)
    _ = TextReport(sources: [path: file]).render(result.findings)
  }

  private struct SiteFile: Sendable {
    let seeds: @Sendable () -> [[UInt8]]
    let read: @Sendable (SourceFile) -> [Finding]
  }

  private static let siteFiles = [
    SiteFile(seeds: { seeds(below: "content", ["/site.yaml"]) }) { SiteFilesReader.site($0).1 },
    SiteFile(seeds: { seeds(below: "content", ["/glossary.yaml"]) }) { SiteFilesReader.glossary($0).1 },
    SiteFile(seeds: { seeds(below: "content", ["/department.yaml"]) }) { SiteFilesReader.department($0, slug: "x").1 },
    SiteFile(seeds: { seeds(below: "templates", ["search-words.yaml"]) }) { file in
      var findings: [Finding] = []
      _ = SearchWords.read(file, &findings)
      return findings
    },
  ]

  // MARK: A form set of a few lines

  private static let smallForm = """
    title: 小表样
    year: 2020
    kind: final-accounts
    kind-title: 部门决算
    lists:
      classes:
        - {code: 201, name: 一般公共服务支出}
    sections:
      - {id: duties, title: 部门职责}
    tables:
      - id: summary
        short: 收支总表
        title: 收入支出决算总表
        layout: paired
        blocks:
          - id: revenue
            name: 收入
            columns: [{id: final, name: 决算数}]
            lines: [{id: a, name: 事业收入, number: 1}, {list: classes, number-from: 3}, {id: total, name: 总计, number: 2, total: true}]
      - id: expenditure
        short: 支出表
        title: 支出决算表
        code: 公开03表
        layout: list
        levels: [类, 款, 项]
        total-row: 合计
        columns: [{id: total, name: 本年支出合计, aliases: [合计]}, {id: basic, name: 基本支出}]
    """

  private static let smallRules = """
    rules:
      - id: TC-2
        name: 合计
        level: error
        basis: 测试
        for: 支出表[级=类,款].*
        when: 本格 > 0
        assert: 本年支出合计 = 基本支出 + sum(下级)
        unless: {section: duties, says: [没有]}
        samples:
          fail:
            - {"支出表[201].本年支出合计": 2.00, "支出表[201].基本支出": 1.00}
    """

  // MARK: Templates

  /// Three templates, with a NUL between them: a page, what it is set into, and a part.
  @Sendable private static func fillTemplate(_ bytes: [UInt8]) {
    let names = ["page", "layout", "part/x"]
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
    var files: [String: SourceFile] = [:]
    for (name, part) in zip(names, parts) {
      guard let file = SourceText.decode(Array(part), path: "templates/\(name).mustache").0 else { return }
      files[name] = file
    }
    var checker = TemplateChecker(files: files)
    checker.check("page", names: PageKind.home.names)
    for file in files.values { expectInside(checker.findings, file) }
    guard checker.findings.isEmpty, let nodes = try? TemplateTree(files: files).nodes(of: "page") else { return }
    var filler = TemplateFiller([
      "title": .text("<&>"), "heading": .text("题"), "metas": .list([["name": .text("a")], ["content": .text("b")]]),
      "site": .group(["name": .text("站")]),
    ])
    filler.fill(nodes)
  }
}
