internal import Diagnostics
internal import Documents

/// Joins the files of a form set, and lays a year over its parent.
enum NodeMerger {
  /// Two files of one set: lists of one key follow each other; any other key may stand in one file only.
  static func join(_ first: Node, _ second: Node, _ findings: inout [Finding]) -> Node {
    guard let a = first.pairs, let b = second.pairs else { return first }
    var joined = a
    for pair in b {
      if let index = joined.firstIndex(where: { $0.key.text == pair.key.text }), let items = joined[index].value.items,
        let more = pair.value.items
      {
        joined[index] = .init(
          key: joined[index].key, value: Node(.sequence(items + more), span: joined[index].value.span))
      } else if let other = a.first(where: { $0.key.text == pair.key.text }) {
        findings.append(
          FormRule.form.finding(
            "“\(pair.key.text ?? "")”在这个表样集的两个文件里都有", at: pair.key.span, related: [.init(other.key.span, "另一处")],
            fix: "合到一个文件里"))
      } else {
        joined.append(pair)
      }
    }
    return Node(.mapping(joined), span: first.span)
  }

  /// A child set over its parent: mappings merge key by key; lists of named entries merge by `id` (or `code`, or
  /// `name`), where `remove: true` takes an entry out and `after:` says where a new one goes; all else is replaced.
  static func extend(_ base: Node, with patch: Node, _ removed: inout RemovedNames, _ findings: inout [Finding]) -> Node
  {
    if let problem = misfit(base, patch) {
      findings.append(problem)
      return base
    }
    if let basePairs = base.pairs, let patchPairs = patch.pairs {
      var pairs = basePairs
      for pair in patchPairs {
        if let index = pairs.firstIndex(where: { $0.key.text == pair.key.text }) {
          if pair.key.text == LockedRules.key, let own = pair.value.items {
            // What a parent has locked its heirs cannot unlock.
            let inherited = (pairs[index].value.items ?? []).filter { item in !own.contains { $0.text == item.text } }
            pairs[index] = .init(key: pair.key, value: Node(.sequence(inherited + own), span: pair.value.span))
            continue
          }
          recordRename(pair, of: pairs[index].value, &removed)
          pairs[index] = .init(key: pair.key, value: extend(pairs[index].value, with: pair.value, &removed, &findings))
        } else {
          pairs.append(pair)
        }
      }
      return Node(.mapping(pairs), span: patch.span)
    }
    if let baseItems = base.items, let patchItems = patch.items, !patchItems.isEmpty,
      (baseItems + patchItems).allSatisfy({ identity($0) != nil })
    {
      return Node(.sequence(extend(baseItems, with: patchItems, &removed, &findings)), span: patch.span)
    }
    return patch
  }

  private static func extend(
    _ base: [Node], with patch: [Node], _ removed: inout RemovedNames, _ findings: inout [Finding]
  ) -> [Node] {
    var items = base
    var seen: [String: SourceSpan] = [:]
    // Where each stands; found anew once one was taken out or put between others.
    var places: [String: Int] = [:]
    var isInOrder = false
    for entry in patch {
      if let name = identity(entry) {
        if let first = seen[name] {
          findings.append(
            FormRule.form.finding("“\(name)”在这里写了两次", at: entry.span, related: [.init(first, "第一次")], fix: "合成一条"))
          continue
        }
        seen[name] = entry.span
      }
      if !isInOrder {
        places = [:]
        for (place, item) in items.enumerated() {
          if let name = identity(item), places[name] == nil { places[name] = place }
        }
        isInOrder = true
      }
      let existing = identity(entry).flatMap { places[$0] }
      if entry["remove"]?.text == "true" {
        if let existing {
          removed.insert(items.remove(at: existing))
          isInOrder = false
        } else {
          unknown(identity(entry), "remove", at: entry, items, &findings)
        }
        continue
      }
      let clean = Node(.mapping((entry.pairs ?? []).filter { $0.key.text != "after" }), span: entry.span)
      let value = existing.map { extend(items[$0], with: clean, &removed, &findings) } ?? clean
      if let after = entry["after"]?.text {
        if let existing { items.remove(at: existing) }
        let place = items.firstIndex { identity($0) == after }
        if place == nil { unknown(after, "after", at: entry["after"] ?? entry, items, &findings) }
        items.insert(value, at: place.map { $0 + 1 } ?? items.count)
        isInOrder = false
      } else if let existing {
        items[existing] = value
      } else {
        if let name = identity(value) { places[name] = items.count }
        items.append(value)
      }
    }
    return items
  }

  private static func recordRename(_ pair: Node.Pair, of base: Node, _ removed: inout RemovedNames) {
    guard let key = pair.key.text, key == "name" || key == "short", let old = base.text, let new = pair.value.text,
      old != new
    else { return }
    removed.insert(.init(old: old, new: new, isShort: key == "short", span: pair.value.span))
  }

  /// A misspelt name would otherwise leave the parent's line where it is, unnoticed.
  private static func unknown(
    _ name: String?, _ key: String, at node: Node, _ items: [Node], _ findings: inout [Finding]
  ) {
    let near = NearMiss.best(for: name ?? "", among: items.compactMap { identity($0) })
    findings.append(
      FormRule.form.finding(
        "\(key)：上级表样里没有“\(name ?? "")”" + (near.map { "，是否为“\($0)”？" } ?? ""), at: node.span,
        fix: near.map { "改成 \($0)" }))
  }

  /// A value that cannot be laid over the parent's: told where it stands, not where it would have been used.
  private static func misfit(_ base: Node, _ patch: Node) -> Finding? {
    let isMapping = base.pairs != nil && patch.pairs == nil
    let isList = base.items?.contains { $0.pairs != nil } ?? false && patch.items == nil
    guard isMapping || isList, !patch.isEmpty else { return nil }
    return FormRule.form.finding(
      "这里应是\(isMapping ? "一组“键: 值”" : "一个列表")，这里是\(patch.kindWord)", at: patch.span, fix: "照上级表样的写法")
  }

  /// What an entry is known by. Declared figures of different groups may share a name.
  private static func identity(_ node: Node) -> String? {
    if let name = node["id"]?.text ?? node["code"]?.text { return name }
    if let group = node["group"]?.text, let name = node["name"]?.text { return "\(group).\(name)" }
    return node["name"]?.text ?? node["list"]?.text
  }
}
