package import Disclosures

/// What is out, as far as a build has to know it: a large site's figures together would be more than all else that it
/// holds, so a department's are read when it is their turn.
package struct PublishedVersions: Sendable {
  /// The data files of the disclosures that are out, by department, sorted.
  private let files: [String: [String]]
  private let read: @Sendable (String) throws -> DisclosureSummary?
  private let holds: @Sendable (BuiltFile) -> Bool

  /// - Parameters:
  ///   - files: the paths of all data files (``DisclosurePaths/data``).
  ///   - read: what one says; nil for what was never published, such as a draft.
  ///   - holds: whether a file is out just as it is described.
  package init(
    files: some Sequence<String>, read: @escaping @Sendable (String) throws -> DisclosureSummary?,
    holds: @escaping @Sendable (BuiltFile) -> Bool
  ) {
    self.files = Dictionary(grouping: files.sorted()) { String($0.prefix { $0 != "/" }) }
    self.read = read
    self.holds = holds
  }

  /// Nothing.
  package static let none = PublishedVersions(files: [], read: { _ in nil }, holds: { _ in false })

  /// The folders of the departments that have something out, sorted.
  var departments: [String] { files.keys.sorted() }

  func summaries(of department: String) throws -> [DisclosureSummary] {
    try (files[department] ?? []).compactMap(read)
  }

  /// Whether what is out of a department is just what these files have.
  func isSame(_ department: String, as built: [BuiltFile]) -> Bool {
    guard let files = files[department] else { return true }
    let own = Dictionary(built.map { ($0.path, $0) }) { first, _ in first }
    return files.allSatisfy { own[$0].map(holds) ?? false }
  }
}
