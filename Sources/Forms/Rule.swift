package import Diagnostics
package import Figures

/// What must hold: one or more assertions with a level, a basis, and samples that prove the rule can fail.
///
/// Shared by every check made of it, of which a disclosure has hundreds: a class, so that none of them copies it.
package final class Rule: Sendable {
  package final class Case: Sendable {
    /// The rows or cells the assertion is applied to, one by one; nil for a single identity.
    package let scope: CellReference?
    package let assertion: Comparison
    /// The binding only applies where this holds.
    package let condition: Comparison?
    /// A narrative section that excuses a failure when it says one of the words.
    package let unless: Excuse?
    /// Figures it needs that nobody has to give: without them it does not apply, rather than being open.
    package let isOptional: Bool
    package let span: SourceSpan

    init(
      scope: CellReference?, assertion: Comparison, condition: Comparison?, unless: Excuse?, isOptional: Bool,
      span: SourceSpan
    ) {
      self.scope = scope
      self.assertion = assertion
      self.condition = condition
      self.unless = unless
      self.isOptional = isOptional
      self.span = span
    }

    /// Every address the assertion and the condition mention.
    package var references: [CellReference] {
      [assertion, condition].compactMap { $0 }.flatMap(\.references)
    }
  }

  /// What the narrative may say of a difference, so that it is none.
  package struct Excuse: Sendable, Hashable {
    package let section: String
    /// Only what is said of these counts: in a passage that names one of them, or below a heading that does. Empty where
    /// the whole section counts.
    package let subjects: [String]
    /// Any of them will do; `{本年}` and `{上年}` stand for the years' numbers.
    package let words: [String]
  }

  /// Cells with values that the rule must accept or refuse: `支出表[201].基本支出` → `1093.42`.
  package struct Sample: Sendable, Hashable {
    package enum Expectation: String, Sendable, Hashable, CaseIterable { case pass, edge, fail }
    package let expectation: Expectation
    package let cells: [Address]
    /// Whether the rule and the sample are as they were written. Of what an heir has left of them the sample says nothing.
    package let isWhole: Bool
    package let span: SourceSpan

    package struct Address: Sendable, Hashable {
      package let reference: CellReference
      package let literal: String
      package let span: SourceSpan
    }
  }

  package let id: String
  package let name: String
  /// What it weighs in this set: a warning at most where it rests on something unverified.
  package let level: Finding.Level
  package let declaredLevel: Finding.Level
  package let basis: String
  /// What to tell the officer; nil for the arithmetic alone.
  package let message: String?
  /// What `explain` adds for someone who has never met the rule.
  package let help: String?
  package let cases: [Case]
  package let samples: [Sample]
  package let span: SourceSpan

  init(
    id: String, name: String, level: Finding.Level, declaredLevel: Finding.Level, basis: String, message: String?,
    help: String?, cases: [Case], samples: [Sample], span: SourceSpan
  ) {
    self.id = id
    self.name = name
    self.level = level
    self.declaredLevel = declaredLevel
    self.basis = basis
    self.message = message
    self.help = help
    self.cases = cases
    self.samples = samples
    self.span = span
  }
}

/// `side relation side`.
package struct Comparison: Sendable, Hashable {
  package enum Relation: String, Sendable, Hashable, CaseIterable {
    /// A sum, compared under declared rounding.
    case sum = "="
    /// The same figure in two places: digit-equal, or explained by its own rounded parts.
    case same = "≡"
    /// A figure worked out from others and rounded: a rate, a score in proportion.
    case stated = "≈"
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
    case unequal = "!="
  }

  package let left: [SignedTerm]
  package let relation: Relation
  package let right: [SignedTerm]
  /// Of ≈ alone: other ways of working it out (或), any of which will do.
  package let alternatives: [[SignedTerm]]
  /// As written, for messages.
  package let text: String
  package let span: SourceSpan

  init(
    left: [SignedTerm], relation: Relation, right: [SignedTerm], alternatives: [[SignedTerm]] = [], text: String,
    span: SourceSpan
  ) {
    self.left = left
    self.relation = relation
    self.right = right
    self.alternatives = alternatives
    self.text = text
    self.span = span
  }

  package var terms: [SignedTerm] { left + right + alternatives.joined() }

  /// Every address it mentions.
  package var references: [CellReference] { terms.flatMap(\.operand.references) }
}

package struct SignedTerm: Sendable, Hashable {
  package let isSubtracted: Bool
  package let operand: Operand

  var isProduct: Bool {
    if case .product = operand { return true }
    return false
  }

  /// Whether it stands for figures, not for a number written in the rule.
  var isData: Bool {
    if case .number = operand { return false }
    return true
  }

  package var text: String { operand.text }
}

