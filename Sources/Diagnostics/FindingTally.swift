/// How many findings there are of each level; those that somebody has let stand are counted apart.
package struct FindingTally: Sendable, Hashable {
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var notes = 0
  package private(set) var suppressed = 0

  package init(_ findings: [Finding] = []) { add(findings) }

  package mutating func add(_ findings: [Finding]) {
    for finding in findings {
      switch finding.level {
      case _ where finding.suppression != nil: suppressed += 1
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
    }
  }
}
