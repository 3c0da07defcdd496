/// What a spreadsheet shows instead of a number: where a formula failed (`#REF!`), or a column is too narrow (`####`).
///
/// Copied into YAML behind a space it is a comment, and the cell it stands for is silently empty.
package enum SpreadsheetMark {
  private static let words = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
  ]
  private static let fewestSigns = 3

  /// What is wrong with a text that is nothing but such a mark, and what to do; nil for any other text.
  package static func problem(with text: String) -> (message: String, fix: String)? {
    guard text.utf8.first == UInt8(ascii: "#"), end(in: Array(text.utf8), from: 0) == text.utf8.count else {
      return nil
    }
    return isTooNarrow(text)
      ? ("“\(text)”是表格软件里列宽不够时显示的，不是数", "回到原表把这一列拉宽，填上真实的数")
      : ("“\(text)”是表格软件的公式出错标记，不是数", "回到原表改好公式，填上真实的数")
  }

  /// Where such a mark at `start` ends; nil where there is none, or a word goes on behind it.
  package static func end(in bytes: some RandomAccessCollection<UInt8>, from start: Int) -> Int? {
    let rest = bytes.dropFirst(start)
    let signs = rest.prefix { $0 == UInt8(ascii: "#") }.count
    guard signs > 0 else { return nil }
    let word = words.first { word in
      rest.count >= word.utf8.count && zip(rest, word.utf8).allSatisfy { upper($0) == $1 }
    }
    guard let length = word?.utf8.count ?? (signs >= fewestSigns ? signs : nil) else { return nil }
    guard let next = rest.dropFirst(length).first else { return start + length }
    // A comment may begin with a row of signs.
    let ends = word == nil ? "\r\n,]}" : " \t\r\n,]}"
    return ends.utf8.contains(next) ? start + length : nil
  }

  private static func isTooNarrow(_ text: String) -> Bool { text.utf8.allSatisfy { $0 == UInt8(ascii: "#") } }

  private static func upper(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte
  }
}
