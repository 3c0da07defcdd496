import Diagnostics
import Documents
import Testing

/// CSV cells and their places.
@Suite struct CSVReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b,\n,1,\n", [["a", "b", ""], ["", "1", ""]]),
    ("\"1,478.51\",\"说\"\"引\"\"\"\n", [["1,478.51", "说\"引\""]]), ("\"上\n下\",1\n", [["上\n下", "1"]]),
    ("\n\n , \na,b\n\n", [["a", "b"]]),
    (" a , b \n", [["a", "b"]]), ("", []), ("a,b,", [["a", "b", ""]]), ("项目\r支出\r", [["项目"], ["支出"]]),
    ("=\"201\",=\"\",=1\n", [["201", "", "=1"]]),
  ])
  func readsRows(_ text: String, _ rows: [[String]]) {
    let (read, findings) = CSVReader.read(SourceFile(path: "a.csv", text: text))
    #expect(findings.isEmpty)
    #expect(read.map { $0.map(\.text) } == rows)
  }

  @Test func spansAreTheLiterals() {
    let file = SourceFile(path: "a.csv", text: "编码,科目名称\r\n201,\"一般,公共\",13.80\r\n")
    let (rows, _) = CSVReader.read(file)
    #expect(rows.flatMap { $0 }.map { slice(file, $0.span) } == ["编码", "科目名称", "201", "\"一般,公共\"", "13.80"])
  }

  @Test(arguments: [
    ("a,\"b\n1,2\n", 2, "引号没有配对"), ("a,\"b\"中\n", 5, "右引号后面还有内容"), ("编码\t名称\n", 0, "制表符"), ("编码;名称\n", 0, "分号"),
    ("编码，名称\n", 0, "全角逗号"), ("编码；名称\n", 0, "全角分号"),
  ])
  func saysWhatIsWrong(_ text: String, _ offset: Int, _ message: String) throws {
    let file = SourceFile(path: "a.csv", text: text)
    let finding = try #require(CSVReader.read(file).1.first)
    #expect(finding.message.contains(message))
    let span = try #require(finding.primary)
    #expect(span.lower == offset)
    #expect(String(validating: file.bytes[span.lower..<span.upper], as: UTF8.self) != nil)
  }
}
