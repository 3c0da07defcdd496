internal import Diagnostics

/// The keys that one mapping has twice. A few are slips; many at once mean that the line above the second lot was left out,
/// and are told together.
struct RepeatedKeys {
  private var keys: [(text: String, second: SourceSpan, first: SourceSpan)] = []

  mutating func add(_ text: String, at second: SourceSpan, first: SourceSpan) { keys.append((text, second, first)) }

  var findings: [Finding] {
    guard keys.count >= Self.many else {
      return keys.map { key in
        InputRule.duplicateKey.finding(
          "“\(key.text)”写了两次", at: key.second, label: "第二次", related: [.init(key.first, "第一次")], fix: "只留一个")
      }
    }
    let names = keys.prefix(3).map { "“\($0.text)”" }.joined(separator: "、")
    return [
      InputRule.duplicateKey.finding(
        "\(names)等 \(keys.count) 个名称都写了两次", at: keys[0].second, label: "第二次",
        related: [.init(keys[0].first, "第一次")], fix: "只留一份；第二份要是另一部分的，补上它前面的那一行名称")
    ]
  }

  /// How many keys are no coincidence.
  static let many = 3
}
