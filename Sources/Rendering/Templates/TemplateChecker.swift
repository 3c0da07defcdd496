internal import Diagnostics

/// Checks every name in a page's template, through partials and parents, against what that kind of page declares.
struct TemplateChecker {
  let files: [String: SourceFile]
  private(set) var findings: [Finding] = []
  private var visited: Set<String> = []

  init(files: [String: SourceFile]) { self.files = files }

  /// `name` is a template without its extension; `names` what its page declares.
  mutating func check(_ name: String, names: [String: TemplateShape]) {
    visited = []
    check(name, stack: [names], depth: 0)
  }

  /// `depth` is how many templates this one lies in: what lies deeper than may be is told when the tree is made.
  private mutating func check(_ name: String, stack: [[String: TemplateShape]], depth: Int) {
    guard depth <= TemplateTree.deepest, let file = files[name], visited.insert(name).inserted else { return }
    let (tags, problems) = TemplateScanner.tags(of: file)
    findings += problems
    guard problems.isEmpty else { return }
    var stack = stack
    var open: [TemplateScanner.Tag] = []
    for tag in tags {
      guard open.count <= TemplateTree.deepest else {
        findings.append(
          TemplateRule.syntax.finding("一段套一段，超过 \(TemplateTree.deepest) 层", at: tag.span, fix: "减少层数"))
        return
      }
      switch tag.kind {
      case .variable, .raw: checkEscaping(tag, lookUp(tag, stack))
      case .section, .inverted:
        let shape = lookUp(tag, stack)
        stack.append(tag.kind == .section ? shape?.names ?? [:] : [:])
        open.append(tag)
      case .block, .parent:
        if tag.kind == .parent { include(tag, stack, depth) }
        stack.append([:])
        open.append(tag)
      case .partial: include(tag, stack, depth)
      case .close:
        guard let last = open.last, last.name == tag.name else {
          findings.append(
            TemplateRule.syntax.finding(
              "“{{/\(tag.name)}}”没有对应的开头", at: tag.span, fix: open.last.map { "先写 {{/\($0.name)}}" }))
          return
        }
        open.removeLast()
        stack.removeLast()
      case .comment: break
      }
    }
    for tag in open {
      findings.append(TemplateRule.syntax.finding("“\(tag.name)”这一段没有结尾", at: tag.span, fix: "补上 {{/\(tag.name)}}"))
    }
  }

  private mutating func include(
    _ tag: TemplateScanner.Tag, _ stack: [[String: TemplateShape]], _ depth: Int
  ) {
    guard files[tag.name] != nil else {
      let near = NearMiss.best(for: tag.name, among: files.keys.sorted())
      findings.append(
        TemplateRule.missingPartial.finding(
          "没有“\(tag.name)”这个模板" + (near.map { "，是否为“\($0)”？" } ?? ""), at: tag.span,
          fix: near.map { "改成 \($0)" } ?? "加上文件 templates/\(tag.name).mustache"))
      return
    }
    check(tag.name, stack: stack, depth: depth + 1)
  }

  /// Text goes through escaping and finished HTML does not: the other way round, content could write markup of its own,
  /// or readers would see tags.
  private mutating func checkEscaping(_ tag: TemplateScanner.Tag, _ shape: TemplateShape?) {
    if case .markup? = shape, tag.kind == .variable {
      findings.append(
        TemplateRule.escaping.finding("“\(tag.name)”是现成的 HTML，这样写会显示出标签", at: tag.span, fix: "写成 {{{\(tag.name)}}}"))
    } else if case .text? = shape, tag.kind == .raw {
      findings.append(
        TemplateRule.escaping.finding("“\(tag.name)”是文字，不转义就可能混进标签", at: tag.span, fix: "写成 {{\(tag.name)}}"))
    }
  }

  private mutating func lookUp(
    _ tag: TemplateScanner.Tag, _ stack: [[String: TemplateShape]]
  ) -> TemplateShape? {
    if tag.name == "." { return .text }
    let parts = tag.name.split(separator: ".").map(String.init)
    guard let first = parts.first else { return nil }
    var found: TemplateShape?
    for names in stack.reversed() {
      if let shape = names[first] {
        found = shape
        break
      }
    }
    for part in parts.dropFirst() { found = found?.names?[part] }
    if found == nil {
      let known = Set(stack.flatMap(\.keys))
      let near = NearMiss.best(for: tag.name, among: known.sorted())
      findings.append(
        TemplateRule.unknownName.finding(
          "这种页面没有“\(tag.name)”这个名称" + (near.map { "，是否为“\($0)”？" } ?? ""), at: tag.span,
          fix: near.map { "改成 \($0)" } ?? "可用的名称见 docs/改模板.md"))
    }
    return found
  }
}
