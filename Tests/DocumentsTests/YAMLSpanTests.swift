import Diagnostics
import Documents
import Testing

/// The place of every scalar is exactly its literal, whatever stands before it.
@Suite struct YAMLSpanTests {
  @Test(arguments: [
    "数: 13.80\n", "收入:\n  一般公共预算财政拨款收入: 19077.16\n支出:\n  其他支出: 0\n", "rows:\n  - [201, 一般公共服务支出, 17004.14, 0]\n",
    "{收入: {合计: 1}, 支出: [二, 三]}\n", "- 一\n- - 二\n  - 三\n- {四: 五}\n",
    "😀: 𠮷\n后: 12\n", "a: 1\r\n中: 二\r\n丙: x\r\n",
    "名 称: 值 有 空格\n",
    "# 注释在前\n键: 值   # 注释在后\n", "键:   \n   值\n",
  ])
  func plainScalars(_ text: String) throws {
    let file = SourceFile(path: "a.yaml", text: text)
    let (node, _) = YAMLReader.read(file)
    for scalar in scalars(try #require(node)) {
      #expect(slice(file, scalar.span) == scalar.text)
    }
  }

  @Test(arguments: [
    ("键: \"13.80\"\n", "\"13.80\"", "13.80"), ("键: '它''s'\n", "'它''s'", "它's"),
    ("中文: [甲, \"1,478.51\", 乙]\n", "\"1,478.51\"", "1,478.51"),
    ("键: \"上\\n下\"\n", "\"上\\n下\"", "上\n下"), ("键: \"一\r\n  二\"\r\n", "\"一\r\n  二\"", "一 二"), ("键: ''\n", "''", ""),
  ])
  func quotedScalars(_ text: String, _ literal: String, _ value: String) throws {
    let (file, node) = try read(yaml: text)
    let scalar = try #require(scalars(node).first { $0.kind == .scalar(value, quoted: true) })
    #expect(slice(file, scalar.span) == literal)
  }

  @Test func scalarsOverSeveralLines() throws {
    let (file, node) = try read(yaml: "说明: >-\n  第一行\n  第二行\n块: |\n  甲\n  乙\n后: 3\n平: 一\n  二\n")
    #expect(node["说明"]?.text == "第一行 第二行")
    #expect(node["块"]?.text == "甲\n乙\n")
    #expect(node["平"]?.text == "一 二")
    #expect(slice(file, try #require(node["说明"]).span).hasPrefix(">-\n  第一行"))
    #expect(slice(file, try #require(node["后"]).span) == "3")
    #expect(slice(file, try #require(node["平"]).span) == "一\n  二")
  }

  @Test func containersEndWithTheirLastChild() throws {
    let (file, node) = try read(yaml: "收入:\n  甲: 1\n  乙: [2, 3]\n\n# 注释\n支出:\n  丙: {丁: 4}\n")
    #expect(slice(file, try #require(node["收入"]).span) == "甲: 1\n  乙: [2, 3]")
    #expect(slice(file, try #require(node["收入"]?["乙"]).span) == "[2, 3]")
    #expect(slice(file, try #require(node["支出"]?["丙"]).span) == "{丁: 4}")
  }

  @Test func literalsStayAsTheyWereTyped() throws {
    let (_, node) = try read(yaml: "[no, 13.80, 0x1F, 007, 1e3, ~, null, 2021-02-30, on, '']")
    #expect(scalars(node).map(\.text) == ["no", "13.80", "0x1F", "007", "1e3", "~", "null", "2021-02-30", "on", ""])
    #expect(scalars(node).map(\.isEmpty) == [false, false, false, false, false, true, true, false, false, false])
  }

  /// A heading typed twice: what stands below the second one is not lost.
  @Test func anEmptyRepeatedKeyLosesNothing() throws {
    let (node, findings) = YAMLReader.read(SourceFile(path: "a.yaml", text: "甲:\n甲:\n  乙: 1\n甲:\n  丙: 2\n"))
    #expect(node?["甲"]?["乙"]?.text == "1")
    #expect(findings.map(\.message) == ["“甲”、“甲”都写了两次"])
  }

