internal import Diagnostics
internal import Documents
internal import Figures

/// Reads `criteria:` of a form set.
struct CriterionReader {
  var findings: [Finding] = []

  mutating func read(_ node: Node) -> Criterion? {
    var map = MappingReader(node, "评分标准")
    let table = map.text("table") ?? "评分表"
    let indicator = map.requiredText("indicator")
    let parts = map.list("parts").compactMap { readPart($0) }
    findings += map.finish()
    guard let indicator else { return nil }
    if parts.isEmpty {
      findings.append(FormRule.form.finding("“\(indicator)”没有写怎样评分（parts）", at: node.span))
      return nil
    }
    return Criterion(table: table, indicator: indicator, parts: parts, span: node.span)
  }

  private mutating func readPart(_ node: Node) -> Criterion.Part? {
    var map = MappingReader(node, "评分标准的一项")
    let name = map.text("name") ?? ""
    let value = map.node("value").flatMap { FormRule.form.side($0, &findings) }
    let formula = map.node("score").flatMap { FormRule.form.side($0, &findings) }
    let steps = map.list("steps").compactMap { readStep($0) }
    let choice = map.list("choice").compactMap { readNumber($0) }
    let most = map.node("most").flatMap { readNumber($0) }
    let judged = map.node("judged").flatMap { readNumber($0) }
    findings += map.finish()
    switch (value, formula, judged) {
    case (let value?, nil, nil) where !steps.isEmpty: return .init(name: name, kind: .steps(value, steps))
    case (nil, let formula?, nil): return .init(name: name, kind: .formula(formula, most: most))
    case (nil, nil, let judged?): return .init(name: name, kind: .judged(upTo: judged))
    case (nil, nil, nil) where !choice.isEmpty: return .init(name: name, kind: .choice(choice))
    default:
      findings.append(
        FormRule.form.finding("每一项写 value 和 steps（分档）、score（算式）、choice（可能的分数）或 judged（酌情，最多多少分）之一", at: node.span))
      return nil
    }
  }

  private mutating func readStep(_ node: Node) -> Criterion.Step? {
    var map = MappingReader(node, "一档")
    let score = map.required("score").flatMap { readNumber($0) }
    var found: [(Criterion.Step.Relation, ExactDecimal)] = []
    for relation in Criterion.Step.Relation.allCases {
      if let bound = map.node(relation.rawValue).flatMap({ readNumber($0) }) { found.append((relation, bound)) }
    }
    findings += map.finish()
    guard let score else { return nil }
    if found.count > 1 { findings.append(FormRule.form.finding("一档只写一个界限", at: node.span)) }
    return Criterion.Step(relation: found.first?.0, bound: found.first?.1 ?? .zero, score: score)
  }

  /// `90%` or `0.9`.
  private mutating func readNumber(_ node: Node) -> ExactDecimal? {
    let text = node.text ?? ""
    let isPercent = text.hasSuffix("%")
    guard case .number(let value, _)? = try? FigureLiteral.read(isPercent ? String(text.dropLast()) : text) else {
      findings.append(FormRule.form.finding("应是一个数或百分数，这里是“\(text)”", at: node.span))
      return nil
    }
    return isPercent ? ExactDecimal(value.coefficient, scale: value.scale + 2) : value
  }
}
