package import Diagnostics
private import Glibc
private import Synchronization

/// The summaries of everything that is out, sorted by id. Those of a large site would be most of what a build holds, so
/// they are put away, and each is read when somebody asks for it.
package struct SummaryList: Sendable, RandomAccessCollection {
  /// Takes summaries in any order.
  package struct Builder: Sendable {
    private let spool: SpoolFile?
    private var entries: [(id: String, entry: Entry)] = []
    private var kinds: [String] = []
    private var formSets: Set<String> = []

    /// - Parameter spool: nil keeps them in memory, as bytes.
    package init(spool: SpoolFile?) { self.spool = spool }

    package mutating func add(_ summary: DisclosureSummary) {
      var pack = PackWriter()
      summary.pack(into: &pack)
      add(summary, .put(spool?.put(pack.bytes) ?? .memory(pack.bytes)))
    }

    fileprivate mutating func add(_ summary: DisclosureSummary, _ content: Entry.Content) {
      let kind = kinds.firstIndex(of: summary.kind) ?? kinds.count
      if kind == kinds.count { kinds.append(summary.kind) }
      formSets.insert(summary.formSet)
      entries.append((summary.id, Entry(content: content, year: Int32(clamping: summary.year), kind: UInt32(kind))))
    }

    package consuming func finish() -> SummaryList {
      entries.sort { $0.id < $1.id }
      var departments: [String: Range<Int>] = [:]
      var start = entries.startIndex
      while start < entries.endIndex {
        let department = entries[start].id.prefix { $0 != "/" }
        let own = entries[start...].prefix { $0.id.prefix { $0 != "/" } == department }
        departments[String(department)] = own.indices
        start = own.endIndex
      }
      return SummaryList(
        Storage(
          spool: spool, entries: entries.map(\.entry), kinds: kinds, formSets: formSets, departments: departments))
    }
  }

  fileprivate struct Entry: Sendable {
    enum Content: Sendable {
      case held(DisclosureSummary)
      case put(SpoolFile.Piece)
    }

    let content: Content
    let year: Int32
    /// Among the kinds.
    let kind: UInt32
  }

  private final class Storage: Sendable {
    let spool: SpoolFile?
    let entries: [Entry]
    let kinds: [String]
    let formSets: Set<String>
    let departments: [String: Range<Int>]
    let failure = Mutex<SpoolFile.Unreadable?>(nil)

    init(
      spool: SpoolFile?, entries: [Entry], kinds: [String], formSets: Set<String>, departments: [String: Range<Int>]
    ) {
      self.spool = spool
      self.entries = entries
      self.kinds = kinds
      self.formSets = formSets
      self.departments = departments
    }
  }

  private let storage: Storage

  private init(_ storage: Storage) { self.storage = storage }

  /// Some that are at hand, whole.
  package init(_ summaries: [DisclosureSummary]) {
    var builder = Builder(spool: nil)
    for summary in summaries { builder.add(summary, .held(summary)) }
    self = builder.finish()
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { storage.entries.count }

  package subscript(position: Int) -> DisclosureSummary {
    switch storage.entries[position].content {
    case .held(let summary): return summary
    case .put(let piece):
      do throws(SpoolFile.Unreadable) {
        var pack = PackReader(try SpoolFile.bytes(of: piece, in: storage.spool))
        guard let summary = try? DisclosureSummary(from: &pack), pack.isAtEnd else {
          throw SpoolFile.Unreadable(errno: EIO)
        }
        return summary
      } catch {
        storage.failure.withLock { $0 = $0 ?? error }
        return .unreadable
      }
    }
  }

  /// What went wrong reading back what was put away: from then on nothing it says can be relied on.
  package var failure: SpoolFile.Unreadable? { storage.failure.withLock { $0 } }

  /// Cheaper than a whole summary, as is ``kind(at:)``.
  package func year(at position: Int) -> Int { Int(storage.entries[position].year) }

  package func kind(at position: Int) -> String { storage.kinds[Int(storage.entries[position].kind)] }

  package var years: Set<Int> { Set(storage.entries.lazy.map { Int($0.year) }) }

  package var formSets: Set<String> { storage.formSets }

  /// Where those of a department stand.
  package func places(of department: String) -> Range<Int> { storage.departments[department] ?? 0..<0 }

  /// Some of them in an order of their own.
  package func selection(_ places: some Sequence<Int>) -> SummarySelection {
    SummarySelection(self, places.map { UInt32($0) })
  }

  /// All of them in another order: as `precedes` says of a value of each; by id where it says nothing.
  package func sorted<Key>(by key: (Int) -> Key, _ precedes: (Key, Key) -> Bool) -> SummarySelection {
    selection(indices.map { (place: $0, key: key($0)) }.sorted { precedes($0.key, $1.key) }.map(\.place))
  }
}

/// Some summaries of a list, in an order of their own.
package struct SummarySelection: Sendable, RandomAccessCollection {
  private let list: SummaryList
  private let places: [UInt32]

  fileprivate init(_ list: SummaryList, _ places: [UInt32]) {
    self.list = list
    self.places = places
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { places.count }
  package subscript(position: Int) -> DisclosureSummary { list[Int(places[position])] }

  /// Those of them that a test holds for, in the same order.
  package func selection(_ isSelected: (DisclosureSummary) -> Bool) -> SummarySelection {
    SummarySelection(list, places.filter { isSelected(list[Int($0)]) })
  }

  /// Where each stands in its list.
  package var placesInList: some RandomAccessCollection<Int> { places.lazy.map { Int($0) } }
}

extension DisclosureSummary {
  /// Stands for what could not be read back; nobody gets to see it.
  fileprivate static let unreadable = DisclosureSummary(
    schema: "", id: "", departmentName: "", year: 0, kind: "", title: "", published: "", source: nil, mark: nil,
    formSet: "", unit: "", checks: "", keyFigures: [], corrections: nil, projects: nil, isDraft: false,
    figures: PublishedFigures())
}
