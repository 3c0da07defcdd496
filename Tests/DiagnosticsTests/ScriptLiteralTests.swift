import Foundation
import Testing

@testable import Diagnostics

@Suite struct ScriptLiteralTests {
  private func literal(_ text: String) -> String {
    var literal = ScriptLiteral()
    literal.text(text)
    return String(decoding: literal.bytes, as: UTF8.self)
  }

  /// A literal is JSON, too: what a reader makes of it is the text, whatever it holds.
  @Test func comesBackAsItWas() throws {
    let texts = [
      "", "三公“经费”", "a\"b\\c", "</script><!--", "行\u{2028}行\u{2029}行", "\u{7F}\u{0}\u{1B}\n", "‘’…‰⻔", "𠮷\u{E2}",
      String((UInt32(1)..<0x3000).compactMap(Unicode.Scalar.init).map(Character.init)),
    ]
    for text in texts {
      let read = try JSONSerialization.jsonObject(with: Data(literal(text).utf8), options: .fragmentsAllowed)
      #expect(read as? String == text)
    }
  }

  @Test func holdsNothingThatEndsALineOrAScript() {
    let all = String((UInt32(0)..<0x3000).compactMap(Unicode.Scalar.init).map(Character.init))
    for scalar in literal(all).unicodeScalars {
      #expect(scalar != "<" && scalar.value >= 0x20 && scalar != "\u{7F}" && !(0x2028...0x2029).contains(scalar.value))
    }
    #expect(literal("<\u{2028}\u{2029}\u{7F}\n") == #""\u003c\u2028\u2029\u007f\u000a""#)
  }

  @Test func putsCommasBetweenValues() {
    var literal = ScriptLiteral()
    literal.open("{")
    literal.key("数")
    literal.list([0, 7, 1_234, -5]) { $0.number($1) }
    literal.key("词")
    literal.texts("甲", "乙")
    literal.close("}")
    #expect(String(decoding: literal.bytes, as: UTF8.self) == #"{"数":[0,7,1234,-5],"词":["甲","乙"]}"#)
  }
}
