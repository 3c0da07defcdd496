internal import Diagnostics
internal import Disclosures
internal import Forms
internal import Markdown

/// What is behind the figures of a table: which rules were applied to its cells with what result, and where the text uses
/// them. Folded away under the table; ``FigureOrigins`` has it figure by figure, the ledger beside the disclosure every
/// single check.
struct TableProvenance {
  /// The first figure of a section that is made from a cell.
  struct Use: Sendable, Hashable {
    let section: SectionForm
    /// The figure's place on the section's page; nil where the text only names what the cell is about.
    let anchor: String?
  }

  /// Where the text shows a cell, for the cells that it shows anywhere: one use a section.
  typealias Uses = [CellID: [Use]]

  /// One rule with what it came to in this table.
  struct Rule {
    let id: String
    let name: String
    let summary: String
  }

  let rules: [Rule]
  /// In the order of the table.
  let uses: [(cell: CellID, sections: [Use])]

  init(_ index: Int, of disclosure: Disclosure, _ figures: FigureIndex, uses: Uses) {
    self.uses = disclosure.set.figureCells(of: disclosure.tables, at: index).compactMap { cell, _ in
      uses[cell].map { (cell, $0) }
    }
    var order: [(id: String, name: String)] = []
    var counts: [ByteKey: [Verdict: Int]] = [:]
    for check in figures.checks(involving: index) {
      let entry = check.entry, key = ByteKey(entry.rule)
      if counts[key] == nil { order.append((entry.rule, entry.name)) }
      counts[key, default: [:]][entry.verdict, default: 0] += 1
    }
    rules = order.map { id, name in
      let summary = Verdict.allCases.compactMap { verdict in
        counts[ByteKey(id)]?[verdict].map { "\(verdict.word) \($0)" }
      }.joined(separator: "，")
      return Rule(id: id, name: name, summary: summary)
    }
  }

  /// Which sections of the text show which cells: from a figure in prose to its cell, and back.
  static func uses(in disclosure: Disclosure) -> Uses {
    let expression = disclosure.prose
    var uses: Uses = [:]
    for section in disclosure.sections {
      guard let form = section.form else { continue }
      for (number, directive) in section.document.directives.enumerated() {
        guard let output = try? expression.evaluate(directive.body, span: directive.bodySpan) else { continue }
        let figures = output.shownFigures
        func use(_ cells: [CellID], _ anchor: String?) {
          for cell in cells where uses[cell]?.contains(where: { $0.section == form }) != true {
            uses[cell, default: []].append(Use(section: form, anchor: anchor))
          }
        }
        for (place, figure) in figures.enumerated() {
          use(
            figure.sources.compactMap(\.cell), ProseRenderer.anchor(section: form.id, directive: number, figure: place))
        }
        if figures.isEmpty { use(output.sources.compactMap(\.cell), nil) }
      }
    }
    return uses
  }
}

extension ProseExpression.Output {
  /// The figures it puts on the page, as elements of their own, in reading order.
  var shownFigures: [ProseExpression.Output] {
    let pieces = items.isEmpty ? pieces : items.flatMap { $0 }
    guard pieces.isEmpty else {
      return pieces.compactMap { piece in
        if case .figure(let output) = piece, output.isShown { return output }
        return nil
      }
    }
    return isShown ? [self] : []
  }

  /// Whether it stands on the page as a figure of its own; otherwise it is words.
  var isShown: Bool { !machineValue.isEmpty && !sources.isEmpty }
}
