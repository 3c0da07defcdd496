internal import Disclosures

/// What the sentence being read has said so far; anew in every sentence.
struct SentenceState {
  /// The shares, with what each is the share of something.
  var shares: [(part: Bounds, share: Quantity)] = []
  /// Those of a whole that is not named, with where they stand among the results.
  var listedShares: [(place: Int, part: Stated, share: Quantity)] = []
  /// The whole that the last share was of, where words alone name part and whole.
  var namedWhole: (targets: [ProseNames.Target], isSure: Bool)?
  /// The names that 分别占 gives shares to, and what of.
  var sharesInTurn: [Reconciler.NamedShare] = []
  /// The parts that 分别占 gives shares to, in their order.
  var respective: [Stated] = []
  /// The names that 分别为 gives amounts to, in their order.
  var respectiveNames: [[ProseNames.Target]] = []
  /// The years that 分别为 gives amounts to.
  var years: YearList?
  /// Whether 分别 gives changes to several names.
  var givesChangesInTurn = false
  /// Last year's year, where it alone has been spoken of.
  var lastYear: Range<Int>?
  /// Whether another year has been spoken of, or last year's has been told.
  var isYearSettled = false
  /// A change since a year that is declared, for the rate behind it.
  var declaredChange: (now: Evaluator.Value, before: Evaluator.Value)?
  /// Whether a bracket of last year's figures is open.
  var isInPriorBracket = false
  /// Whether the last amount is per head.
  var isPerHead = false
  /// Whether it tells what there was at the beginning of the year.
  var tellsOpening = false
  /// Amounts that are not what their words name, and the findings that tell so.
  var misplaced: [(quantity: Quantity, expected: Evaluator.Value, finding: Int)] = []
}
