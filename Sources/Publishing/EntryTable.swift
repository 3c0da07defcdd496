internal import Diagnostics

/// The files of a version under way: each path once, found by its bytes.
struct EntryTable: Sendable {
  private(set) var entries = ManifestEntries()
  /// Which of the entries count; the others were taken back.
  private var isLive: [Bool] = []
  /// Which of them the current version holds already: linked at the end, if anything has changed at all.
  private var isUnchanged: [Bool] = []
  /// Open addressing: place in `entries` and 1, or 0 where nothing is.
  private var slots = [UInt32](repeating: 0, count: 64)
  private(set) var unchangedCount = 0

  /// The places of the entries that count.
  var places: [Int] { isLive.indices.filter { isLive[$0] } }

  func contains(_ path: String) -> Bool { place(of: path) != nil }

  func isUnchanged(at place: Int) -> Bool { isUnchanged[place] }

  func isUnchanged(_ path: String) -> Bool { place(of: path).map { isUnchanged[$0] } ?? false }

  /// False, and takes nothing, where the path is there already.
  mutating func insert(_ entry: Manifest.Entry, isUnchanged: Bool) -> Bool {
    guard !contains(entry.path) else { return false }
    if entries.count * 10 >= slots.count * 7 { grow() }
    entries.append(entry)
    isLive.append(true)
    self.isUnchanged.append(isUnchanged)
    claim(entries.count - 1, Self.hash(of: entry.path))
    if isUnchanged { unchangedCount += 1 }
    return true
  }

  mutating func remove(at place: Int) {
    guard isLive[place] else { return }
    isLive[place] = false
    if isUnchanged[place] { unchangedCount -= 1 }
  }

  private func place(of path: String) -> Int? {
    var slot = Self.hash(of: path) & (slots.count - 1)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if isLive[place], entries.hasPath(path, at: place) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func claim(_ place: Int, _ hash: Int) {
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(place + 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for place in entries.indices { claim(place, Self.hash(of: entries.path(at: place))) }
  }

  private static func hash(of path: String) -> Int {
    Int(truncatingIfNeeded: StableHash.value(of: path) >> 1)
  }
}
