import Diagnostics
import Documents
import Testing

/// Strict JSON, and what both readers understand.
@Suite struct JSONReaderTests {
  @Test(arguments: [
    "{}", "[]", "0", "\"文\"", "[1, -2.50, 0.00, 1e5, true, false, null, \"\"]",
    "{\"收入\": {\"合计\": 13.80}, \"b\": [[], {}]}",
    "{\"a\": \"\\u5408\\u8ba1 \\\"引\\\" \\\\ \\/ \\t\\n\"}", "[\n  {\"名\": \"甲\"},\n  {\"名\": \"乙\"}\n]\n",
    "{\"no\": \"yes\", \"~\": \"x\"}",
    "[\"1,478.51\", \"—\", \"😀\"]",
  ])
  func agreesWithYAML(_ text: String) throws {
    let file = SourceFile(path: "a.json", text: text)
    let (json, jsonFindings) = JSONReader.read(file)
    let (yaml, yamlFindings) = YAMLReader.read(file)
    #expect(jsonFindings.isEmpty && yamlFindings.isEmpty)
    let left = try #require(json), right = try #require(yaml)
    #expect(left == right, "\(shape(left)) ≠ \(shape(right))")
  }

  @Test func keepsLiteralsAndPlaces() throws {
    let file = SourceFile(path: "a.json", text: "{\"收入\": [13.80, \"1,478.51\", {\"x\": -0}]}")
    let node = try #require(JSONReader.read(file).0)
    #expect(scalars(node).map { slice(file, $0.span) } == ["\"收入\"", "13.80", "\"1,478.51\"", "\"x\"", "-0"])
    #expect(slice(file, try #require(node["收入"]).span) == "[13.80, \"1,478.51\", {\"x\": -0}]")
  }

  @Test(arguments: [
    ("\"\\ud83d\\ude00\"", "😀"), ("\"\\u00e9\"", "é"), ("\"\\uD842\\uDFB7\"", "𠮷"), ("\"\\t\\r\"", "\t\r"),
  ])
  func readsEscapes(_ text: String, _ value: String) throws {
    let (node, findings) = JSONReader.read(SourceFile(path: "a.json", text: text))
    #expect(findings.isEmpty)
    #expect(node?.text == value)
  }

  @Test(arguments: [
    ("", 0, "突然结束"), ("{", 1, "应是加双引号的名称"), ("[1,]", 3, "不是 JSON 的值"), ("[1 2]", 3, "缺逗号"), ("{\"a\" 1}", 5, "缺冒号"),
    ("{a: 1}", 1, "应是加双引号的名称"), ("[01]", 1, "“01”不是 JSON 的值"), ("[.5]", 1, "不是 JSON 的值"), ("[+1]", 1, "不是 JSON 的值"),
    ("[NaN]", 1, "“NaN”不是"),
    ("\"a", 2, "没有配对"), ("\"a\nb\"", 2, "直接换了行"), ("\"\\ud83d\"", 7, "代理对不完整"), ("\"\\ude00\"", 7, "代理对不完整"),
    ("\"\\ud83d\\u0041\"", 13, "代理对不完整"),
    ("\"\\u+123\"", 3, "四位十六进制数"), ("\"\\u-000\"", 3, "四位十六进制数"), ("\"\\u12\"", 3, "四位十六进制数"), ("\"\\x\"", 3, "不认识的字符"),
    ("[1] [2]", 4, "后面还有内容"),
    ("[支出]", 1, "“支出”不是 JSON 的值"), ("[1, // 注\n2]", 4, "不是 JSON 的值"),
  ])
  func refusesWhatIsNotJSON(_ text: String, _ offset: Int, _ message: String) throws {
    let (node, findings) = JSONReader.read(SourceFile(path: "a.json", text: text))
    #expect(node == nil)
    let finding = try #require(findings.first)
    #expect(finding.message.contains(message), "\(finding.message)")
    #expect(finding.primary?.lower == offset, "\(finding.message)")
  }

  @Test(arguments: [
    "{a: 1, b: [2, 3,],}", "# 注\n{\"a\": 1, \"b\": [2, 3]}", "a: 1\nb: [2, 3]\n", "{\"a\": 1,\n \"b\": [2, 3]}",
    "{'a': 1, 'b': [2, 3]}",
  ])
  func readsRelaxedJSON(_ text: String) throws {
    let (node, findings) = DocumentReader.read(SourceFile(path: "a.json", text: text))
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    #expect(shape(try #require(node)) == "{“a”: 1, “b”: [2, 3]}")
  }

  @Test func readsCapitalExtensions() throws {
    let (node, findings) = DocumentReader.read(SourceFile(path: "A.JSON", text: "{\"a\": \"\\ud83d\\ude00\"}"))
    #expect(findings.isEmpty)
    #expect(node?["a"]?.text == "😀")
  }

  @Test func repeatsAreFindings() throws {
    let (node, findings) = JSONReader.read(SourceFile(path: "a.json", text: "{\"甲\": 1, \"甲\": 2}"))
    #expect(node?["甲"]?.text == "1")
    #expect(findings.map(\.message) == ["“甲”写了两次"])
    #expect(findings.first?.spans.count == 2)
  }

  @Test(arguments: ["a.json", "a.yaml"]) func refusesControlCharacters(_ path: String) {
    for escape in ["\\u0000", "\\b", "\\u007f"] {
      let (_, findings) = DocumentReader.read(SourceFile(path: path, text: "{\"名\": \"甲\(escape)乙\"}"))
      #expect(findings.map(\.message) == ["这段文字里的“\\”写出了控制字符"], "\(escape)")
      #expect(findings.first?.primary?.lower == 8)
    }
  }
}
