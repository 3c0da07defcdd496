internal import Figures

extension ProseExpression {
  /// The text a directive puts on the page, and the cell it leads to.
  package struct Output: Sendable, Hashable {
    /// Words, or a figure with its own link.
    package enum Piece: Sendable, Hashable {
      case words(String)
      case figure(Output)
    }

    package let text: String
    /// The exact value for machines, e.g. `1556.54` or `6.8`; empty for mere words.
    package let machineValue: String
    /// The first figure it was made from.
    package let place: Evaluator.Value?
    /// What stands between the figures in the provenance.
    let sign: String
    /// Every figure that took part.
    package let sources: [Evaluator.Value]
    /// The function that made it; nil for a figure as it is.
    package var function: String?
    /// Typed in full, to be proven equal: `{{1,556.54 = …}}`. What it was compared with is ``typedFor``.
    package var isLiteral: Bool { !expected.isEmpty }
    /// For a literal what the data say in its place, as the only element.
    package var expected: [Output] = []
    /// One figure after another where the directive writes several: each has its own link.
    package var pieces: [Piece] = []
    /// The paragraphs of a directive that writes a list.
    package var items: [[Piece]] = []

    /// The codes of a list's subjects that want a reason and have none.
    package var unexplained: [String] = []

    /// How it came about, for readers who ask: `支出表[合计].基本支出 ÷ 支出表[合计].本年支出合计`.
    package var provenance: String {
      if let expected = expected.first { return expected.provenance }
      return sources.map(\.address).joined(separator: sign)
    }

    /// How many figures it writes: words like {{部门}} are none.
    package var figureCount: Int {
      let all = items.isEmpty ? pieces : items.flatMap { $0 }
      guard all.isEmpty else {
        return all.count { piece in
          if case .figure = piece { return true }
          return false
        }
      }
      return sources.isEmpty && function == nil || function == "列举" ? 0 : 1
    }

    init(text: String, machineValue: String, place: Evaluator.Value?, sign: String = "", sources: [Evaluator.Value]) {
      self.text = text
      self.machineValue = machineValue
      self.place = place
      self.sign = sign
      self.sources = sources
    }

    /// Several figures and words in a row.
    init(pieces: [Piece]) {
      self.init(text: Self.text(of: pieces), machineValue: "", place: nil, sources: Self.sources(of: pieces))
      self.pieces = pieces
    }

    /// Paragraphs, each of figures and words.
    init(items: [[Piece]]) {
      self.init(
        text: items.map { Self.text(of: $0) }.joined(separator: "\n"), machineValue: "", place: nil,
        sources: items.flatMap { Self.sources(of: $0) })
      self.items = items
    }

    private static func text(of pieces: [Piece]) -> String {
      pieces.map { piece in
        switch piece {
        case .words(let words): words
        case .figure(let figure): figure.text
        }
      }.joined()
    }

    private static func sources(of pieces: [Piece]) -> [Evaluator.Value] {
      pieces.flatMap { piece in
        if case .figure(let figure) = piece { return figure.sources }
        return []
      }
    }
  }
}
