internal import Disclosures

/// A figure stated earlier in the section, for what follows to refer to.
struct Stated: Sendable {
  enum Role: Sendable, Hashable { case actual, budget, prior, change }

  let quantity: Quantity
  let role: Role
  /// The cells its words name, or nothing where they name none.
  let targets: [ProseNames.Target]
  /// The cell it is equal to.
  let value: Evaluator.Value?
  /// The words before it, as far as they may name it.
  let label: String
  let sentence: Int
  /// The cell that its words name, where it says something else: told already, and what follows may be right for it.
  var expected: Evaluator.Value?
  /// Of a change: what changed, and which way its words say.
  var changing: Changing?
  var isRise: Bool?
  /// Inside a bracket that is closed: 支出决算 21 万元（其中：……21 万元）, and what follows goes on about the first.
  var isAside = false
  /// Of a budget: the adjusted one, which no table has.
  var isAdjusted = false

  /// “审计业务专项”项目支出 118.47 万元.
  var isOfQuotedProject: Bool { ["”项目", "》项目", "项目”", "项目》"].contains { label.contains($0) } }

  /// Of a change: whether its words say that there is less; else there is more.
  var isFall: Bool { isRise == false }

  /// 结余 2 万元: no amount that 执行率 is of.
  var isRemainder: Bool { label.contains("结余") || label.contains("结转") }
}

/// The figure that changes, and what it is measured against.
struct Changing: Sendable {
  var now: (Bounds, Evaluator.Value?)?
  var before: (Bounds, Evaluator.Value?)?
  /// It was named, or stated just before.
  var isSure = false
}

/// What a change is measured against.
enum ComparisonBase: Sendable, Hashable {
  case lastYear
  case budget
}
