/// One thing that is wrong, or worth knowing, with its place and its reason.
///
/// Findings are values: a stage returns what it made *and* its findings, and goes on.
package struct Finding: Sendable, Hashable {
  /// How much a finding weighs: an error holds its disclosure back.
  package enum Level: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
    case note, warning, error

    package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }

    /// The word users read.
    package var word: String { self == .note ? "提示" : self == .warning ? "警告" : "错误" }
  }

  /// What the finding holds back: one disclosure, or the whole site.
  package enum Scope: Sendable, Hashable {
    case site
    /// The disclosure's address below the site: `department/year/kind`.
    case disclosure(String)
  }

  /// A place with a word on what it has to do with the finding.
  package struct LabeledSpan: Sendable, Hashable {
    package let span: SourceSpan
    package let label: String

    package init(_ span: SourceSpan, _ label: String = "") {
      self.span = span
      self.label = label
    }
  }

  /// The id of the rule: stable, never reused, e.g. `TC-1`.
  package var rule: String
  /// The rule's Chinese name.
  package var name: String
  package var level: Level
  package var verdict: Verdict?
  /// One line, the most specific fact first, no full stop.
  package var message: String
  /// The place to change first; then what explains it, such as every addend with its value.
  package var spans: [LabeledSpan]
  /// Facts that help: the formula, the bound, the basis.
  package var notes: [String]
  /// What to do, as a sentence, where it is known.
  package var fix: String?
  /// The arithmetic behind a 不平, 存疑 or 尾差.
  package var arithmetic: Arithmetic?
  package var scope: Scope
  /// The address of the cell to change, e.g. `支出表[201].基本支出`; nil where the finding is not about one figure.
  package var cell: String?
  /// What had to hold, as the rule writes it.
  package var formula: String?
  /// The law or form behind the rule.
  package var basis: String?
  /// What other tables say about the same figure.
  package var evidence: [String] = []
  /// Slips of the pen that would explain it. Suggestions, never applied.
  package var hypotheses: [String] = []
  /// Other checks that fail for the same cause and are not reported on their own.
  package var folded: [FoldedCheck] = []
  /// Why the department lets it stand, where it has said so.
  package var suppression: Suppression?
  /// The source holds something that may not be shown: reports name the place and leave the text out.
  package var isConfidential = false

  package init(
    rule: String, name: String, level: Level, verdict: Verdict? = nil, message: String,
    at primary: SourceSpan? = nil, label: String = "", related: [LabeledSpan] = [], notes: [String] = [],
    fix: String? = nil, arithmetic: Arithmetic? = nil, scope: Scope = .site
  ) {
    self.rule = rule
    self.name = name
    self.level = level
    self.verdict = verdict
    self.message = message
    spans = (primary.map { [LabeledSpan($0, label)] } ?? []) + related
    self.notes = notes
    self.fix = fix
    self.arithmetic = arithmetic
    self.scope = scope
  }

  package var primary: SourceSpan? { spans.first?.span }

  /// Whether somebody who builds a site has to see it: notes explain, and what was let stand is settled.
  package var needsAttention: Bool { suppression == nil && level > .note }

  /// Everywhere it points, what lets it stand included.
  package var allSpans: [SourceSpan] { spans.map(\.span) + (suppression.map { [$0.span] } ?? []) }

  /// A name for this finding that survives edits elsewhere in the file: rule, disclosure and cell (or file and wording).
  package var fingerprint: String {
    var parts = [rule]
    if case .disclosure(let id) = scope { parts.append(id) }
    parts += cell.map { [$0] } ?? [primary?.path ?? "", message]
    return StableHash.hex(of: parts.joined(separator: "\u{1F}"))
  }

  package func within(_ scope: Scope) -> Finding {
    var copy = self
    copy.scope = scope
    return copy
  }
}

/// A check that fails because of a cell another finding already blames.
package struct FoldedCheck: Sendable, Hashable {
  package let rule: String
  package let name: String
  package let cell: String
  package let formula: String

  package init(rule: String, name: String, cell: String, formula: String) {
    self.rule = rule
    self.name = name
    self.cell = cell
    self.formula = formula
  }
}

/// A recorded decision to let a finding stand (例外). It changes what is held back, never what is shown.
package struct Suppression: Sendable, Hashable {
  package let reason: String
  package let approver: String
  /// `YYYY-MM-DD`; nil where it holds for good.
  package let expires: String?
  /// The value of the cell that it lets stand; nil for a finding at no cell.
  package let value: String?
  package let span: SourceSpan

  package init(reason: String, approver: String, expires: String?, value: String? = nil, span: SourceSpan) {
    self.value = value
    self.reason = reason
    self.approver = approver
    self.expires = expires
    self.span = span
  }

  /// What is let stand, in words: `保留 3,825.1738`, `保留空格`.
  package var words: String? { value.map { $0.isEmpty ? "保留空格" : "保留 \($0)" } }
}

extension Sequence where Element == Finding {
  /// The order in which findings are shown: by file and place, worst first at one place.
  package func inReadingOrder() -> [Finding] {
    sorted { left, right in
      let a = left.primary, b = right.primary
      if a != b {
        guard let a, let b else { return a == nil }
        return a < b
      }
      if left.level != right.level { return left.level > right.level }
      return (left.rule, left.message) < (right.rule, right.message)
    }
  }

  /// Whether anything weighs that much and nobody has let it stand.
  package func contains(atLeast level: Finding.Level) -> Bool {
    contains { $0.level >= level && $0.suppression == nil }
  }

  /// Those that nobody has let stand.
  package var standing: [Finding] { filter { $0.suppression == nil } }
}
