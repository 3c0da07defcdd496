import Foundation
import TestSupport
import Testing

/// Every report of the built binary on a site with errors, an exception and something left open.
@Suite struct ReportFormatTests {
  static func withErrors<Result>(_ body: (SampleSite) throws -> Result) throws -> Result {
    try SampleSite.with { site in
      try site.replace(
        "[\"\", 合计, 19077.16, 1556.54,", with: "[\"\", 合计, 19077.16, 1566.54,", in: "tables/general.yaml")
      try site.replace("  教育支出: 4.28", with: "  教育支出: 4.82", in: "tables/summary.yaml")
      return try body(site)
    }
  }

  @Test func jsonConformsToItsPublishedSchema() throws {
    let schema = try JSONSchemaSubset("docs/schema/mingzhang-check-1.schema.json")
    try Self.withErrors { site in
      let result = try Tool.run("check", site.root, "--today", "2026-11-21", "--format", "json")
      #expect(result.status == 1)
      let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      #expect(schema.problems(in: document) == [])
      // The checker itself has to be able to object.
      #expect(!schema.problems(in: ["schema": "mingzhang-check/2"]).isEmpty)
    }
  }

  @Test(arguments: ["json", "sarif", "junit", "html", "checklist", "text"])
  func writesTheSameReportEveryTime(_ format: String) throws {
    try Self.withErrors { site in
      let arguments = ["check", site.root, "--today", "2026-11-21", "--format", format, "--output"]
      let paths = [site.folder.path("a"), site.folder.path("b")]
      for path in paths {
        #expect(try Tool.run(list: arguments + [path]).status == 1)
      }
      let texts = try paths.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
      #expect(texts[0] == texts[1] && !texts[0].isEmpty)
      if format == "sarif" {
        let log = try JSONSerialization.jsonObject(with: texts[0]) as? [String: Any]
        #expect(log?["version"] as? String == "2.1.0")
      }
      #expect(!String(decoding: texts[0], as: UTF8.self).contains(site.root), "no path of this machine")
    }
  }

