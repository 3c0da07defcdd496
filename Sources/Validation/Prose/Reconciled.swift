internal import Disclosures

/// What a figure of the narrative came to.
struct Reconciled: Sendable {
  enum Verdict: Sendable, Hashable {
    /// Written by a `{{…}}`.
    case generated
    /// Typed, with its address: `{{1,556.54 = …}}`.
    case bound
    /// Equal to the cell that its words name, or worked out from such cells.
    case matched
    /// Agrees with other figures of its own sentence, which nobody has tied to a cell.
    case consistent
    /// Its words name a cell that says something else.
    case suspect
    /// Nothing to compare it with.
    case unchecked
    /// A limit (50 万元以上), not a figure of this document.
    case limit
  }

  let quantity: Quantity
  var verdict: Verdict
  /// The figures it was compared with.
  var sources: [Evaluator.Value] = []
  /// For the unchecked: why.
  var reason: String?
  /// The expression that yields it, where exactly one can be meant.
  var expression: String?
  /// Of what comes to each: the figures its words name, of one of which it is a part.
  var dividends: [Evaluator.Value] = []
}
