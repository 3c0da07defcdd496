/// A ledger counted: what is left of it when a site's thousand disclosures have been checked one by one.
package struct LedgerTally: Sendable, Hashable {
  /// How many of each verdict, in place: a site has thousands of tallies.
  private struct Counts: Sendable, Hashable {
    private var counts = SIMD8<UInt32>()

    subscript(verdict: Verdict) -> Int {
      get { Int(counts[verdict.index]) }
      set { counts[verdict.index] = UInt32(newValue) }
    }

    mutating func add(_ other: Counts) { counts &+= other.counts }
  }

  private var identities = Counts()
  private var requirements = Counts()
  /// Why checks are open → how many.
  package private(set) var openReasons: [String: Int] = [:]

  package init() {}

  package init(_ ledger: Ledger) {
    for entry in ledger.entries {
      add(entry.verdict, entry.kind)
      if entry.verdict == .open { add(openReason: entry.reason ?? "", times: 1) }
    }
  }

  /// Counts checks that came to a verdict; why some are open, ``add(openReason:times:)`` tells.
  package mutating func add(_ verdict: Verdict, _ kind: Ledger.Entry.Kind = .identity, times: Int = 1) {
    switch kind {
    case .identity: identities[verdict] += times
    case .requirement: requirements[verdict] += times
    }
  }

  package mutating func add(openReason reason: String, times: Int) { openReasons[reason, default: 0] += times }

  package mutating func add(_ other: LedgerTally) {
    identities.add(other.identities)
    requirements.add(other.requirements)
    openReasons.merge(other.openReasons, uniquingKeysWith: +)
  }

  /// How many checks of figures came to a verdict.
  package func count(_ verdict: Verdict, _ kind: Ledger.Entry.Kind = .identity) -> Int {
    (kind == .identity ? identities : requirements)[verdict]
  }

  /// Every check that was due: all but those whose condition does not hold.
  package func due(_ kind: Ledger.Entry.Kind = .identity) -> Int {
    Verdict.allCases.reduce(0) { $0 + ($1 == .notApplicable ? 0 : count($1, kind)) }
  }

  /// The share of due checks that could be evaluated, in percent, rounded down; 0 where nothing was due.
  package var coverage: Int {
    let all = due(.identity) + due(.requirement)
    guard due(.identity) > 0 else { return 0 }
    return (all - count(.open, .identity) - count(.open, .requirement)) * 100 / all
  }

  /// The line users read under a run, e.g. `422 项核对：平 413，尾差 9，存疑 0，不平 0，未检 0`.
  package var summary: String {
    let shown: [Verdict] = [.exact, .rounding, .doubtful, .broken, .open]
    return "\(due()) 项核对：" + shown.map { "\($0.word) \(count($0))" }.joined(separator: "，")
  }

  /// The same for what is not figures, e.g. `其他要求 38 项：符合 37，存疑 0，不符合 1，未检 0`; nil where there is none.
  package var requirementSummary: String? {
    guard due(.requirement) > 0 else { return nil }
    let shown: [(String, Verdict)] = [("符合", .exact), ("存疑", .doubtful), ("不符合", .broken), ("未检", .open)]
    return "其他要求 \(due(.requirement)) 项："
      + shown.map { "\($0) \(count($1, .requirement))" }.joined(separator: "，")
  }
}

extension Verdict {
  fileprivate var index: Int {
    switch self {
    case .exact: 0
    case .rounding: 1
    case .doubtful: 2
    case .broken: 3
    case .open: 4
    case .notApplicable: 5
    }
  }
}
