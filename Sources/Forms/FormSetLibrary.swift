package import Diagnostics
internal import Documents

/// All form sets at hand: the tool's own and the site's, found by id.
///
/// A set is a folder below `forms/`; its `.yaml` files are read together. `extends` names the parent it is a diff over.
package struct FormSetLibrary: Sendable {
  /// The folder of the shared code lists, which is no set.
  private static let codesFolder = "codes"

  private let folders: [String: [SourceFile]]
  private let codes: CodeListReader

  /// `files` are the `.yaml` files below `forms/`, with paths that start with `forms/`. Where two have one path the
  /// later one counts: a site's own file replaces the tool's.
  package init(files: [SourceFile]) {
    var folders: [String: [String: SourceFile]] = [:]
    var lists: [String: SourceFile] = [:]
    var index: SourceFile?
    for file in files {
      let parts = file.path.split(separator: "/").map(String.init)
      guard parts.count > 2 else { continue }
      if parts[1] == Self.codesFolder {
        if file.path.hasSuffix(".csv") {
          lists[String(parts[parts.count - 1].dropLast(4))] = file
        } else {
          index = file
        }
        continue
      }
      guard file.path.hasSuffix(".yaml") else { continue }
      folders[parts.dropFirst().dropLast().joined(separator: "/"), default: [:]][file.path] = file
    }
    self.folders = folders.mapValues { $0.values.sorted { $0.path < $1.path } }
    codes = CodeListReader(files: lists, index: index)
  }

  /// The ids of all sets, sorted.
  package var ids: [String] { folders.keys.sorted() }

  /// Reads one set with its parents. Every mistake in its files is a finding; nil where it cannot be used.
  ///
  /// - Parameter isProven: of sets that tests have read and whose samples they have executed, samples are left out and
  ///   names are not looked up once more. The rules are the same.
  package func load(_ id: String, isProven: Bool = false) -> (FormSet?, [Finding]) {
    load(id, isProven: isProven, within: [])
  }

  /// `outer` are the sets whose sheets are being read: a sheet cannot hold itself.
  private func load(_ id: String, isProven: Bool, within outer: [String]) -> (FormSet?, [Finding]) {
    var findings: [Finding] = []
    var removed = RemovedNames()
    var read: [SourceFile] = codes.allFiles
    guard let node = merged(id, chain: [], &removed, &read, &findings) else { return (nil, findings) }
    guard !findings.contains(atLeast: .error) else { return (nil, findings) }
    var reader = FormSetReader(
      id: id, codes: codes, digest: StableHash.hex(ofPieces: read.map(\.bytes)), readsSamples: !isProven)
    let whole = reader.read(node)
    findings += reader.findings
    guard let whole, !findings.contains(atLeast: .error) else { return (nil, findings) }
    var set = RulePruner(whole, removed: removed).pruned
    for entry in reader.sheets {
      let (sheet, problems) = sheetSet(entry, isProven: isProven, within: outer + [id])
      findings += problems
      if let sheet { set.sheets.append(SheetForm(id: entry.id, set: sheet)) }
    }
    if !isProven {
      let checks =
        FormNameChecker(node, set: whole, removed: removed).check() + RuleChecker(set, removed: removed).check()
      // A renamed table is missed by everything that speaks of it.
      var told: Set<Finding> = []
      findings += checks.filter { told.insert($0).inserted }
    }
    return (findings.contains(atLeast: .error) ? nil : set, findings)
  }

  private func sheetSet(
    _ entry: FormSetReader.SheetEntry, isProven: Bool, within outer: [String]
  ) -> (FormSet?, [Finding]) {
    guard folders[entry.set] != nil, !outer.contains(entry.set) else {
      let near = NearMiss.best(for: entry.set, among: ids)
      return (
        nil,
        [
          FormRule.form.finding(
            outer.contains(entry.set)
              ? "表样集“\(entry.set)”不能作自己的分表" : "没有“\(entry.set)”这个表样集" + (near.map { "，是否为“\($0)”？" } ?? ""),
            at: entry.span, fix: near.map { "改成 \($0)" })
        ]
      )
    }
    let (set, problems) = load(entry.set, isProven: isProven, within: outer)
    guard set == nil, problems.isEmpty else { return (set, problems) }
    return (nil, [FormRule.form.finding("分表的表样集“\(entry.set)”读不出来", at: entry.span)])
  }

  private func merged(
    _ id: String, chain: [String], _ removed: inout RemovedNames, _ read: inout [SourceFile],
    _ findings: inout [Finding]
  ) -> Node? {
    guard let files = folders[id] else { return nil }
    read += files
    removed.generation = chain.count
    for file in files { removed.insert(file: file.path) }
    var node: Node?
    for file in files {
      let (part, problems) = DocumentReader.read(file)
      findings += problems
      guard let part else { continue }
      node = node.map { NodeMerger.join($0, part, &findings) } ?? part
    }
    guard var node, let parent = node["extends"], let parentID = parent.text else { return node }
    if chain.contains(parentID) || parentID == id {
      findings.append(
        FormRule.form.finding(
          "表样集“\(id)”的 extends 绕回了自己：\((chain + [id, parentID]).joined(separator: " → "))", at: parent.span))
      return nil
    }
    guard folders[parentID] != nil else {
      let near = NearMiss.best(for: parentID, among: ids)
      findings.append(
        FormRule.form.finding(
          "没有“\(parentID)”这个表样集" + (near.map { "，是否为“\($0)”？" } ?? ""), at: parent.span, fix: near.map { "改成 \($0)" }))
      return nil
    }
    guard var base = merged(parentID, chain: chain + [id], &removed, &read, &findings) else { return nil }
    if var wording = InheritedWording(node) {
      base = wording.apply(to: base)
      node = InheritedWording.withNotes(of: base, node)
      findings += wording.findings
    }
    findings += LockedRules(of: base).findings(in: node, isOwn: chain.isEmpty)
    removed.generation = chain.count
    return NodeMerger.extend(base, with: node, &removed, &findings)
  }
}
