internal import Diagnostics
internal import Documents

/// A code as typed, or as a spreadsheet saved it: `208.0` and `'208` are 208, `“”` is empty.
struct TypedCode {
  enum Slip: Hashable {
    /// Saved as a number with decimals.
    case number
    /// Saved with the mark that makes it a text in the spreadsheet.
    case apostrophe
    case curlyQuotes
  }

  let text: String
  let slip: Slip?

  init(_ typed: String) {
    // Nearly all are nothing but digits.
    if typed.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      (text, slip) = (typed, nil)
    } else if let digits = typed.wholeMatch(of: /([0-9]+)\.0+/)?.output.1 {
      (text, slip) = (String(digits), .number)
    } else if let digits = typed.wholeMatch(of: /['‘’]([0-9]*)['‘’]?/)?.output.1 {
      (text, slip) = (String(digits), .apostrophe)
    } else if let digits = typed.wholeMatch(of: /[“”]([0-9]*)[“”]/)?.output.1 {
      (text, slip) = (String(digits), .curlyQuotes)
    } else {
      (text, slip) = (typed, nil)
    }
  }
}

/// The slips in one table's codes: each kind is one mistake, made when the column was saved.
struct CodeSlips {
  private var places: [(slip: TypedCode.Slip, text: String, span: SourceSpan)] = []

  mutating func add(_ slip: TypedCode.Slip, _ text: String, at span: SourceSpan) { places.append((slip, text, span)) }

  func findings(_ table: String) -> [Finding] {
    var kinds: [TypedCode.Slip] = []
    for place in places where !kinds.contains(place.slip) { kinds.append(place.slip) }
    return kinds.map { kind in
      let same = places.filter { $0.slip == kind }
      let (message, fix) = Self.words(kind, same[0].text)
      let count = same.count > 1 ? "（共 \(same.count) 处）" : ""
      return Finding(
        rule: "TC-4", name: "科目编码与名称", level: .error, message: "\(table)的\(message)\(count)", at: same[0].span,
        related: same.dropFirst().prefix(3).map { .init($0.span, "") }, fix: fix)
    }
  }

  private static func words(_ slip: TypedCode.Slip, _ text: String) -> (message: String, fix: String) {
    let code = TypedCode(text).text
    return switch slip {
    case .number: ("编码存成了带小数的数：“\(text)”", "在表格软件里把编码一栏设为“文本”，去掉小数后再另存：\(code)")
    case .apostrophe: ("编码带着单引号：“\(text)”", "去掉单引号，只写编码：\(code.isEmpty ? "\"\"" : code)")
    case .curlyQuotes: ("编码用了中文引号：\(text)", "改用半角引号：\"\(code)\"")
    }
  }
}
