package import Diagnostics
package import Figures

/// How an item of a score card is scored, where the report's own figures decide it (评分标准).
package struct Criterion: Sendable, Hashable {
  /// One part of the item: a value with the points for each of its steps, or points worked out by a formula.
  package struct Part: Sendable, Hashable {
    package let name: String
    package let kind: Kind

    package enum Kind: Sendable, Hashable {
      /// The points that what is written gives: `分值 × 申报.支出进度.一季度 ÷ 0.25`.
      ///
      /// Whether more than `most` points may stand is left open: reports are of two minds.
      case formula([SignedTerm], most: ExactDecimal?)
      /// The value, and its steps, first match first.
      case steps([SignedTerm], [Step])
      /// Points that no figure of the report decides: any of them is possible.
      case choice([ExactDecimal])
      /// Points by judgement: anything up to a bound.
      case judged(upTo: ExactDecimal)
    }
  }

  package struct Step: Sendable, Hashable {
    package enum Relation: String, Sendable, Hashable, CaseIterable {
      case atLeast = "at-least"
      case above
      case atMost = "at-most"
      case below
    }

    /// nil for all the rest.
    package let relation: Relation?
    package let bound: ExactDecimal
    package let score: ExactDecimal
  }

  /// The table of the score card, by id or short name, and the item's name there.
  package let table: String
  package let indicator: String
  package let parts: [Part]
  package let span: SourceSpan

  package var references: [CellReference] {
    parts.flatMap { part -> [CellReference] in
      switch part.kind {
      case .formula(let terms, _), .steps(let terms, _): terms.flatMap(\.operand.references)
      case .choice, .judged: []
      }
    }
  }
}
