internal import Disclosures

/// What the words before an amount seem to say that it is.
struct Claim {
  let quantity: Quantity
  let lead: Lead
  let role: Stated.Role
  /// What the words name.
  let names: [ProseNames.Target]
  /// Whether they name it beyond doubt.
  let isSure: Bool
  /// What is declared under a name of the passage, where they do not.
  let declared: [ProseNames.Target]
  /// What it may be: what is named, or what the text goes on about.
  let named: [ProseNames.Target]
  /// What 分别 or a list of years gives it to.
  let inTurn: [ProseNames.Target]?
  /// Whether the subject that 类、款、项 have named is all that it may be of.
  let followsPath: Bool
  /// The words before it, as far as they may name it.
  let label: String
  /// The figures of all that it may be.
  let candidates: [Evaluator.Value]
  /// The one that agrees best, where one agrees.
  let best: (agreement: Agreement, value: Evaluator.Value)?
  /// Whether just one is the same.
  let isOneFigure: Bool
  /// The one that it is a slip of the pen away from.
  let slipped: Evaluator.Value?
}
