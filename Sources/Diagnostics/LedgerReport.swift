private import Foundation

/// The ledger for machines: one JSON object a line, so that a city's hundred thousand checks need no memory at once.
///
/// `{"check": …}` is one rule at one place; `{"figure": …}` one figure with the rules that covered it;
/// `{"narrative": …}` one figure of the text and what it was compared with. Keys are sorted and
/// nothing changes between runs.
package enum LedgerReport {
  private struct CheckLine: Encodable {
    let check: Check
    let disclosure: String
  }

  private struct Check: Encodable {
    let rule: String
    let name: String
    let kind: String
    let cell: String
    let others: [String]
    let formula: String
    let verdict: String
    let reason: String?
    let gap: String?
    let allowed: String?
  }

  private struct FigureLine: Encodable {
    let figure: String
    let rules: [String]
    let disclosure: String
  }

  private struct NarrativeLine: Encodable {
    let narrative: Narrative
    let disclosure: String
  }

  private struct Narrative: Encodable {
    let section: String
    let text: String
    let verdict: String
    let addresses: [String]
    let reason: String?
  }

  package static func lines(of ledger: Ledger, disclosure: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var text = ""
    func add(_ value: some Encodable) {
      guard let data = try? encoder.encode(value) else { return }
      text += String(decoding: data, as: UTF8.self) + "\n"
    }
    for entry in ledger.entries {
      add(
        CheckLine(
          check: Check(
            rule: entry.rule, name: entry.name, kind: entry.kind == .identity ? "identity" : "requirement",
            cell: entry.cell, others: entry.others, formula: entry.formula, verdict: entry.verdict.rawValue,
            reason: entry.reason, gap: entry.arithmetic?.gap, allowed: entry.arithmetic?.allowed),
          disclosure: disclosure))
    }
    for (cell, rules) in ledger.coverage { add(FigureLine(figure: cell, rules: rules, disclosure: disclosure)) }
    for figure in ledger.narrative {
      add(
        NarrativeLine(
          narrative: Narrative(
            section: figure.section, text: figure.text, verdict: figure.verdict.rawValue, addresses: figure.addresses,
            reason: figure.reason),
          disclosure: disclosure))
    }
    return text
  }
}
