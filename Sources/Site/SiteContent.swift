package import Diagnostics
package import Disclosures
package import Forms

/// A site as read: everything typed, every problem a finding.
package struct SiteContent: Sendable {
  package let info: SiteInfo?
  package let departments: [Department]
  /// The names of all departments' folders, also of those that could not be read.
  let folders: [String]
  package let terms: [Term]
  /// Whether the glossary was read without a mistake: with one, what a disclosure selects may only seem to be missing.
  package let hasGlossary: Bool
  package let disclosures: [Disclosure]
  /// The ids of disclosures that are there but could not be read.
  package let unreadable: [String]
  /// The ids of disclosures that a mistake about their department holds back.
  package let heldBack: [String]
  package let findings: [Finding]
  /// Every text file that was read, for showing findings with their lines.
  package let sources: [String: SourceFile]
  /// The form sets that disclosures use, by id.
  package let formSets: [String: FormSet]
  /// Every form set at hand, for those who need the samples of the rules.
  package let formLibrary: FormSetLibrary

  package func department(_ slug: String) -> Department? { departments.first { $0.slug == slug } }
}
