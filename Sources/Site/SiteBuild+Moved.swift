internal import Disclosures

/// What is out at addresses that no department has any more.
extension SiteBuild {
  /// Judges them: what a department says it had there (`formerly`) is compared with what it has now, as if it had never
  /// moved; the rest has vanished.
  ///
  /// - Parameter heldBack: what is not built for other reasons; of it, too, the version that is out stays.
  func outElsewhere(_ done: State, _ frame: SiteFrameReading, heldBack: [String]) throws -> ChangeGuard {
    let folders = Set(frame.folders.map(\.name))
    let published = try mode.published.departments.filter { !folders.contains($0) }
      .flatMap(mode.published.summaries(of:))
    var moved: [String: String] = [:]
    var disclosures: Set<String> = []
    var owners: [BuiltDepartment] = []
    for department in published.isEmpty ? [] : done.departments {
      let former = department.department?.formerly ?? []
      let own = published.filter { summary in
        former.contains { $0.slug == summary.department && $0.had(summary.year) }
      }
      if own.isEmpty { continue }
      owners.append(department)
      disclosures.formUnion(department.ids)
      for summary in own { moved[summary.id] = "\(department.slug)/\(summary.year)/\(summary.kind)" }
    }
    // Without a counterpart it is gone from where it was.
    moved = moved.filter { disclosures.contains($0.value) }
    return ChangeGuard(
      published: published, disclosures: disclosures.sorted(), unreadable: [],
      heldBack: done.heldBack.union(heldBack), moved: moved, today: today
    ) {
      owners.flatMap { owner -> [Publication] in
        if let publications = owner.publications { return publications }
        guard let entry = frame.folders.first(where: { $0.name == owner.slug }), let cache, let key = owner.key else {
          return []
        }
        return DepartmentWork.publications(of: entry, cache, key) ?? []
      }
    }
  }
}
