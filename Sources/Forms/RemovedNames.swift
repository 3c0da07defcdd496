internal import Documents

/// Every name of the tables, lines and columns that a set takes out of its parent: rules about them go too, while a rule
/// with any other unknown name is a mistake.
struct RemovedNames {
  private(set) var names: Set<String> = []

  mutating func insert(_ node: Node) {
    for key in ["id", "code", "name", "short", "title", "label"] {
      if let name = node[key]?.text { names.insert(name) }
    }
    for alias in node["aliases"]?.items ?? [] {
      if let name = alias.text { names.insert(name) }
    }
  }

  func contains(_ name: String) -> Bool { names.contains(name) }
}