  /// What could not be read has no ledger and no checks: its findings are in every report all the same.
  @Test(arguments: ["json", "sarif", "junit", "html", "checklist", "text"])
  func tellsWhatCouldNotBeRead(_ format: String) throws {
    try SampleSite.with { site in
      try site.replace("form-set: national/2020", with: "form-set: natonal/2020", in: "disclosure.yaml")
      try site.folder.write("site/content/site.yaml", "nme: 甲\n")
      let report = try Tool.run(list: ["check", site.root, "--today", "2026-11-21", "--format", format]).output
      #expect(report.contains("这个表样集，是否为"), "\(format)")
      #expect(report.contains("site.yaml里没有“nme”这个键") || report.contains("没有“nme”这个键"), "\(format)")
      if format == "junit" { #expect(!report.contains("failures=\"0\" errors=\"0\" skipped=\"0\">\n</testsuites>")) }
    }
  }

  /// A folder that cannot be an address is known only once all departments are: it is in every report all the same.
  @Test(arguments: ["json", "sarif", "junit", "html", "checklist", "text"])
  func tellsWhatOnlyShowsBetweenDepartments(_ format: String) throws {
    try SampleSite.with { site in
      try FileManager.default.moveItem(
        atPath: site.folder.path("site/content/pingshan-zwsj"), toPath: site.folder.path("site/content/search"))
      let report = try Tool.run(list: ["check", site.root, "--today", "2026-11-21", "--format", format])
      #expect(report.status == 1)
      #expect(report.output.contains("“search”留作站点自己的网址"), "\(format)")
      if format == "junit" { #expect(report.output.contains("failures=\"1\"")) }
    }
  }

  @Test func writesTheChecklistAsAWorkbook() throws {
    try SampleSite.with { site in
      let path = site.folder.path("list.xlsx")
      #expect(try Tool.run(list: ["check", site.root, "--format", "checklist", "--output", path]).status == 0)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(bytes.starts(with: Array("PK".utf8)))
    }
  }

  @Test func writesTheLedgerOfEveryCheckAndFigure() throws {
    try SampleSite.with { site in
      let path = site.folder.path("ledger.jsonl")
      #expect(try Tool.run(list: ["check", site.root, "--ledger", path]).status == 0)
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      let figures = lines.filter { $0.contains("\"figure\":") }
      // Every figure of the tables is covered by some rule; only declared figures may stand alone.
      let alone = figures.filter { $0.contains("\"rules\":[]") && !$0.contains("\"figure\":\"申报") }
      #expect(figures.count > 700 && alone.isEmpty, "\(alone.prefix(3))")
      #expect(lines.contains { $0.contains("\"verdict\":\"open\"") && $0.contains("\"reason\":\"没有写批复日期\"") })
    }
  }

  @Test func endsWithThreeBelowTheCoverageFloor() throws {
    let result = try Tool.run(list: ["check", "--coverage", "100"])
    #expect(result.status == 3)
    #expect(result.errors == "只核对了 99%，要求至少 100%。\n")
    #expect(try Tool.run(list: ["check", "--coverage", "101"]).status == 2)
  }

  @Test func leavesTheOldReportWhereItCannotWrite() throws {
    let result = try Tool.run(list: ["check", "--output", "/nowhere/report.txt"])
    #expect(result.status == 2 && result.errors.contains("写不了“/nowhere/report.txt”"))
  }

  @Test func explainsARuleWithSamplesJustExecuted() throws {
    let result = try Tool.run(list: ["explain", "tc-1"])
    #expect(result.status == 0)
    #expect(result.output.contains("TC-1　每行合计等于各栏之和"))
    #expect(result.output.contains("存疑　支出表[201].本年支出合计 = 30.02"))
    #expect(result.output.contains("应在 29.99 至 30.01 之间，相差 0.02"))
    let wrong = try Tool.run(list: ["explain", "TC-11"])
    #expect(wrong.status == 2 && wrong.errors.contains("是否为“TC-1”？"))
    let covered = try Tool.run(list: ["explain", "nar-03"])
    #expect(covered.status == 0 && covered.output.contains("由 NAR-01、NAR-02、X-08 核对"))
  }

  @Test func listsEveryRule() throws {
    let result = try Tool.run(list: ["rules"])
    for id in ["T01-1", "X-04", "STR-01", "PRO-01"] { #expect(result.output.contains("　\(id)　")) }
  }

  /// `make golden` writes it; the text is the rules' own.
  @Test func theRulesReferenceIsUpToDate() throws {
    let result = try Tool.run(list: ["rules", "--form-set", "national/2020/final-accounts", "--format", "markdown"])
    try Golden.compare(result.output, with: "../../docs/审核规则.md")
  }
}

/// As much of JSON Schema as our own schema uses.
struct JSONSchemaSubset {
  private let root: [String: Any]

  init(_ path: String) throws {
    let data = Data(try Repository.bytes(path))
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  func problems(in value: Any) -> [String] { problems(value, root, at: "$") }

  private func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.split(separator: "/").last ?? "")
      let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] ?? [:]
      return problems(value, target, at: path)
    }
    if let constant = schema["const"] as? String { return value as? String == constant ? [] : ["\(path): const"] }
    if let allowed = schema["enum"] as? [String] {
      return (value as? String).map(allowed.contains) ?? false ? [] : ["\(path): enum"]
    }
    switch schema["type"] as? String {
    case "string": return value is String ? [] : ["\(path): string"]
    case "integer": return value is Int ? [] : ["\(path): integer"]
    case "array":
      guard let items = value as? [Any] else { return ["\(path): array"] }
      let schema = schema["items"] as? [String: Any] ?? [:]
      return items.enumerated().flatMap { problems($1, schema, at: "\(path)[\($0)]") }
    case "object":
      guard let object = value as? [String: Any] else { return ["\(path): object"] }
      let known = schema["properties"] as? [String: Any] ?? [:]
      var found = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(path).\($0): missing" }
      for (key, item) in object {
        if let own = known[key] as? [String: Any] {
          found += problems(item, own, at: "\(path).\(key)")
        } else if let more = schema["additionalProperties"] as? [String: Any] {
          found += problems(item, more, at: "\(path).\(key)")
        } else {
          found.append("\(path).\(key): unknown")
        }
      }
      return found
    default: return []
    }
  }
}
