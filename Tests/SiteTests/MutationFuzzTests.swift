import Diagnostics
import Disclosures
import Documents
import Foundation
import Forms
import TestSupport
import Testing
import Validation

@testable import Site

/// Random damage to the sample's files: nothing crashes, and every finding stays inside its file.
@Suite struct MutationFuzzTests {
  static let rounds = 120

  /// Characters that mean something to YAML, JSON, CSV, Markdown, addresses or figures.
  static let nasty: [String] = [
    "\"", "'", "[", "]", "{", "}", "{{", "}}", ":", ": ", ",", "-", "- ", "\n", "\n\n", "\r\n", "\t", "#", "&a", "*a",
    "!", "|", ">",
    "%", "@", "`", "---\n", "0", "9", ".", "，", "：", "（", "）", "—", "/", "¥", "１", "基本支出", "合计", "😀", "\u{FEFF}",
    "\u{200B}",
    "\u{85}", "\u{2028}", "**", "_", "|---|\n", "<b>", "](", "\\", "99999999999999999999", "-0", "null", "~", "columns",
    "rows", "=",
    "\u{7}",
  ]

  static let files: [String] = PlainSample.files.map(\.path).filter { path in
    ["yaml", "md"].contains { path.hasSuffix(".\($0)") }
  }

  /// Without rules: arithmetic takes the most time and sees no text.
  static let formSet: FormSet? = {
    let files = EmbeddedFiles.sources(below: "forms").filter { !$0.path.hasSuffix("rules.yaml") }.map { file in
      // What is locked names rules.
      let text = String(decoding: file.bytes, as: UTF8.self).replacing(/\nlocked:\n(  .*\n)+/, with: "\n")
      return SourceFile(path: file.path, text: text)
    }
    return FormSetLibrary(files: files).load("national/2020/final-accounts").0
  }()

  static let plainMain = SourceFile(
    path: "disclosure.yaml", text: "form-set: national/2020/final-accounts\npublished: 2026-11-21\nsource: 某局\n")

  /// One to three edits: delete, duplicate, replace, insert.
  static func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let from = Int.random(in: 0...bytes.count, using: &random)
      let to = min(bytes.count, from + Int.random(in: 0...12, using: &random))
      let insert = Array((nasty.randomElement(using: &random) ?? "").utf8)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(from..<to)
      case 1: bytes.insert(contentsOf: bytes[from..<to], at: to)
      case 2: bytes.replaceSubrange(from..<to, with: insert)
      default: bytes.insert(contentsOf: insert, at: from)
      }
    }
    return bytes
  }

  @Test(arguments: files.indices) func neverCrashesOnADamagedFile(_ index: Int) throws {
    let set = try #require(Self.formSet)
    let whole = try Repository.bytes(Self.files[index])
    var random = SeededGenerator(seed: UInt64(index) &* 7919)
    for round in 0..<Self.rounds {
      let (file, problems) = SourceText.decode(Self.damaged(whole, &random), path: Self.files[index])
      guard let file else {
        #expect(!problems.isEmpty)
        continue
      }
      let findings = Self.read(file, set)
      for finding in problems + findings {
        try expectInside(finding, [file.path: file])
        #expect(!finding.message.isEmpty && !finding.message.contains("\n\n"), "round \(round)")
      }
    }
  }

  /// The damaged file alone, as its reader sees it, with the sound rest of the disclosure where it needs one.
  static func read(_ file: SourceFile, _ set: FormSet) -> [Finding] {
    switch file.path {
    case "content/site.yaml": return SiteFilesReader.site(file).1
    case "content/glossary.yaml": return SiteFilesReader.glossary(file).1
    case let path where path.hasSuffix("/department.yaml"): return SiteFilesReader.department(file, slug: "x").1
    default: break
    }
    func pick(_ folder: String) -> [SourceFile] { file.path.contains("/\(folder)/") ? [file] : [] }
    let main = file.path.hasSuffix("disclosure.yaml") ? file : plainMain
    var reader = DisclosureReader(
      DisclosureInput(
        department: "pingshan-zwsj", year: 2020, kind: "final-accounts", main: main, tables: pick("tables"),
        narrative: pick("narrative"), performance: pick("performance"), attachments: []))
    let (disclosure, findings) = reader.read { _ in (set, true, [set.id]) }
    guard let disclosure else { return findings }
    return findings + DisclosureChecker.check(disclosure, terms: [], today: nil).findings
  }

  /// The same tables as CSV, damaged.
  @Test func neverCrashesOnADamagedCSV() throws {
    let set = try #require(Self.formSet)
    for (index, form) in set.statutoryTables.enumerated() {
      var random = SeededGenerator(seed: UInt64(index) &+ 4242)
      let columns = form.blocks[0].columns.map(\.name)
      let lines =
        form.isCoded
        ? [
          "编码,科目名称," + columns.joined(separator: ","), ",合计" + String(repeating: ",\"1,478.51\"", count: columns.count),
          "201,一般公共服务支出" + String(repeating: ",12.50", count: columns.count),
        ]
        : ["栏目,项目," + columns.joined(separator: ",")]
          + form.blocks.flatMap { block in block.lines.prefix(4).map { "\(block.name),\($0.name),13.80" } }
      let whole = Array(lines.joined(separator: "\r\n").utf8)
      for _ in 0..<Self.rounds * 3 {
        let path = "tables/\(form.id).csv"
        guard let file = SourceText.decode(Self.damaged(whole, &random), path: path).0 else { continue }
        for finding in Self.read(file, set) { try expectInside(finding, [path: file]) }
      }
    }
  }
}
