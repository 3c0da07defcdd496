package import Diagnostics
package import Disclosures
internal import Rendering
internal import Validation
private import Synchronization

/// A site kept in memory while somebody works on it: only departments that change are read and checked again, and pages
/// are made when somebody looks at them.
package final class SitePreview: Sendable {
  /// What the site came to.
  package struct State: Sendable {
    /// The site's own findings first, then each department's.
    package let groups: [Group]
    /// The pages; nil where there is something that no page could show.
    package let view: SiteView?
    /// Whether some department is shown as it was before: its files cannot be read now.
    package let showsEarlier: Bool

    /// All of them in reading order.
    package var findings: [Finding] { groups.flatMap(\.findings).inReadingOrder() }
  }

  /// What was found in one place.
  package struct Group: Sendable {
    /// The folder of the department; "" for the site itself.
    package let name: String
    /// Grows when the department is read anew: equal numbers, equal findings.
    package let version: Int
    /// In reading order.
    package let findings: [Finding]
    /// What the findings point at: excerpts.
    package let sources: [String: SourceFile]
  }

  /// One department as read and checked. A class, because all of them are handed on with every save.
  final class Department: Sendable {
    /// What it was read from; nil where something of that was saved meanwhile.
    let state: FolderState?
    let review: DepartmentReview
    let group: Group
    let heldBack: Set<String>
    /// What other findings may not show, wherever they are.
    let confidential: [Finding]
    /// Whether all of its files could be read: a page that is missing says less than the last one there was.
    let isWhole: Bool

    init(_ review: DepartmentReview, state: FolderState?, version: Int) {
      self.state = state
      self.review = review
      let findings = review.record.findings.inReadingOrder()
      group = Group(name: review.record.slug, version: version, findings: findings, sources: review.sources)
      heldBack = review.record.heldBack
      confidential = findings.filter(\.isConfidential)
      isWhole =
        review.record.folder.department != nil && review.record.unreadable.isEmpty
        && review.checked.allSatisfy(\.disclosure.unread.isEmpty)
    }
  }

  private struct Memory {
    var loader: SiteLoader
    var frame: SiteFrameReading
    /// By folder.
    var departments: [String: Department] = [:]
    /// By folder: departments that cannot be read now as they were when they could.
    var earlier: [String: Department] = [:]
    var theme: Theme.Reading
    var day: CalendarDate
    /// Grows whenever a page may have changed.
    var version = 0

    mutating func forget(allBut folders: Set<String>) {
      for name in departments.keys where !folders.contains(name) {
        departments[name] = nil
        earlier[name] = nil
        version += 1
      }
    }

    mutating func take(_ department: Department, of folder: String) {
      if department.isWhole {
        earlier[folder] = nil
      } else if let known = departments[folder], known.isWhole {
        earlier[folder] = known
      }
      departments[folder] = department
      version += 1
    }
  }

  private let root: String
  private let today: @Sendable () -> CalendarDate
  private let memory = Mutex<Memory?>(nil)

  /// - Parameter today: the day to check by, asked at each update, since a preview may run past midnight.
  package init(root: String, today: @escaping @Sendable () -> CalendarDate) {
    self.root = root
    self.today = today
  }

  /// Takes changes in. Keeps its thread busy, and waits for an update that is under way.
  ///
  /// - Parameter changed: the paths below the site's folder that may have changed; nil for anything.
  package func update(_ changed: Set<String>?) -> State {
    memory.withLock { memory in
      let day = today()
      let known = memory
      var scope = known?.day == day ? Scope(changed) : .everything
      var current: Memory
      if let known, !scope.hasFrame {
        current = known
        if scope.hasTheme {
          current.theme = Theme.Reading(root: root)
          current.version += 1
        }
      } else {
        scope = .everything
        var loader = SiteLoader(root: root)
        let frame = loader.readFrame()
        current = Memory(
          loader: loader, frame: frame, departments: known?.departments ?? [:], earlier: known?.earlier ?? [:],
          theme: Theme.Reading(root: root), day: day, version: (known?.version ?? 0) + 1)
        current.forget(allBut: Set(frame.folders.map(\.name)))
      }
      read(scope, &current)
      defer { memory = current }
      return state(of: current)
    }
  }

  /// What a set of changed paths concerns.
  private struct Scope {
    var hasFrame = false
    var hasTheme = false
    /// nil for all.
    var departments: Set<String>?

    static let everything = Scope(hasFrame: true, hasTheme: true, departments: nil)

    private init(hasFrame: Bool, hasTheme: Bool, departments: Set<String>?) {
      self.hasFrame = hasFrame
      self.hasTheme = hasTheme
      self.departments = departments
    }

    init(_ changed: Set<String>?) {
      guard let changed else {
        self = .everything
        return
      }
      var departments: Set<String> = []
      for path in changed {
        let parts = path.split(separator: "/", maxSplits: 2).map(String.init)
        switch (parts.first, parts.count) {
        case ("templates", _): hasTheme = true
        case ("content", 2...) where !parts[1].contains("."): departments.insert(parts[1])
        default:
          self = .everything
          return
        }
      }
      self.departments = departments
    }
  }

  private func read(_ scope: Scope, _ memory: inout Memory) {
    let listed = Set(memory.frame.folders.map(\.name))
    let hasMoved = scope.departments?.contains {
      !listed.contains($0) || !memory.loader.folder.isFolder("content/\($0)")
    }
    if hasMoved ?? false {
      // A folder has come or gone, or something that is none: what was found in `content` itself is found anew. Forms and
      // the site's own files are as they were.
      var loader = SiteLoader(root: root)
      memory.frame.folders = loader.readFrame().folders
      memory.loader = loader
      memory.version += 1
      memory.forget(allBut: Set(memory.frame.folders.map(\.name)))
    }
    let due = memory.frame.folders.filter { scope.departments?.contains($0.name) ?? true }
    let (loader, frame, day, known) = (memory.loader, memory.frame, memory.day, memory.departments)
    let isNew = scope.hasFrame
    let version = memory.version + 1
    let read = BoundedMap.run(due) { entry -> Department? in
      let state = FolderState(of: [entry.path], below: loader.folder.root)
      // Saved without a change.
      if !isNew, known[entry.name]?.state?.content == state.content { return nil }
      let reading = loader.read(entry, frame.formSets, allowsHTML: frame.info?.allowsHTML ?? false)
      let review = DepartmentReview(reading, frame: frame, today: day, keepsLedgers: true)
      review.forget()
      let isOfState = state == FolderState(of: [entry.path], below: loader.folder.root)
      return Department(review, state: isOfState ? state : nil, version: version)
    }
    for (entry, department) in zip(due, read) {
      if let department { memory.take(department, of: entry.name) }
    }
  }

  private func state(of memory: Memory) -> State {
    let departments = memory.frame.folders.compactMap { memory.departments[$0.name] }
    let (site, heldBack) = siteFindings(memory, departments)
    let groups = [site] + departments.map(\.group)
    let hasError = !heldBack.isEmpty || site.findings.contains(atLeast: .error)
    let shown = memory.frame.folders.compactMap { memory.earlier[$0.name] ?? memory.departments[$0.name] }
    // An unreadable disclosure would be missing from the pages: the last good ones say more than that.
    let isReadable = shown.allSatisfy { $0.review.record.unreadable.isEmpty }
    var view: SiteView?
    if isReadable, let theme = memory.theme.templates, let info = memory.frame.info {
      view = SiteView(
        root: root, version: memory.version, info: info, frame: memory.frame, theme: theme, assets: memory.theme.assets,
        departments: shown,
        // As a draft where there are errors, so that a page with an error shows beside the error.
        isDraft: hasError, heldBack: heldBack)
    }
    return State(groups: groups, view: view, showsEarlier: !memory.earlier.isEmpty)
  }

  /// What concerns the site itself or only shows between departments, and everything that is held back.
  private func siteFindings(_ memory: Memory, _ departments: [Department]) -> (Group, heldBack: Set<String>) {
    var folders = departments.map(\.review.record.folder)
    let names = memory.loader.checkNames(&folders, memory.frame.folders)
    let units = UnitCheck.run(
      folders.compactMap(\.department), folders: folders.map(\.slug),
      unread: Set(departments.flatMap(\.review.record.unreadable))
    ) { folder in
      memory.departments[folder]?.review.record.disclosures.map(\.totals) ?? []
    }
    let own = memory.loader.findings + names + units + memory.frame.formSets.findings
    var sources = memory.loader.sources.merging(memory.theme.sources) { first, _ in first }
    // What is to be hidden is looked for in its own file.
    for department in departments where !department.confidential.isEmpty {
      sources.merge(department.group.sources) { first, _ in first }
    }
    sources = memory.loader.folder.sources(of: own, besides: sources)
    let redaction = Redaction(own + departments.flatMap(\.confidential), sources: sources)
    let findings = (redaction.apply(to: own) + memory.theme.findings).inReadingOrder()
    var heldBack = Set(folders.filter(\.isBlocked).flatMap(\.ids))
    for department in departments { heldBack.formUnion(department.heldBack) }
    for finding in findings where finding.level == .error && finding.suppression == nil {
      if case .disclosure(let id) = finding.scope { heldBack.insert(id) }
    }
    return (Group(name: "", version: memory.version, findings: findings, sources: sources), heldBack)
  }
}
