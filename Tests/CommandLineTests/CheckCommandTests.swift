import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  @Test func passesTheSampleSite() throws {
    let result = try Tool.run("check", "--today", "2026-11-21")
    #expect(result.status == 0)
    #expect(result.errors == "")
    try Golden.compare(result.output, with: "check/sample.txt")
  }

  @Test func reportsEveryProblemOfARunAtOnce() throws {
    try SampleSite.with { site in
      try site.replace(
        "[\"\", 合计, 19077.16, 1556.54,", with: "[\"\", 合计, 19077.16, 1566.54,", in: "tables/general.yaml")
      try site.replace("  公务接待费: 0.59", with: "  公务接待费: ０.59", in: "tables/three-public.yaml")
      try site.replace("  教育支出: 4.28", with: "  教肓支出: 4.28", in: "tables/summary.yaml")
      try site.replace("[205, 教育支出, 4.28, 0, 4.28]", with: "[205, 教育支出, 4.28, 0, 4,28]", in: "tables/general.yaml")
      let result = try Tool.run("check", site.root, "--today", "2026-11-21")
      #expect(result.status == 1)
      try Golden.compare(
        result.output.replacingOccurrences(of: site.root + "/", with: ""), with: "check/several-problems.txt")
    }
  }

  @Test func writesJSONWithPlaces() throws {
    try SampleSite.with { site in
      try site.replace(
        "[\"\", 合计, 19077.16, 1556.54,", with: "[\"\", 合计, 19077.16, 1566.54,", in: "tables/general.yaml")
      let result = try Tool.run("check", site.root, "--format", "json", "--today", "2026-11-21")
      #expect(result.status == 1)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(document["schema"] as? String == "mingzhang-check/1")
      let findings = try #require(document["findings"] as? [[String: Any]])
      let finding = try #require(
        findings.first { $0["rule"] as? String == "TC-3" && $0["level"] as? String == "error" })
      #expect(finding["message"] is String)
      #expect(finding["disclosure"] as? String == SampleSite.disclosure)
      let spans = try #require(finding["spans"] as? [[String: Any]])
      #expect(spans.count == 5)
      #expect(spans[0]["role"] as? String == "primary")
      #expect(spans[0]["file"] as? String == "content/\(SampleSite.disclosure)/tables/general.yaml")
      #expect(spans[0]["line"] as? Int == 4)
      let summary = try #require(document["summary"] as? [String: Any])
      #expect(summary["heldBack"] as? [String] == [SampleSite.disclosure])
      #expect((summary["errors"] as? Int ?? 0) > 0)
    }
  }

  @Test func endsWithTwoForWrongUse() throws {
    for arguments in [
      ["check", "/no/such/folder"], ["chekc"], ["check", "--fromat", "json"], ["check", "--today", "x"],
    ] {
      let result = try Tool.run(arguments[0], Array(arguments.dropFirst()))
      #expect(result.status == 2, "\(arguments)")
      #expect(!result.errors.isEmpty)
      #expect(result.output.isEmpty)
    }
    try TemporaryFolder.with { folder in
      let result = try Tool.run("check", folder.path)
      #expect(result.status == 2)
      #expect(result.errors.contains("没有 content 文件夹"))
    }
  }

  @Test func endsWithTwoForAMistakeInARule() throws {
    try SampleSite.with { site in
      try site.folder.write(
        "site/forms/national/2020/final-accounts/rules.yaml",
        """
        rules:
          - id: A-1
            name: 试
            level: error
            basis: 试
            assert: 支出表[合计].基本支岀 = 1
            samples: {fail: [{"支出表[合计].基本支出": 2}]}
        """)
      let result = try Tool.run("check", site.root)
      #expect(result.status == 2)
      #expect(result.output.contains("支出表没有“基本支岀”这一栏，是否为“基本支出”？"))
      #expect(result.output.contains("rules.yaml:6:"))
    }
  }

  @Test func endsWithThreeWhenNothingCouldBeChecked() throws {
    try TemporaryFolder.with { folder in
      try folder.write("content/site.yaml", "name: 站\ndomain: a.example\nid-code: \"0000000000\"\n")
      #expect(try Tool.run("check", folder.path).status == 3)
    }
  }

  @Test func refusesTwoOutputsInOneFileBeforeItWritesAnything() throws {
    try SampleSite.with { site in
      try site.folder.write("a.txt", "原来的")
      let path = site.folder.path("a.txt")
      let other = site.folder.path("site/../a.txt")
      let result = try Tool.run(list: ["check", site.root, "-o", path, "--ledger", other])
      #expect(result.status == 2 && result.errors.contains("写到了同一个文件"), "\(result.errors)")
      #expect(try site.folder.text("a.txt") == "原来的")
      let folder = try Tool.run(list: ["check", site.root, "-o", site.root])
      #expect(folder.status == 2 && folder.errors.contains("这是一个文件夹"), "\(folder.errors)")
    }
  }

  @Test func speaksChineseAboutWrongUse() throws {
    for arguments in [
      ["check", "--format", "pdf"], ["check", "--fail-on", "x"], ["check", "--coverage", "abc"], ["explain"],
      ["rules", "--format", "x"],
    ] {
      let errors = try Tool.run(list: arguments).errors
      for word in ["Please", "provide", "Help", " or ", " of ", "Usage"] {
        #expect(!errors.contains(word), "\(arguments): \(errors)")
      }
    }
  }

  @Test func explainsTheRulesOfWriting() throws {
    for (id, name) in [("FMT-08", "不是数"), ("md-8", "强调没有生效"), ("TPL-01", "模板"), ("RULE-01", "规则写法")] {
      let result = try Tool.run("explain", id)
      #expect(result.status == 0 && result.output.contains(name), "\(result.errors)")
    }
  }

  @Test func speaksChineseInHelp() throws {
    for arguments in [
      ["--help"], ["check", "--help"], ["publish", "--help"], ["init", "--help"], ["build", "--help"],
    ] {
      let result = try Tool.run(arguments[0], Array(arguments.dropFirst()))
      #expect(result.status == 0)
      let english = ["OVERVIEW", "USAGE", "ARGUMENTS", "OPTIONS", "SUBCOMMANDS", "Show ", "default:", "values:"]
      for word in english { #expect(!result.output.contains(word), "\(arguments): \(word)") }
    }
  }
}

extension Tool {
  static func run(_ first: String, _ rest: [String]) throws -> Result {
    switch rest.count {
    case 0: try run(first)
    case 1: try run(first, rest[0])
    default: try run(first, rest[0], rest[1])
    }
  }
}
