internal import Disclosures
internal import Export
internal import Rendering

/// What is out, as far as a build has to know it: a large site's figures together would be more than all else that it
/// holds, so a department's are read when it is their turn.
package struct PublishedVersions: Sendable {
  /// The data files of the disclosures that are out, by department, sorted.
  private let files: [String: [String]]
  private let read: @Sendable (String) throws -> [UInt8]?
  private let list: @Sendable (String) -> [BuiltFile]
  private let holds: @Sendable (BuiltFile) -> Bool

  /// - Parameters:
  ///   - files: the paths of all data files (``DisclosurePaths/data``).
  ///   - read: the bytes of a file; nil where it is not out.
  ///   - list: every file below a folder (`a/2020/final-accounts/`), sorted by path.
  ///   - holds: whether a file is out just as it is described.
  package init(
    files: some Sequence<String>, read: @escaping @Sendable (String) throws -> [UInt8]?,
    list: @escaping @Sendable (String) -> [BuiltFile], holds: @escaping @Sendable (BuiltFile) -> Bool
  ) {
    self.files = Dictionary(grouping: files.sorted()) { String($0.prefix { $0 != "/" }) }
    self.read = read
    self.list = list
    self.holds = holds
  }

  /// Nothing.
  package static let none = PublishedVersions(files: [], read: { _ in nil }, list: { _ in [] }, holds: { _ in false })

  /// The folders of the departments that have something out, sorted.
  var departments: [String] { files.keys.sorted() }

  /// A draft that was built there was never published: nothing of it is kept or compared with.
  func summaries(of department: String) throws -> [DisclosureSummary] {
    try (files[department] ?? []).compactMap { try read($0).flatMap(SummaryJSON.decode) }.filter { !$0.isDraft }
  }

  /// What readers may find of a disclosure that is out; nil in what an earlier version of the tool published.
  func search(of summary: DisclosureSummary) throws -> SearchDocument? {
    guard let found = try read(DisclosurePaths(summary.id).search.path).flatMap(SearchJSON.decode),
      "\(found.department)/\(found.year)/\(found.kind)" == summary.id
    else { return nil }
    return found
  }

  /// Every file of a disclosure that is out, sorted by path.
  func files(of summary: DisclosureSummary) -> [BuiltFile] { list(summary.id + "/") }

  /// Whether the figures of disclosures like this one stand side by side, so that its tables may lead there.
  func isCompared(_ summary: DisclosureSummary) -> Bool {
    !list(ComparePaths.kind(summary.kind, of: summary.year)).isEmpty
  }

  /// Whether what is out of a department is just what these files have.
  func isSame(_ department: String, as built: [BuiltFile]) -> Bool {
    guard let files = files[department] else { return true }
    let own = Dictionary(built.map { ($0.path, $0) }) { first, _ in first }
    return files.allSatisfy { own[$0].map(holds) ?? false }
  }
}