  @Test(arguments: [
    ("中文: [甲, 乙\n丙: 1\n", 2, 2, "没有写完"), ("收入:\n\t甲: 1\n", 2, 1, "制表符"), ("甲: 乙: 丙\n", 1, 5, "这一行里又出现了“: ”"),
    ("支出: \"没有结束\n", 1, 5, "引号没有配对"), ("支出: @上年\n", 1, 5, "不能开头"), ("a: 1\n  b: 2\n", 2, 3, "多缩进 2 格"),
    ("- 甲\n乙: 1\n", 2, 1, "没有对齐"), ("甲: \"\\q\"\n", 1, 5, "不认识的字符"), ("收入: - 1\n", 1, 5, "负号和数之间有空格"),
    ("收入: - 甲\n", 1, 5, "这里不能写“- ”"), ("收入: -\n支出: 1\n", 1, 5, "单独一个“-”"),
    ("支出\n收入: 1\n", 1, 1, "却没有冒号"), ("支出: 1\n收入\n合计: 1\n", 2, 1, "却没有冒号"),
    ("支出: 1\n收入：2\n合计: 1\n", 2, 3, "冒号“：”是全角的"), ("支出：\n  收入: 2\n", 1, 3, "冒号“：”是全角的"),
    ("支出: 1\n收入:2\n合计: 1\n", 2, 3, "冒号后面缺空格"), ("支出: 1\n收入:\u{A0}2\n合计: 1\n", 2, 4, "不间断空格"),
    ("甲:\n  支出: 1\n\u{3000}收入: 2\n  合计: 1\n", 3, 1, "全角空格"),
    ("甲:\n  支出: 1\n收入: 2\n  合计: 1\n", 3, 1, "比上下两行少缩进 2 格"),
    ("甲:\n  支出: 1\n 收入: 2\n", 3, 2, "与上面哪一级都不齐"),
    ("甲: [1, #REF!, 2]\n乙: 1\n", 1, 8, "公式出错标记"), ("甲: [\"#REF!\", 2\n乙: 1\n", 2, 2, "没有写完"),
    ("甲: 1\n甲: 2\n", 2, 1, "“甲”写了两次"), ("{甲:1}\n", 1, 2, "冒号后面缺空格"), ("[甲]: 1\n", 1, 1, "键应是一个名称"),
    ("甲: [[\n", 2, 1, "“[”或“{”没有配对"),
  ])
  func syntaxErrorsHaveTheirPlace(_ text: String, _ line: Int, _ column: Int, _ message: String) throws {
    let file = SourceFile(path: "a.yaml", text: text)
    let (_, findings) = YAMLReader.read(file)
    let finding = try #require(findings.first)
    #expect(finding.message.contains(message), "\(finding.message)")
    let span = try #require(finding.primary)
    let position = file.position(at: span.lower)
    #expect([position.line, position.column] == [line, column], "\(finding.message)")
    // A whole character is marked, never a part of one.
    #expect(String(validating: file.bytes[span.lower..<span.upper], as: UTF8.self) != nil)
  }

  @Test func nestingIsBounded() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(YAMLReader.read(SourceFile(path: "a.yaml", text: deep)).0 != nil)
    let (node, findings) = YAMLReader.read(SourceFile(path: "a.yaml", text: "[\(deep)]"))
    #expect(node == nil)
    #expect(findings.map(\.rule) == ["FMT-13"])
    let block = (0..<200).map { String(repeating: " ", count: $0) + "甲:" }.joined(separator: "\n")
    #expect(YAMLReader.read(SourceFile(path: "a.yaml", text: block)).1.map(\.rule) == ["FMT-13"])
  }

  @Test func longMessagesAreCutShort() throws {
    let name = String(repeating: "长", count: 1_000_00)
    let (_, findings) = YAMLReader.read(SourceFile(path: "a.yaml", text: "- \"\(name)\": 1\n  \"\(name)\": 2\n"))
    let finding = try #require(findings.first)
    #expect(finding.message.count < 500)
  }
}
