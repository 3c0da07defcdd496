internal import Disclosures

/// The figures that explain everything that is wrong with them, the one that explains most first. A heap: of thousands of
/// wrong figures each would otherwise be compared with all others.
struct FaultRanking {
  private struct Entry {
    let fault: Fault
    /// The place among all figures: of what is equal otherwise the first counts.
    let place: Int
    let version: Int

    func precedes(_ other: Entry) -> Bool {
      if fault.mended.count != other.fault.mended.count { return fault.mended.count > other.fault.mended.count }
      if fault.weight != other.fault.weight { return fault.weight > other.fault.weight }
      return place < other.place
    }
  }

  private var heap: [Entry] = []
  /// How often each figure was reckoned anew: what was put in before is out of date.
  private var versions: [Int]

  init(count: Int) { versions = [Int](repeating: 0, count: count) }

  mutating func invalidate(_ place: Int) { versions[place] += 1 }

  mutating func insert(_ fault: Fault, at place: Int) {
    heap.append(Entry(fault: fault, place: place, version: versions[place]))
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func first() -> Fault? {
    while let top = heap.first {
      if top.version == versions[top.place] { return top.fault }
      removeFirst()
    }
    return nil
  }

  private mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while let child = [2 * parent + 1, 2 * parent + 2].filter(heap.indices.contains).min(by: {
      heap[$0].precedes(heap[$1])
    }), heap[child].precedes(heap[parent]) {
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
