internal import Diagnostics
internal import Documents

/// What a set prints otherwise than its parent in all titles and notes (`wording: {部门决算: 单位决算}`): a unit fills in
/// the tables of its department under another name.
struct InheritedWording {
  static let key = "wording"
  private static let changed: Set<String> = ["title", "kind-title", "notes"]

  /// Longer words first: 部门决算表 before 部门决算.
  private let words: [(old: String, new: String, span: SourceSpan)]
  private var used: Set<String> = []
  private(set) var findings: [Finding] = []

  init?(_ node: Node) {
    guard let wording = node[Self.key] else { return nil }
    var words: [(old: String, new: String, span: SourceSpan)] = []
    for pair in wording.pairs ?? [] {
      guard let old = pair.key.text, let new = pair.value.text, !old.isEmpty, !new.isEmpty else { continue }
      words.append((old, new, pair.key.span))
    }
    if words.count != wording.pairs?.count {
      findings.append(FormRule.form.finding("wording 应是“上级的叫法: 这里的叫法”", at: wording.span))
    }
    self.words = words.sorted { $0.old.count > $1.old.count }
  }

  /// The set with what its parent says of its sources and of what is unverified: the tables are the same.
  static func withNotes(of base: Node, _ node: Node) -> Node {
    guard let pairs = node.pairs else { return node }
    return Node(
      .mapping(
        pairs.map { pair in
          guard let key = pair.key.text, ["sources", "unverified"].contains(key), let own = pair.value.items else {
            return pair
          }
          return .init(key: pair.key, value: Node(.sequence((base[key]?.items ?? []) + own), span: pair.value.span))
        }), span: node.span)
  }

  /// The parent in this set's words.
  mutating func apply(to base: Node) -> Node {
    let result = mapping(base)
    findings += words.filter { !used.contains($0.old) }.map {
      FormRule.form.finding("wording：上级表样的标题和附注里没有“\($0.old)”", at: $0.span, fix: "照上级表样的写法，或删去")
    }
    return result
  }

  private mutating func mapping(_ node: Node, isSection: Bool = false) -> Node {
    if let items = node.items {
      return Node(.sequence(items.map { mapping($0, isSection: isSection) }), span: node.span)
    }
    guard let pairs = node.pairs else { return node }
    var result = pairs.map { pair in
      let key = pair.key.text ?? ""
      let value = Self.changed.contains(key) ? reworded(pair.value) : mapping(pair.value, isSection: key == "sections")
      return Node.Pair(key: pair.key, value: value)
    }
    if isSection, let title = node["title"], let new = Node(.mapping(result), span: node.span)["title"], new != title {
      // Under its department's title it is still that section.
      let accepts = (node["accepts"]?.items ?? []).filter { $0.text != new.text } + [title]
      result.removeAll { $0.key.text == "accepts" }
      result.append(
        .init(
          key: Node(.scalar("accepts", quoted: false), span: title.span),
          value: Node(.sequence(accepts), span: title.span)))
    }
    return Node(.mapping(result), span: node.span)
  }

  private mutating func reworded(_ node: Node) -> Node {
    switch node.kind {
    case .scalar(let text, let quoted):
      var new = text
      for word in words where new.contains(word.old) {
        new = new.replacing(word.old, with: word.new)
        used.insert(word.old)
      }
      return Node(.scalar(new, quoted: quoted), span: node.span)
    case .sequence(let items): return Node(.sequence(items.map { reworded($0) }), span: node.span)
    case .mapping(let pairs):
      return Node(.mapping(pairs.map { .init(key: $0.key, value: reworded($0.value)) }), span: node.span)
    }
  }
}
