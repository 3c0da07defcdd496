internal import Diagnostics
internal import Disclosures
internal import Documents

/// The everyday words of `templates/search-words.yaml`: what readers type, with what disclosures call it.
enum SearchWords {
  static let path = "templates/search-words.yaml"

  /// Each word followed by what is looked for besides it.
  static func read(_ file: SourceFile, _ findings: inout [Finding]) -> [[String]] {
    let (node, problems) = DocumentReader.read(file)
    findings += problems
    guard let node, !node.isEmpty else { return [] }
    guard let pairs = node.pairs else {
      findings.append(
        InputRule.kind.finding("这里应是“读者的说法: [公开件里的说法, …]”，现在是\(node.kindWord)", at: node.span, fix: "例如 招待费: [公务接待费]"))
      return []
    }
    return pairs.compactMap { pair in
      let others = pair.value.items?.compactMap(\.text) ?? []
      guard let word = pair.key.text, !others.isEmpty, others.count == pair.value.items?.count else {
        findings.append(
          InputRule.kind.finding("“\(pair.key.text ?? "")”后面应是一列词", at: pair.value.span, fix: "例如 招待费: [公务接待费]"))
        return nil
      }
      return [word] + others
    }
  }
}
