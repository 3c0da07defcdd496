import Testing

@testable import Figures

@Suite struct FigureLiteralTests {
  @Test(arguments: [
    ("22902.34", "22902.34", 2), ("22,902.34", "22902.34", 2), ("0.00", "0", 2), ("-3.5", "-3.5", 1), ("+7", "7", 0),
    ("007.10", "7.1", 2), (" 12 ", "12", 0), ("1,000,000", "1000000", 0),
  ])
  func readsPlainNumbersExactly(_ text: String, _ value: String, _ decimals: Int) throws {
    guard case .number(let number, let typed) = try FigureLiteral.read(text) else {
      Issue.record("\(text) is not read as a number")
      return
    }
    #expect(number.written() == value)
    #expect(typed == decimals)
  }

  @Test func keepsNothingAndNotApplicableApart() throws {
    #expect(try FigureLiteral.read("") == .blank)
    #expect(try FigureLiteral.read("　") == .blank)
    for text in ["—", "/", "不适用", "-"] { #expect(try FigureLiteral.read(text) == .notApplicable) }
  }

  @Test(arguments: [
    ("abc", FigureLiteral.Problem.Kind.notANumber, "只写数字"), ("1.2.3", .notANumber, "只写数字"),
    ("1e5", .notANumber, "科学计数法"), ("12万元", .notANumber, "去掉单位"), ("¥12", .notANumber, "货币符号"),
    ("(12.00)", .notANumber, "-12.00"), ("12%", .notANumber, "百分号"), ("（43.10）", .notANumber, "-43.10"),
    ("#VALUE!", .notANumber, "公式出错标记"), ("#NAME?", .notANumber, "公式出错标记"), ("#DIV/0!", .notANumber, "公式出错标记"),
    ("########", .notANumber, "列宽不够"), ("=SUM(C4:C20)", .notANumber, "公式"), ("'12", .notANumber, "单引号"),
    ("1 200", .notANumber, "空格"),
    (".5", .notANumber, "0.5"),
    ("−5", .notANumber, "-5"), ("5.", .notANumber, "小数点"), ("--5", .notANumber, "只写数字"),
    ("１２.５", .fullWidth, "12.5"), ("12。5", .fullWidth, "12.5"), ("1，200", .fullWidth, "1,200"),
    ("1,47,8.51", .grouping, "1,478.51"), ("12,34", .grouping, "1,234"), (",123", .grouping, "123"),
    ("1234567890123456", .tooLong, "位"), ("0.1234567", .tooLong, "位"),
  ])
  func saysWhatIsWrongAndHowToMendIt(_ text: String, _ kind: FigureLiteral.Problem.Kind, _ hint: String) {
    do {
      let value = try FigureLiteral.read(text)
      Issue.record("\(text) was read as \(value)")
    } catch {
      #expect(error.kind == kind)
      #expect(error.message.contains(text))
      #expect((error.message + (error.fix ?? "")).contains(hint))
    }
  }
}
