/// A figure in the narrative and how it was checked: a value of the ledger.
package struct NarrativeFigure: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Written from data.
    case generated
    /// Typed with its address, and proven equal.
    case bound
    /// Typed without an address; equal to what its words name, or to what other figures give.
    case inferred
    /// Its words name something else, or it contradicts its sentence.
    case suspect
    /// Nothing to compare it with.
    case unchecked

    package var word: String {
      switch self {
      case .generated: "生成"
      case .bound: "绑定"
      case .inferred: "推断"
      case .suspect: "存疑"
      case .unchecked: "未核"
      }
    }
  }

  /// The title of its section.
  package let section: String
  /// As it stands in the text, with its unit.
  package let text: String
  package let verdict: Verdict
  /// The figures it was compared with or made from.
  package let addresses: [String]
  /// For the unchecked: why.
  package let reason: String?
  package let span: SourceSpan
  /// What would tie it to its cell, where exactly one cell can be meant.
  package let binding: Binding?

  /// A typed figure and the `{{… = …}}` that would stand in its place.
  package struct Binding: Sendable, Hashable {
    package let span: SourceSpan
    package let replacement: String

    package init(span: SourceSpan, replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  package init(
    section: String, text: String, verdict: Verdict, addresses: [String], reason: String?, span: SourceSpan,
    binding: Binding? = nil
  ) {
    self.binding = binding
    self.section = section
    self.text = text
    self.verdict = verdict
    self.addresses = addresses
    self.reason = reason
    self.span = span
  }
}

/// How many figures of a text were checked, and how.
package struct NarrativeTally: Sendable, Hashable {
  private var counts: [NarrativeFigure.Verdict: Int] = [:]

  package init() {}

  package subscript(_ verdict: NarrativeFigure.Verdict) -> Int {
    get { counts[verdict] ?? 0 }
    set { counts[verdict] = newValue }
  }

  package var total: Int { counts.values.reduce(0, +) }

  package mutating func add(_ other: NarrativeTally) { counts.merge(other.counts) { $0 + $1 } }

  /// `222 个：生成 222，绑定 0，推断 0，存疑 0，未核 0`.
  package var summary: String {
    "\(total) 个：" + NarrativeFigure.Verdict.allCases.map { "\($0.word) \(self[$0])" }.joined(separator: "，")
  }
}

/// The tally of one section of a narrative.
package struct SectionTally: Sendable, Hashable {
  package let section: String
  package let tally: NarrativeTally

  package init(section: String, tally: NarrativeTally) {
    self.section = section
    self.tally = tally
  }
}

extension Sequence<SectionTally> {
  package var total: NarrativeTally { reduce(into: NarrativeTally()) { $0.add($1.tally) } }
}
