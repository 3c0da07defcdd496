internal import Diagnostics
internal import Documents

/// Checks the names that a form set's own settings use: a misspelt one in `locked` would leave a rule unlocked, in
/// `unverified` leave it an error, in `table-order` leave a table where it is, and nobody would notice.
struct FormNameChecker {
  private let node: Node
  private let set: FormSet
  private let removed: RemovedNames
  private let rules: [String]

  /// - Parameters:
  ///   - node: the merged files, whose places are those of whoever wrote the line.
  ///   - set: before anything inherited was taken out of it.
  init(_ node: Node, set: FormSet, removed: RemovedNames) {
    self.node = node
    self.set = set
    self.removed = removed
    rules = set.rules.map(\.id) + set.statements.map(\.id) + BuiltInRuleNames.all.sorted()
  }

  func check() -> [Finding] { locked + unverified + tableOrder + fields + basisChanges + codeLists }

  private var locked: [Finding] {
    texts(node["locked"]).compactMap { id, span in
      guard !rules.contains(id), !removed.contains(id) else { return nil }
      return unknown("locked 里的“\(id)”不是这套表样的规则", id, among: rules, at: span)
    }
  }

  private var unverified: [Finding] {
    let tables = set.tables.flatMap { [$0.id, $0.short, $0.title] }
    return (node["unverified"]?.items ?? []).flatMap { texts($0["about"]) }.compactMap { name, span in
      guard name != "全部", !rules.contains(name), set.table(named: name) == nil, !removed.contains(name) else {
        return nil
      }
      guard name.contains("[") else {
        if let renaming = removed.renaming([name], since: span) { return renaming }
        return unknown("about 里的“\(name)”不是这套表样的表、规则或行", name, among: rules + tables, at: span)
      }
      do {
        _ = try TableResolution(try ExpressionParser.reference(name, span: span), in: set)
        return nil
      } catch let problem as TableResolution.Problem {
        let isGone = name.split { "[].".contains($0) }.contains { removed.contains(String($0)) }
        guard !isGone else { return nil }
        return removed.renaming(name.split { "[].".contains($0) }.map(String.init), since: span)
          ?? FormRule.form.finding("about：\(problem.message)", at: span, fix: problem.fix)
      } catch let problem as ExpressionParser.Problem {
        return FormRule.form.finding("about：\(problem.message)", at: span)
      } catch {
        return nil
      }
    }
  }

  private var basisChanges: [Finding] {
    let tables = set.tables.flatMap { [$0.id, $0.short, $0.title] }
    return (node["basis-changes"]?.items ?? []).flatMap { texts($0["about"]) }.compactMap { name, span in
      guard set.table(named: name) == nil, !removed.contains(name) else { return nil }
      if let renaming = removed.renaming([name], since: span) { return renaming }
      return unknown("basis-changes 里的“\(name)”不是这套表样的表", name, among: tables, at: span)
    }
  }

  /// A list that no table asks for would check nothing.
  private var codeLists: [Finding] {
    let asked = Set(set.tables.compactMap(\.codeList)).sorted()
    return (node["code-lists"]?.pairs ?? []).compactMap { pair in
      guard let name = pair.key.text, !asked.contains(name), removed.isOwn(pair.key.span),
        // A shared list may be at hand for the names of earlier years alone.
        pair.value["list"] == nil || NearMiss.best(for: name, among: asked) != nil
      else { return nil }
      return unknown("code-lists 里的“\(name)”没有一张表用（code-list）", name, among: asked, at: pair.key.span)
    }
  }

  private var tableOrder: [Finding] {
    let ids = set.tables.map(\.id)
    var seen: Set<String> = []
    return texts(node["table-order"]).compactMap { id, span in
      guard ids.contains(id) || removed.contains(id) else {
        return unknown("table-order 里的“\(id)”不是这套表样的表的编号", id, among: ids, at: span)
      }
      guard seen.insert(id).inserted else {
        return FormRule.form.finding("table-order 里“\(id)”写了两次", at: span, fix: "只留一处")
      }
      return nil
    }
  }

  private var fields: [Finding] {
    var seen: Set<String> = []
    return (node["fields"]?.items ?? []).compactMap { field in
      guard let group = field["group"]?.text, let name = field["name"]?.text,
        !seen.insert("\(group).\(name)").inserted
      else { return nil }
      return FormRule.form.finding("申报项“\(group).\(name)”写了两次", at: field.span, fix: "只留一处")
    }
  }

  private func texts(_ node: Node?) -> [(String, SourceSpan)] {
    guard let node else { return [] }
    return (node.items ?? [node]).compactMap { item in item.text.map { ($0, item.span) } }
  }

  private func unknown(_ message: String, _ name: String, among known: [String], at span: SourceSpan) -> Finding {
    let near =
      known.first { $0.lowercased() == name.lowercased() } ?? NearMiss.best(for: name, among: known)
    return FormRule.form.finding(
      message + (near.map { "，是否为“\($0)”？" } ?? ""), at: span,
      fix: near.map { "改成 \($0)" } ?? "改正或删去；可用 mingzhang rules、mingzhang forms 查看")
  }
}