extension Operand {
  /// Every address it mentions.
  var references: [CellReference] {
    switch self {
    case .cell(let reference): [reference]
    case .sum(let sets):
      sets.compactMap {
        if case .cells(let reference) = $0 { return reference }
        return nil
      }
    case .product(let factors): factors.flatMap(\.operand.references)
    case .count(let references): references
    case .number, .boundCell: []
    }
  }

  var text: String {
    switch self {
    case .product(let factors):
      factors.enumerated().map { index, factor in
        (index == 0 ? "" : factor.isDivisor ? " ÷ " : " × ") + factor.operand.text
      }.joined()
    case .count(let references): "count(" + references.map(\.text).joined(separator: ", ") + ")"
    case .number(let number): number.description
    case .cell(let reference): reference.text
    case .boundCell: "本格"
    case .sum(let sets):
      "sum("
        + sets.map {
          switch $0 {
          case .cells(let reference): reference.text
          case .children: "下级"
          case .leaves: "末级"
          }
        }.joined(separator: ", ") + ")"
    }
  }
}

extension Comparison {
  /// A comparison made of terms: its text is written out from them.
  init(
    left: [SignedTerm], relation: Relation, right: [SignedTerm], alternatives: [[SignedTerm]], span: SourceSpan
  ) {
    func side(_ terms: [SignedTerm]) -> String {
      terms.enumerated().map { index, term in
        term.isSubtracted ? (index == 0 ? "-" : " - ") + term.text : (index == 0 ? "" : " + ") + term.text
      }.joined()
    }
    self.init(
      left: left, relation: relation, right: right, alternatives: alternatives,
      text: "\(side(left)) \(relation.rawValue) \(([right] + alternatives).map(side).joined(separator: " 或 "))",
      span: span)
  }
}

package indirect enum Operand: Sendable, Hashable {
  case number(ExactDecimal)
  case cell(CellReference)
  /// 本格: the cell the rule is bound to.
  case boundCell
  /// `sum(…)` over the cells of each reference.
  case sum([CellSet])
  /// `count(…)`: how many rows the references select.
  case count([CellReference])
  /// `分值 × 执行数 ÷ 预算数`.
  case product([Factor])
}

package struct Factor: Sendable, Hashable {
  package let isDivisor: Bool
  package let operand: Operand

  package init(isDivisor: Bool, operand: Operand) {
    self.isDivisor = isDivisor
    self.operand = operand
  }
}

package enum CellSet: Sendable, Hashable {
  case cells(CellReference)
  /// 下级: the children of the bound row, in the bound column.
  case children
  /// 末级: what stands below the bound row and has nothing below itself.
  case leaves
}

/// A cell, a row or a set of cells by name, as written; resolved against a form set later.
package struct CellReference: Sendable, Hashable {
  /// `级=末级`: rows that nothing stands below, at whatever level a tree ends there.
  package static let leafLevel = "末级"

  package enum Selector: Sendable, Hashable {
    case all
    /// A line name or a code.
    case key(String)
    /// 行 a..b (行次).
    case numbers(ClosedRange<Int>)
    /// 级=类,款
    case levels([String])
    /// 编码 前缀 234
    case codePrefix(String)
    /// 名称=行政运行
    case named(String)
    /// 同码: the code of the bound row.
    case sameCode
    /// Joined by a comma: rows that match any.
    case any([Selector])
  }

  /// The dotted names before the brackets: table, table and block, or (without brackets) a column or a whole path.
  package let path: [String]
  package let selector: Selector?
  /// The names after the brackets: at most the column; `*` is every column of figures, 同栏 the bound column.
  package let column: String?
  /// 上年, 年初预算 …
  package let period: String?
  package let text: String
  package let span: SourceSpan

  /// Whether it names a declared figure (申报项) rather than a cell.
  package let isField: Bool

  package static let fieldTable = "申报"

  /// What it calls by name: tables, blocks, columns, a line.
  var names: [String] {
    var names = path
    if let column { names.append(column) }
    if case .key(let key)? = selector { names.append(key) }
    return names
  }

  /// The same address without what stands behind `@`.
  package func without(period: String) -> CellReference {
    CellReference(path: path, selector: selector, column: column, period: nil, text: text, span: span)
  }

  package init(
    path: [String], selector: Selector? = nil, column: String? = nil, period: String? = nil, text: String,
    span: SourceSpan
  ) {
    self.path = path
    isField = path.first?.hasSameBytes(as: Self.fieldTable) ?? false
    self.selector = selector
    self.column = column
    self.period = period
    self.text = text
    self.span = span
  }
}
