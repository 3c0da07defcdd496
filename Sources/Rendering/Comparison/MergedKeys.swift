/// Lists laid over each other: what only a later one has stands behind what it follows there.
struct MergedKeys {
  private(set) var keys: [String] = []
  /// Most forms are alike, and a list that has been merged adds nothing.
  private var merged: Set<[String]> = []

  mutating func add(_ list: [String]) {
    guard merged.insert(list).inserted else { return }
    var place = 0
    for item in list {
      if let found = keys.firstIndex(of: item) {
        place = found + 1
      } else {
        keys.insert(item, at: place)
        place += 1
      }
    }
  }
}
