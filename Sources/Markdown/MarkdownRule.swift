package import Diagnostics

/// The findings about narrative files: their ids and names, in one list. Ids are never reused.
package enum MarkdownRule: String, CaseIterable, Sendable {
  case size = "MD-1"
  case complexity = "MD-2"
  case nesting = "MD-3"
  case frontMatter = "MD-4"
  case character = "MD-5"
  case unclosedDirective = "MD-6"
  case misplacedDirective = "MD-7"
  case strayMark = "MD-8"
  case rawHTML = "MD-9"
  case imageText = "MD-10"
  case linkScheme = "MD-11"
  case tableShape = "MD-12"
  case footnote = "MD-13"
  case unclosedCode = "MD-14"
  case accidentalEmphasis = "MD-15"

  package var name: String {
    switch self {
    case .size: "正文大小"
    case .complexity: "正文过于复杂"
    case .nesting: "正文嵌套"
    case .frontMatter: "文件头"
    case .character: "不能用的字符"
    case .unclosedDirective: "引用没有配对"
    case .misplacedDirective: "引用的位置"
    case .strayMark: "强调没有生效"
    case .rawHTML: "正文里的 HTML"
    case .imageText: "图片说明"
    case .linkScheme: "链接地址"
    case .tableShape: "表格的格数"
    case .footnote: "脚注"
    case .unclosedCode: "代码块没有结束"
    case .accidentalEmphasis: "乘号成了斜体"
    }
  }

  package func finding(
    _ message: String, at span: SourceSpan, level: Finding.Level = .error, fix: String? = nil
  ) -> Finding {
    Finding(rule: rawValue, name: name, level: level, message: message, at: span, fix: fix)
  }
}

/// Findings as they are made. A hostile file could earn one a byte, so only the first of each rule are kept.
struct FindingList {
  static let mostOfOneRule = 50

  private var kept: [Finding] = []
  private var counts: [MarkdownRule: Int] = [:]

  mutating func add(
    _ rule: MarkdownRule, _ message: String, at span: SourceSpan, level: Finding.Level = .error, fix: String? = nil
  ) {
    counts[rule, default: 0] += 1
    guard counts[rule, default: 0] <= FindingList.mostOfOneRule else { return }
    kept.append(rule.finding(message, at: span, level: level, fix: fix))
  }

  /// The findings in reading order; the last of a rule says how many more there were.
  var all: [Finding] {
    var sorted = kept.inReadingOrder()
    for (rule, count) in counts where count > FindingList.mostOfOneRule {
      guard let last = sorted.lastIndex(where: { $0.rule == rule.rawValue }) else { continue }
      sorted[last].notes.append("这个文件里同样的问题还有 \(count - FindingList.mostOfOneRule) 处，没有一一列出")
    }
    return sorted
  }
}
