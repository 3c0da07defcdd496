internal import Diagnostics
internal import Documents
internal import Forms

/// A part whose name was left out above it, so that what it holds stands at the end of another part.
///
/// One slip, told where the line is missing; what it holds is read as what it is, so that nothing else is said of it.
struct LostHeading {
  /// A part that a mapping has by its name.
  struct Part {
    let names: [String]
    /// Whether a key can only be this part's.
    let owns: (String) -> Bool
    /// Whether it may hold names that nobody knows beforehand.
    let isOpen: Bool
    /// Whether it may be left out, and is then no more lost than wanted.
    let isOptional: Bool

    init(_ form: TableForm) {
      names = [form.short, form.id]
      owns = { form.owns($0) }
      isOpen = form.layout == .indicators
      isOptional = form.isOptional
    }

    init(_ block: BlockForm) {
      names = [block.name]
      owns = { key in block.line(named: key) != nil }
      isOpen = false
      isOptional = false
    }

    func isIn(_ node: Node) -> Bool { names.contains { node[$0] != nil } }
  }

  /// The mapping with every such part under its name again, and what to say of it.
  static func restored(_ node: Node, _ parts: [Part]) -> (node: Node, findings: [Finding]) {
    var node = node
    var findings: [Finding] = []
    for lost in parts where !lost.isOptional && !lost.isIn(node) {
      guard let found = Self.found(lost, among: parts, in: node) else { continue }
      let first = found.moved[0].key
      findings.append(
        InputRule.missing.finding(
          "缺少“\(lost.names[0]):”这一行：它的\(names(found.moved))落到了“\(found.host.names[0])”里", at: first.span,
          fix: "在这一行前面加上 \(lost.names[0]):，与 \(found.host.names[0]): 对齐"))
      node = found.node
    }
    return (node, findings)
  }

  private static func found(
    _ lost: Part, among parts: [Part], in node: Node
  ) -> (node: Node, host: Part, moved: [Node.Pair])? {
    let pairs = node.pairs ?? []
    for (index, pair) in pairs.enumerated() {
      guard let host = parts.first(where: { part in part.names.contains { $0 == pair.key.text } }),
        let inner = pair.value.pairs
      else { continue }
      let start = inner.lastIndex { inner in
        let key = inner.key.text ?? ""
        return host.owns(key) || !(lost.owns(key) || lost.isOpen)
      }
      guard let start, start + 1 < inner.endIndex else { continue }
      let moved = Array(inner[(start + 1)...])
      guard moved.contains(where: { lost.owns($0.key.text ?? "") }) else { continue }
      var rest = pairs
      rest[index] = .init(key: pair.key, value: Node(.mapping(Array(inner[...start])), span: pair.value.span))
      let span = moved[0].key.span.union(moved[moved.count - 1].value.span)
      let name = Node(.scalar(lost.names[0], quoted: false), span: moved[0].key.span)
      rest.insert(.init(key: name, value: Node(.mapping(moved), span: span)), at: index + 1)
      return (Node(.mapping(rest), span: node.span), host, moved)
    }
    return nil
  }

  private static func names(_ pairs: [Node.Pair]) -> String {
    pairs.prefix(2).map { "“\($0.key.text ?? "")”" }.joined(separator: "、")
      + (pairs.count > 2 ? "等 \(pairs.count) 行" : "")
  }
}

extension TableForm {
  /// Whether a key of its data can only be its own.
  fileprivate func owns(_ key: String) -> Bool {
    switch layout {
    case .list: key == "columns" || key == "rows"
    case .indicators: key == "columns" || key == "total" || key == "indicators" || key == totalRow
    case .record: blocks[0].column(named: key) != nil
    case .paired, .segments, .transposed:
      blocks.count > 1
        ? block(named: key) != nil : key == "columns" || blocks[0].line(named: key) != nil
    }
  }
}
