internal import Disclosures

/// Departments that have no document of a kind for the newest year that others have it for, and had one the year before.
///
/// It is no mistake, since not all publish on one day; but among eighty departments nobody sees the one that is missing.
package struct AbsentYear: Sendable, Hashable {
  package let year: Int
  package let kind: String
  /// How many departments have it.
  package let present: Int
  /// By folder, with their names where these could be read; sorted.
  package let missing: [Missing]

  package struct Missing: Sendable, Hashable {
    package let slug: String
    package let name: String?
  }

  /// One a kind that at least two departments have for its newest year, sorted by kind.
  static func all(of folders: [DepartmentFolder]) -> [AbsentYear] {
    var folderPlaces: [String: [Int: Set<Int>]] = [:]
    for (place, folder) in folders.enumerated() {
      for id in folder.ids + folder.unreadable {
        let parts = id.split(separator: "/")
        guard parts.count == 3, let year = Int(parts[1]) else { continue }
        folderPlaces[String(parts[2]), default: [:]][year, default: []].insert(place)
      }
    }
    return folderPlaces.sorted { $0.key < $1.key }.compactMap { kind, years in
      guard let newest = years.keys.max(), let present = years[newest], present.count > 1 else { return nil }
      let missing = (years[newest - 1] ?? []).subtracting(present).sorted()
      guard !missing.isEmpty else { return nil }
      return AbsentYear(
        year: newest, kind: kind, present: present.count,
        missing: missing.map { Missing(slug: folders[$0].slug, name: folders[$0].department?.name) })
    }
  }
}
