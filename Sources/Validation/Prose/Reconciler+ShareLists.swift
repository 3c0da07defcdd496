internal import Diagnostics
internal import Figures

/// Shares of a whole that nobody names: 甲 30 万元，占 60%；乙 15 万元，占 30%；丙 5 万元，占 10%. What is listed is the whole.
extension Reconciler {
  typealias ListedShare = (place: Int, part: Stated, share: Quantity)

  /// So many bytes between two percentages that have one word for both: 79.2%和20.8%.
  private static let widestGap = 6

  /// How many percentages follow each other, with this one.
  func runOfShares(from quantity: Quantity) -> Int {
    guard let first = quantities.firstIndex(where: { $0.range == quantity.range }) else { return 1 }
    var last = first
    while last + 1 < quantities.count, quantities[last + 1].unit == .percent,
      quantities[last + 1].range.lowerBound - quantities[last].range.upperBound <= Self.widestGap
    {
      last += 1
    }
    return last - first + 1
  }

  /// At the end of a sentence: the one share that is not what its amount is of the sum, where all others are.
  mutating func closeShares() {
    defer { current.listedShares = [] }
    // Of nothing the share is nothing, whatever the whole.
    let all = current.listedShares.filter { !bounds($0.part).canBeZero }
    // 按科目……，分别占……；按性质……，分别占……: two lists, where a semicolon is not between any two of one.
    let lists = Dictionary(grouping: all) { item in
      passages[item.share.passage].part(before: item.share.range.lowerBound).lowerBound
    }
    guard lists.count > 1, lists.values.allSatisfy({ $0.count > 1 }) else { return close(all) }
    for start in lists.keys.sorted() { close(lists[start] ?? []) }
  }

  private mutating func close(_ listed: [ListedShare]) {
    guard listed.count > 1, Set(listed.map(\.part.quantity.range)).count == listed.count else { return }
    let parts = listed.map { $0.part.expected.map { Bounds($0) } ?? bounds($0.part) }
    let whole = parts.dropFirst().reduce(parts[0], +)
    // Of two, either may be wrong, unless their sum is told as well.
    guard listed.count > 2 || isStated(whole, besides: listed.map(\.part.quantity)) else { return }
    let wrong = listed.indices.filter { parts[$0].share(of: whole, is: listed[$0].share) == .different }
    guard wrong.count <= 1 else { return }
    for (index, item) in listed.enumerated() where results[item.place].verdict == .unchecked {
      guard wrong.contains(index) else {
        results[item.place].verdict = .consistent
        results[item.place].reason = nil
        continue
      }
      results[item.place].verdict = .suspect
      report(
        "NAR-02", .warning,
        "占比写 \(written(item.share))，\(written(item.part.quantity)) 占所列 \(listed.count) 项之和 \(writtenMoney(whole, like: item.part.quantity)) 应是 \(percent(parts[index], whole, item.share))",
        item.share, fix: "先核对前面的数；没有错，就改成重算的比例")
    }
  }

  private func isStated(_ whole: Bounds, besides parts: [Quantity]) -> Bool {
    let isSaid = stated.contains { said in
      said.role == .actual && !parts.contains(where: said.quantity.isAtPlace)
        && whole.meets(bounds(said))
    }
    return isSaid || mainSubject.map { values(of: $0, .actual).contains { whole.meets(Bounds($0)) } } ?? false
  }
}
