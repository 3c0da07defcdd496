internal import Diagnostics
internal import Documents

/// Reads one rule with its cases and samples; every mistake is a finding at its own place in the rule file.
struct RuleReader {
  let readsSamples: Bool
  var findings: [Finding] = []

  init(readsSamples: Bool = true) { self.readsSamples = readsSamples }

  mutating func read(_ node: Node) -> Rule? {
    var map = MappingReader(node, "规则")
    let id = map.requiredText("id")
    let name = map.requiredText("name")
    let levelNode = map.required("level")
    let basis = map.requiredText("basis")
    let message = map.text("message")
    let help = map.text("help")
    let level = levelNode?.text.flatMap { Finding.Level(rawValue: $0) }
    if level == nil, let levelNode {
      findings.append(FormRule.rule.finding("level 应是 error、warning 或 note", at: levelNode.span))
    }
    var cases: [Rule.Case] = []
    if let listed = map.node("cases") {
      for entry in listed.items ?? [] {
        var caseMap = MappingReader(entry, "规则的一种情形")
        if let found = readCase(&caseMap, at: entry.span) { cases.append(found) }
        findings += caseMap.finish()
      }
      for key in ["for", "assert", "when", "unless", "optional"] {
        guard let single = map.node(key) else { continue }
        // Also what an heir gets that overrides `assert` where its parent has `cases`.
        findings.append(
          FormRule.rule.finding("规则有 cases，又在外面写了“\(key)”，不知道用哪一个", at: single.span, fix: "写进 cases 里，或把 cases 整个重写"))
      }
    } else if let found = readCase(&map, at: node.span) {
      cases.append(found)
    }
    let sampleNode = map.node("samples")
    let samples = readsSamples ? readSamples(sampleNode) : []
    findings += map.finish()
    guard let id, let name, let level, let basis else { return nil }
    if cases.isEmpty { return nil }
    if readsSamples, !samples.contains(where: { $0.expectation == .fail }) {
      findings.append(
        FormRule.sample.finding(
          "规则 \(id) 没有“应当不通过”的样例（samples.fail），不能证明它查得出错", at: node.span, fix: "加上一组违反它的单元格"))
    }
    return Rule(
      id: id, name: name, level: level, declaredLevel: level, basis: basis, message: message, help: help, cases: cases,
      samples: samples, span: node.span)
  }

  private mutating func readCase(_ map: inout MappingReader, at span: SourceSpan) -> Rule.Case? {
    let scope = map.node("for").flatMap { FormRule.rule.reference($0, &findings) }
    let assertion = map.required("assert").flatMap { FormRule.rule.comparison($0, &findings) }
    let condition = map.node("when").flatMap { FormRule.rule.comparison($0, &findings) }
    var unless: Rule.Excuse?
    if let node = map.node("unless") {
      var excuse = MappingReader(node, "unless")
      let section = excuse.requiredText("section")
      let subjects = excuse.texts("about")
      let words = excuse.texts("says")
      findings += excuse.finish()
      if let section { unless = Rule.Excuse(section: section, subjects: subjects, words: words) }
    }
    let isOptional = map.flag("optional")
    guard let assertion else { return nil }
    return Rule.Case(
      scope: scope, assertion: assertion, condition: condition, unless: unless, isOptional: isOptional,
      span: assertion.span.union(span))
  }

  private mutating func readSamples(_ node: Node?) -> [Rule.Sample] {
    guard let node else { return [] }
    var map = MappingReader(node, "样例")
    var samples: [Rule.Sample] = []
    for expectation in Rule.Sample.Expectation.allCases {
      for entry in map.list(expectation.rawValue) {
        let cells = (entry.pairs ?? []).compactMap { pair -> Rule.Sample.Address? in
          guard let reference = FormRule.rule.reference(pair.key, &findings), let literal = pair.value.text else {
            return nil
          }
          return .init(reference: reference, literal: literal, span: pair.value.span)
        }
        if cells.isEmpty {
          findings.append(FormRule.sample.finding("样例应是“单元格地址: 数”", at: entry.span))
        } else {
          samples.append(.init(expectation: expectation, cells: cells, isWhole: true, span: entry.span))
        }
      }
    }
    findings += map.finish()
    return samples
  }
}
