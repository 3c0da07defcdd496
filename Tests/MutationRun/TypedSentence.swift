import Diagnostics

/// A sentence of the narrative with figures in it, to be damaged as hurried editing does: words dropped, clauses moved,
/// another mark at the end.
struct TypedSentence: Sendable {
  /// With its full stop, where it has one.
  let span: SourceSpan
  let text: String

  enum Damage: CaseIterable {
    case clauseDropped, clausesSwapped, wordDropped, wordChanged, exclaimed, halved, doubled, unitDropped
  }

  static func all(in file: SourceFile) -> [TypedSentence] {
    guard let text = String(validating: file.bytes, as: UTF8.self) else { return [] }
    var sentences: [TypedSentence] = []
    var start = 0
    var marks = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      defer { start += line.utf8.count + 1 }
      if line == "---" { marks += 1 }
      guard marks != 1, !line.hasPrefix("#"), !line.hasPrefix("|"), !line.contains("{{") else { continue }
      var lower = start
      for part in line.split(after: "。") {
        let span = SourceSpan(path: file.path, lower: lower, upper: lower + part.utf8.count)
        lower = span.upper
        if part.contains(where: { $0.isASCII && $0.isNumber }) { sentences.append(.init(span: span, text: part)) }
      }
    }
    return sentences
  }

  /// Words that say what a figure is.
  private static let telling = [
    "其中", "上年", "去年", "本年", "预算", "决算", "年初", "比", "较", "占", "分别", "均", "约", "合计", "共", "完成", "的", "支出", "收入", "增加",
    "减少",
    "增长", "下降",
  ]
  private static let opposites = [
    ("增加", "减少"), ("增长", "下降"), ("决算", "预算"), ("收入", "支出"), ("上年", "本年"), ("，", "；"), ("、", "，"), ("（", "，"),
    ("，", "、"),
  ]

  /// nil where it cannot be damaged so.
  func damaged(_ damage: Damage, using random: inout some RandomNumberGenerator) -> String? {
    var clauses = text.split(after: "，")
    switch damage {
    case .clauseDropped:
      guard clauses.count > 1 else { return nil }
      clauses.remove(at: Int.random(in: 0..<(clauses.count - 1), using: &random))
      return clauses.joined()
    case .clausesSwapped:
      guard clauses.count > 2 else { return nil }
      let first = Int.random(in: 0..<(clauses.count - 2), using: &random)
      clauses.swapAt(first, first + 1)
      return clauses.joined()
    case .wordDropped:
      let words = Self.telling.filter { text.contains($0) }
      return words.randomElement(using: &random).map { text.replacing($0, with: "", maxReplacements: 1) }
    case .wordChanged:
      let pairs = Self.opposites.filter { text.contains($0.0) }
      return pairs.randomElement(using: &random).map { text.replacing($0.0, with: $0.1, maxReplacements: 1) }
    case .exclaimed: return text.hasSuffix("。") ? text.dropLast() + "！" : nil
    case .halved: return text.contains("，") ? text.replacing("，", with: "。", maxReplacements: 1) : nil
    case .doubled: return text.hasSuffix("。") ? text + text : nil
    case .unitDropped: return text.contains("万元") ? text.replacing("万元", with: "", maxReplacements: 1) : nil
    }
  }
}

extension StringProtocol {
  /// The parts that end in a mark, and what is left behind the last.
  fileprivate func split(after mark: Character) -> [String] {
    var parts: [String] = []
    var part = ""
    for character in self {
      part.append(character)
      if character == mark {
        parts.append(part)
        part = ""
      }
    }
    return part.isEmpty ? parts : parts + [part]
  }
}
