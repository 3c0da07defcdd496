internal import Diagnostics

/// The keys that one mapping has twice. One is a slip; several at once mean that the line above the second lot was left
/// out, and are told together.
struct RepeatedKeys {
  private var keys: [(text: String, second: SourceSpan, first: SourceSpan)] = []

  mutating func add(_ text: String, at second: SourceSpan, first: SourceSpan) { keys.append((text, second, first)) }

  var findings: [Finding] {
    guard let key = keys.first else { return [] }
    let related = Finding.LabeledSpan(key.first, "第一次")
    if keys.count == 1 {
      return [
        InputRule.duplicateKey.finding(
          "“\(key.text)”写了两次", at: key.second, label: "第二次", related: [related], fix: "只留一个")
      ]
    }
    let names = keys.prefix(3).map { "“\($0.text)”" }.joined(separator: "、")
    return [
      InputRule.duplicateKey.finding(
        names + (keys.count > 3 ? "等 \(keys.count) 个名称" : "") + "都写了两次", at: key.second, label: "第二次",
        related: [related] + keys.dropFirst().prefix(3).map { .init($0.second, "第二次") },
        fix: "各留一份；第二份要是另一部分的，补上它前面漏掉的那一行")
    ]
  }
}
