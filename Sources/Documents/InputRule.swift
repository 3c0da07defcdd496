package import Diagnostics

/// The findings about files that cannot be read as they are: their ids and names, in one list.
package enum InputRule: String, CaseIterable, Sendable {
  case encoding = "FMT-01"
  case byteOrderMark = "FMT-02"
  case tab = "FMT-03"
  case syntax = "FMT-04"
  case duplicateKey = "FMT-05"
  case unknownName = "FMT-06"
  case cellCount = "FMT-07"
  case notANumber = "FMT-08"
  case decimals = "FMT-09"
  case fullWidth = "FMT-10"
  case grouping = "FMT-11"
  case size = "FMT-12"
  case nesting = "FMT-13"
  case path = "FMT-14"
  case missing = "FMT-15"
  case kind = "FMT-16"
  case duplicateFile = "FMT-17"

  package var name: String {
    switch self {
    case .encoding: "文件编码"
    case .byteOrderMark: "字节序标记"
    case .tab: "制表符缩进"
    case .syntax: "语法"
    case .duplicateKey: "重复的键"
    case .unknownName: "不认识的名称"
    case .cellCount: "格数"
    case .notANumber: "不是数"
    case .decimals: "小数位数"
    case .fullWidth: "全角字符"
    case .grouping: "千分位"
    case .size: "文件大小"
    case .nesting: "嵌套与别名"
    case .path: "文件位置"
    case .missing: "缺少内容"
    case .kind: "写法"
    case .duplicateFile: "重复的文件"
    }
  }

  /// A finding of this rule; an error unless said otherwise.
  package func finding(
    _ message: String, at span: SourceSpan, label: String = "", related: [Finding.LabeledSpan] = [], fix: String? = nil,
    notes: [String] = [], level: Finding.Level = .error
  ) -> Finding {
    Finding(
      rule: rawValue, name: name, level: level, message: Self.clipped(message), at: span, label: label,
      related: related, notes: notes, fix: fix.map(Self.clipped))
  }

  /// Escapes can write characters that no page may hold: NUL, backspace …
  static func controlCharacter(in text: String, at span: SourceSpan) -> Finding? {
    let isBad = text.utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }
    return isBad ? syntax.finding("这段文字里的“\\”写出了控制字符", at: span, fix: "删去它；要写反斜杠本身，写成“\\\\”") : nil
  }

  /// Messages quote what was typed, which in a damaged file may be megabytes.
  private static func clipped(_ text: String) -> String {
    guard text.utf8.count > 2000, text.count > 500 else { return text }
    return "\(text.prefix(300))……\(text.suffix(100))"
  }
}
