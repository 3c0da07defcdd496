import Diagnostics
import Disclosures
import Documents
import Figures
import Forms

/// Formats that are read by themselves.
extension FuzzTarget {
  static let texts = [
    FuzzTarget(name: "yaml", seeds: { seeds(below: "content", [".yaml"]) + seeds(below: "forms", [".yaml"]) }) {
      read($0, "a.yaml")
    },
    FuzzTarget(
      name: "json",
      seeds: {
        [#"{"a": [1, -2.50e+3, "\ud83d\ude00\n", null, true], "b": {"a": {}}}"#, "{a: 1, # x\n}"].map { Array($0.utf8) }
      }
    ) { read($0, "a.json") },
    FuzzTarget(
      name: "csv",
      seeds: { seeds(below: "forms/codes", [".csv"], atMost: 2000) + [Array("a,\"b\"\"c\",=\"201\"\r\n,,1".utf8)] }
    ) { bytes in
      guard let file = SourceText.decode(bytes, path: "a.csv").0 else { return }
      let (rows, findings) = CSVReader.read(file)
      expectInside(findings, file)
      for cell in rows.joined() { precondition(cell.span.upper <= file.bytes.count) }
    },
    FuzzTarget(
      name: "figure",
      seeds: {
        [
          "1,478.51", "-0.00", "１２", "—", "13800138000", "0.123456", "999999999999999", "(5)", "≥90%", "2小时以内", "38 人次",
          "2020-02-29", "2021年11月15日", "2020-02-30 09:00", "#REF!", "1e5",
        ].map { Array($0.utf8) }
      }, run: readFigure),
    FuzzTarget(
      name: "expression",
      seeds: {
        [
          "支出表[合计].基本支出@上年", "本格 = sum(下级)", "a ≈ b × 100 ÷ c 或 d / e", "资金[财政资金,其他资金].同栏 <= 1.5",
          "评分表[\"1.1.1\"].得分 != count(表[*])", "表[行33..58].* ≡ -表[编码前缀=234] + 表[级=类,款]", "三公表.决算数.公务接待费",
        ].map { Array($0.utf8) }
      }
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      for length in [text.utf8.count, 0] {
        let span = SourceSpan(path: "a.yaml", lower: 0, upper: length)
        do throws(ExpressionParser.Problem) {
          _ = try ExpressionParser.comparison(text, span: span)
        } catch {
          precondition(0 <= error.span.lower && error.span.lower <= error.span.upper)
          precondition(error.span.upper <= length)
        }
        _ = try? ExpressionParser.reference(text, span: span)
      }
    },
  ]

  private static func read(_ bytes: [UInt8], _ path: String) {
    let (decoded, problems) = SourceText.decode(bytes, path: path)
    guard let file = decoded else { return precondition(!problems.isEmpty) }
    let (node, findings) = DocumentReader.read(file)
    expectInside(findings, file)
    _ = EscapedValue.all(in: file)
    if let node { expectInside(node, file) }
  }

  private static func expectInside(_ node: Node, _ file: SourceFile) {
    precondition(0 <= node.span.lower && node.span.lower <= node.span.upper && node.span.upper <= file.bytes.count)
    for item in node.items ?? [] { expectInside(item, file) }
    for pair in node.pairs ?? [] {
      expectInside(pair.key, file)
      expectInside(pair.value, file)
    }
  }

  /// What is read is written, and read again, as the same number; and arithmetic on it does not trap.
  @Sendable private static func readFigure(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = IndicatorValue(text)
    _ = MeasureUnit.split(text)
    _ = CalendarDate(text)
    _ = CalendarDate(typed: text)
    guard case .number(let value, let decimals)? = try? FigureLiteral.read(text) else { return }
    let written = value.written(decimals: decimals, grouped: true)
    guard case .number(let again, _)? = try? FigureLiteral.read(written) else { preconditionFailure(written) }
    precondition(again == value, written)
    let figure = Figure(value, decimals: decimals, isExact: false)
    for model in RoundingModel.allCases { precondition(model.interval(of: figure).contains(value)) }
    _ = try? Rational(value).over(Rational(value))
    _ = value + value - value * ExactDecimal(3)
    _ = figure.inLargerUnit(by: 8).written
  }
}
