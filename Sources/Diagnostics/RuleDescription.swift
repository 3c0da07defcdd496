/// A rule as reports need it: what it is called, how grave it is, on what basis.
package struct RuleDescription: Sendable, Hashable {
  package let id: String
  package let name: String
  package let level: Finding.Level
  package let basis: String
  /// What must hold, in a sentence.
  package let summary: String
  package let isLocked: Bool

  package init(id: String, name: String, level: Finding.Level, basis: String, summary: String, isLocked: Bool) {
    self.id = id
    self.name = name
    self.level = level
    self.basis = basis
    self.summary = summary
    self.isLocked = isLocked
  }
}
