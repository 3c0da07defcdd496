package import Diagnostics

/// Reads the keys of a mapping one by one, collecting findings, and reports keys nobody asked for.
package struct MappingReader {
  package let node: Node
  /// What this mapping is, for messages: `disclosure.yaml`, `这张表` …
  package let what: String
  package private(set) var findings: [Finding] = []
  /// The keys that are there under a misspelt name, once ``finish()`` has told of them.
  package private(set) var misspelt: Set<String> = []
  private var asked: [String] = []
  /// What was said to be missing, by key.
  private var missing: [String: Finding] = [:]

  /// Reads `node`; where it is not a mapping, that is the finding and every key is absent.
  package init(_ node: Node, _ what: String) {
    self.node = node
    self.what = what
    if node.pairs == nil {
      findings.append(InputRule.kind.finding("\(what)应是一组“键: 值”，这里是\(node.kindWord)", at: node.span))
    }
  }

  package mutating func node(_ key: String) -> Node? {
    asked.append(key)
    return node[key]
  }

  package mutating func required(_ key: String) -> Node? {
    if let value = node(key), !value.isEmpty { return value }
    if node.pairs != nil {
      lack(
        key, InputRule.missing.finding("\(what)缺少“\(key)”", at: node[key]?.span ?? node.span, fix: "加上 \(key): …"))
    }
    return nil
  }

  package mutating func text(_ key: String) -> String? {
    guard let value = node(key), !value.isEmpty else { return nil }
    return text(of: value, key)
  }

  package mutating func requiredText(_ key: String) -> String? {
    guard let value = required(key) else { return nil }
    return text(of: value, key)
  }

  package mutating func texts(_ key: String) -> [String] {
    list(key).compactMap { text(of: $0, key) }
  }

  /// The items of a list; a single value counts as a list of one.
  package mutating func list(_ key: String) -> [Node] {
    guard let value = node(key), !value.isEmpty else { return [] }
    if let items = value.items { return items }
    if value.text != nil { return [value] }
    findings.append(InputRule.kind.finding("“\(key)”应是一个列表，这里是\(value.kindWord)", at: value.span))
    return []
  }

  /// A whole number; `range` is what the tool can work with.
  package mutating func int(_ key: String, in range: ClosedRange<Int>? = nil) -> Int? {
    guard let value = node(key), !value.isEmpty else { return nil }
    guard let text = value.text, let number = Int(text) else {
      findings.append(InputRule.kind.finding("“\(key)”应是整数，这里是“\(value.text ?? value.kindWord)”", at: value.span))
      return nil
    }
    if let range, !range.contains(number) {
      findings.append(
        InputRule.kind.finding("“\(key)”应在 \(range.lowerBound) 到 \(range.upperBound) 之间，这里是 \(number)", at: value.span))
      return nil
    }
    return number
  }

  package mutating func flag(_ key: String) -> Bool {
    guard let value = node(key), !value.isEmpty else { return false }
    switch value.text {
    case "true", "是", "yes": return true
    case "false", "否", "no": return false
    default:
      findings.append(InputRule.kind.finding("“\(key)”应写 true 或 false", at: value.span))
      return false
    }
  }

  /// Records that a key is missing, in other words than ``required(_:)`` has.
  package mutating func lack(_ key: String, _ finding: Finding) {
    findings.append(finding)
    missing[key] = finding
  }

  package mutating func record(_ finding: Finding) { findings.append(finding) }
  package mutating func record(_ more: [Finding]) { findings += more }

  /// All findings, with those for the keys that were never asked for. A key that is a slip for one that has to be there is
  /// not missing as well, and several that are no slips stand in the wrong place together.
  package mutating func finish() -> [Finding] {
    var strange: [(key: String, span: SourceSpan)] = []
    for pair in node.pairs ?? [] {
      guard let key = pair.key.text, !asked.contains(key) else { continue }
      guard let near = NearMiss.best(for: key, among: asked) else {
        strange.append((key, pair.key.span))
        continue
      }
      if node[near] == nil { misspelt.insert(near) }
      if let meant = missing.removeValue(forKey: near) { findings.removeAll { $0 == meant } }
      findings.append(
        InputRule.unknownName.finding("\(what)里没有“\(key)”这个键，是否为“\(near)”？", at: pair.key.span, fix: "改成 \(near)"))
    }
    let known = "可用的键：" + asked.joined(separator: "、")
    if strange.count > 1 {
      let names = strange.prefix(3).map { "“\($0.key)”" }.joined(separator: "、")
      findings.append(
        InputRule.unknownName.finding(
          "\(what)里没有\(names)\(strange.count > 3 ? "等" : "这") \(strange.count) 个键", at: strange[0].span,
          related: strange.dropFirst().prefix(3).map { .init($0.span, "") },
          fix: "\(known)；它们要是另一部分的，补上前面的那一行名称"))
    } else {
      findings += strange.map { key, span in
        InputRule.unknownName.finding("\(what)里没有“\(key)”这个键", at: span, fix: known)
      }
    }
    return findings
  }

  private mutating func text(of value: Node, _ key: String) -> String? {
    if let text = value.text {
      guard let mark = SpreadsheetMark.problem(with: text) else { return text }
      findings.append(InputRule.kind.finding("“\(key)”：\(mark.message)", at: value.span, fix: mark.fix))
      return nil
    }
    findings.append(InputRule.kind.finding("“\(key)”应是文字，这里是\(value.kindWord)", at: value.span))
    return nil
  }
}
