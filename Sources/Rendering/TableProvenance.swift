internal import Diagnostics
internal import Disclosures
internal import Forms
internal import Markdown

/// What is behind the figures of a table: which rules were applied to its cells with what result, and where the text uses
/// them. Folded away under the table; the ledger beside the disclosure has every single check.
struct TableProvenance {
  /// The sections that show a cell, for the cells that any section shows.
  typealias Uses = [CellID: [SectionForm]]

  /// One rule with what it came to in this table.
  struct Rule {
    let id: String
    let name: String
    let summary: String
  }

  let rules: [Rule]
  /// In the order of the table.
  let uses: [(cell: CellID, sections: [SectionForm])]

  init(_ index: Int, of disclosure: Disclosure, ledger: Ledger, uses: Uses) {
    let set = disclosure.set
    var addresses: Set<String> = []
    var used: [(cell: CellID, sections: [SectionForm])] = []
    for (blockIndex, block) in (disclosure.tables[index]?.blocks ?? []).enumerated() {
      for row in block.rows {
        for column in block.form.figureColumns {
          let cell = CellID(table: index, block: blockIndex, row: row.key, column: column)
          addresses.insert(set.address(of: cell))
          if let sections = uses[cell] { used.append((cell, sections)) }
        }
      }
    }
    self.uses = used
    var order: [String] = []
    var entries: [String: [Ledger.Entry]] = [:]
    for entry in ledger.entries where entry.verdict != .notApplicable && addresses.contains(entry.cell) {
      if entries[entry.rule] == nil { order.append(entry.rule) }
      entries[entry.rule, default: []].append(entry)
    }
    rules = order.compactMap { id in
      guard let own = entries[id], let first = own.first else { return nil }
      let counts = Dictionary(grouping: own, by: \.verdict)
      let summary = Verdict.allCases.compactMap { verdict in
        counts[verdict].map { "\(verdict.word) \($0.count)" }
      }.joined(separator: "，")
      return Rule(id: id, name: first.name, summary: summary)
    }
  }

  /// Which sections of the text show which cells: from a figure in prose to its cell, and back.
  static func uses(in disclosure: Disclosure, evaluator: Evaluator) -> Uses {
    let expression = ProseExpression(disclosure, evaluator: evaluator)
    var uses: Uses = [:]
    for section in disclosure.sections {
      guard let form = section.form else { continue }
      for directive in section.document.directives {
        guard let output = try? expression.evaluate(directive.body, span: directive.bodySpan) else { continue }
        for cell in output.sources.compactMap(\.cell) where uses[cell]?.contains(form) != true {
          uses[cell, default: []].append(form)
        }
      }
    }
    return uses
  }
}
