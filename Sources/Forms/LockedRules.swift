internal import Diagnostics
internal import Documents

/// The rules that a parent has locked: an heir that takes one out, lowers it or makes it say something else has to tell so
/// (`overrides`), or a statutory rule would be gone by a slip of the pen.
struct LockedRules {
  static let key = "locked"

  private let levels: [String: Finding.Level?]

  /// - Parameter base: the parent as it stands, its own parents included.
  init(of base: Node) {
    let locked = Set((base[Self.key]?.items ?? []).compactMap(\.text))
    var levels: [String: Finding.Level?] = [:]
    for rule in base["rules"]?.items ?? [] {
      guard let id = rule["id"]?.text, locked.contains(id) else { continue }
      levels[id] = .some(rule["level"]?.text.flatMap { Finding.Level(rawValue: $0) })
    }
    self.levels = levels
  }

  /// - Parameter isOwn: whether it is the set being read: only its own names are looked up.
  func findings(in patch: Node, isOwn: Bool) -> [Finding] {
    let overrides = (patch["overrides"]?.items ?? []).compactMap { entry in entry["rule"].map { $0 } }
    let told = Set(overrides.compactMap(\.text))
    let changed = (patch["rules"]?.items ?? []).compactMap { rule -> Finding? in
      guard let id = rule["id"]?.text, let level = levels[id], !told.contains(id),
        let (what, span) = weakening(rule, from: level)
      else { return nil }
      return FormRule.rule.finding(
        "规则 \(id) 是上级表样锁定的（locked），这里\(what)", at: span,
        fix: "新的规则换一个编号；确要改动 \(id) 的，在 overrides 里写明：{rule: \(id), reason: 理由}")
    }
    let unknown = overrides.filter { isOwn && levels[$0.text ?? ""] == nil }.map { node in
      FormRule.rule.finding("overrides 里的“\(node.text ?? "")”不是上级表样锁定的规则", at: node.span, fix: "改正编号，或删去")
    }
    return changed + unknown
  }

  private func weakening(_ rule: Node, from level: Finding.Level?) -> (String, SourceSpan)? {
    if let remove = rule["remove"], remove.text == "true" { return ("把它删去", remove.span) }
    for pair in rule.pairs ?? [] where ["assert", "cases", "for", "when", "unless", "optional"].contains(pair.key.text)
    {
      return ("改了它的 \(pair.key.text ?? "")", pair.key.span)
    }
    guard let lower = rule["level"], let own = lower.text.flatMap({ Finding.Level(rawValue: $0) }), let level,
      own < level
    else { return nil }
    return ("把它从 \(level.rawValue) 降为 \(own.rawValue)", lower.span)
  }
}
