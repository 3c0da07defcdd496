internal import Diagnostics
internal import Documents

/// Every name of the tables, lines and columns that a set takes out of its parent or calls otherwise: what was inherited
/// with them goes, or is told where they were renamed, while a rule with any other unknown name is a mistake.
struct RemovedNames {
  struct Renamed {
    let old: String
    let new: String
    let isShort: Bool
    let span: SourceSpan
  }

  /// How many generations above the set being read the one stands that is being laid over its parent.
  var generation = 0
  /// Name → the latest generation that took it out.
  private var names: [String: Int] = [:]
  private var renames: [String: (generation: Int, renamed: Renamed)] = [:]
  /// File → the generation of its set.
  private var files: [String: Int] = [:]

  mutating func insert(_ node: Node) {
    for key in ["id", "code", "name", "short", "title", "label"] {
      if let name = node[key]?.text { insert(name) }
    }
    for alias in node["aliases"]?.items ?? [] {
      if let name = alias.text { insert(name) }
    }
  }

  private mutating func insert(_ name: String) { names[name] = min(names[name] ?? generation, generation) }

  mutating func insert(_ renamed: Renamed) {
    if let known = renames[renamed.old], known.generation <= generation { return }
    renames[renamed.old] = (generation, renamed)
  }

  mutating func insert(file path: String) { files[path] = generation }

  func contains(_ name: String) -> Bool { names[name] != nil }

  /// Whether the name was taken out after the line at `span` was written. What a set takes out itself its own rules
  /// cannot mean.
  func contains(_ name: String, since span: SourceSpan) -> Bool {
    names[name].map { $0 < generation(of: span) } ?? false
  }

  private func renamed(_ name: String, since span: SourceSpan) -> Renamed? {
    renames[name].flatMap { $0.generation < generation(of: span) ? $0.renamed : nil }
  }

  /// What is wrong where a line that was written before still says a former name: that it was renamed without being kept.
  func renaming(_ names: [String], since span: SourceSpan) -> Finding? {
    guard let renamed = names.lazy.compactMap({ self.renamed($0, since: span) }).first else { return nil }
    return FormRule.form.finding(
      "“\(renamed.old)”改成了“\(renamed.new)”，继承来的规则和数据还用原来的\(renamed.isShort ? "简称" : "名称")", at: renamed.span,
      fix: renamed.isShort ? "short 照旧写“\(renamed.old)”；要改印出的表名，改 title" : "在这一条里加上 aliases: [\(renamed.old)]")
  }

  /// Whether a line belongs to the set being read, not to one that it extends.
  func isOwn(_ span: SourceSpan) -> Bool { generation(of: span) == 0 }

  private func generation(of span: SourceSpan) -> Int { files[span.path] ?? 0 }
}
