internal import Diagnostics

/// Which kinds of document several departments have for a year, by their folders alone: known before anything is read, so
/// that a table can lead to the same line of other departments while these are still to be made.
struct SharedKinds: Sendable {
  /// As `year/kind`.
  let all: Set<String>
  /// Sorted.
  private let byDepartment: [String: [String]]

  /// What a department has of them, sorted: a part of what its pages are made from.
  func kinds(of department: String) -> [String] { byDepartment[department] ?? [] }

  /// - Parameter departments: their folders.
  init(_ folder: SiteFolder, _ departments: [SiteFolder.Entry]) {
    // Whoever reads the folders says what is wrong with them.
    var ignored: [Finding] = []
    self.init(
      ids: departments.flatMap { department in
        folder.entries(of: department.path, &ignored).filter(\.isFolder).flatMap { year in
          folder.entries(of: year.path, &ignored).filter(\.isFolder).map {
            "\(department.name)/\(year.name)/\($0.name)"
          }
        }
      })
  }

  /// - Parameter ids: `department/year/kind`, each once.
  init(ids: [String]) {
    var counts: [String: Int] = [:]
    var own: [String: [String]] = [:]
    // Each name once in memory.
    var names: Set<String> = []
    for id in ids {
      guard let slash = id.firstIndex(of: "/") else { continue }
      let kind = names.insert(String(id[id.index(after: slash)...])).memberAfterInsert
      counts[kind, default: 0] += 1
      own[String(id[..<slash]), default: []].append(kind)
    }
    let all = Set(counts.filter { $0.value > 1 }.keys)
    self.all = all
    // So are lists of them: most departments have the same.
    var lists: Set<[String]> = []
    byDepartment = own.mapValues { kinds in lists.insert(kinds.filter(all.contains).sorted()).memberAfterInsert }
  }
}
