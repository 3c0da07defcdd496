internal import Diagnostics
internal import Disclosures
internal import Export
internal import Validation

/// What is left of a department once it has been read, checked and rendered: everything the rest of the site needs of it.
///
/// It can be stored, so that a later build, or one on another machine, goes on from it.
package struct DepartmentRecord: Sendable {
  /// Without its texts.
  var folder: DepartmentFolder
  var disclosures: [DisclosureRecord]
  /// Findings that belong to no disclosure that could be checked.
  let rest: [Finding]
  /// The ids of disclosures that are there but could not be read.
  let unreadable: [String]

  package var slug: String { folder.slug }

  /// The disclosures that may not be released, as far as the department alone can tell.
  var heldBack: Set<String> {
    var held = Set(unreadable)
    for disclosure in disclosures where folder.isBlocked || disclosure.findings.contains(atLeast: .error) {
      held.insert(disclosure.id)
    }
    for finding in rest where finding.level == .error && finding.suppression == nil {
      if case .disclosure(let id) = finding.scope { held.insert(id) }
    }
    return held.union(folder.isBlocked ? folder.ids : [])
  }

  /// All of them, those of no disclosure first.
  var findings: [Finding] { rest + disclosures.flatMap(\.findings) }
}

/// What is left of one disclosure.
package struct DisclosureRecord: Sendable {
  package let id: String
  let formSet: String
  let findings: [Finding]
  let tally: LedgerTally
  /// How the figures of its narrative were checked, by section.
  let narrative: [SectionTally]
  let totals: DisclosureTotals
}
