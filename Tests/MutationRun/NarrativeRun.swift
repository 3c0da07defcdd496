import Diagnostics
import Disclosures
import Dispatch
import Site
import Synchronization
import TestSupport

/// Mistypes the figures in the narratives of true disclosures one at a time, puts another figure in their place as one left
/// from last year's text, or one that the same text has elsewhere, and counts how many are found; and whether anything is
/// found where nothing is wrong.
struct NarrativeRun {
  let site: String
  var listsMissed = false

  /// Of all typed figures, with those that nothing in the disclosure can bear out.
  private static let leastCaught = 0.8
  /// Of the same, where another figure stands: what names leave open is not told.
  private static let leastLeftovers = 0.75

  /// Of the same, where a figure of the same text stands.
  private static let leastStrays = 0.7

  private enum Outcome { case caught(isBlamed: Bool), elsewhere, missed }

  private struct Tally {
    var figures = 0, caught = 0, blamed = 0, elsewhere = 0, missed = 0, falseAlarms = 0
    /// How many are found where another figure stands, and no slip of the pen.
    var leftovers = 0
    /// And where a figure stands that belongs elsewhere in the text.
    var strays = 0

    static let head = "数\t查出\t指准\t只在别处\t漏查\t旧数查出\t别处的数查出\t误报\t公开件"

    func line(_ name: String) -> String {
      "\(figures)\t\(caught)\t\(blamed)\t\(elsewhere)\t\(missed)\t\(leftovers)\t\(strays)\t\(falseAlarms)\t\(name)"
    }

    mutating func add(_ outcome: Outcome) {
      figures += 1
      switch outcome {
      case .caught(let isBlamed):
        caught += 1
        blamed += isBlamed ? 1 : 0
      case .elsewhere: elsewhere += 1
      case .missed: missed += 1
      }
    }

    mutating func add(_ other: Tally) {
      figures += other.figures
      caught += other.caught
      blamed += other.blamed
      elsewhere += other.elsewhere
      missed += other.missed
      leftovers += other.leftovers
      strays += other.strays
      falseAlarms += other.falseAlarms
    }
  }

  /// Prints what was found, by disclosure; false where a true one is alarmed or too few mistakes are found.
  func run() -> Bool {
    var loader = SiteLoader(root: site)
    let content = loader.load()
    print("\n正文里的数逐个改错\n" + Tally.head)
    var total = Tally()
    for disclosure in content.disclosures {
      let tally = run(disclosure, content)
      print(tally.line(disclosure.id))
      total.add(tally)
    }
    print(total.line("合计"))
    let share = Double(total.caught) / Double(max(1, total.figures))
    print("查出的占 \(Int(share * 1_000) / 10).\(Int(share * 1_000) % 10)%")
    return total.figures > 0 && total.falseAlarms == 0 && share >= Self.leastCaught
      && Double(total.leftovers) >= Self.leastLeftovers * Double(total.figures)
      && Double(total.strays) >= Self.leastStrays * Double(total.figures)
  }

  private func run(_ disclosure: Disclosure, _ content: SiteContent) -> Tally {
    let base = "content/\(disclosure.id)/"
    let copy = DisclosureCopy(
      disclosure: disclosure, terms: content.terms, sources: content.sources.filter { $0.key.hasPrefix(base) })
    let alarms = (copy.findings(after: nil) ?? []).filter { $0.level > .note }
    for alarm in alarms { print("误报：\(alarm.rule) \(alarm.message)") }
    let known = Set(alarms.map(\.identity))
    let files = copy.sources.filter { $0.key.hasPrefix(base + "narrative/") }.sorted { $0.key < $1.key }
    let figures = files.flatMap { TypedFigure.all(in: $0.value) }
    let state = Mutex((tally: Tally(), missed: [(Int, String)]()))
    DispatchQueue.concurrentPerform(iterations: figures.count) { index in
      var random = SeededGenerator(seed: UInt64(index + 1))
      let figure = figures[index]
      let mistake = TypedFigure.Mistake.allCases[index % TypedFigure.Mistake.allCases.count]
      let literal = figure.mistyped(mistake, using: &random)
      guard literal != figure.text else { return }
      let outcome = outcome(of: literal, for: figure, in: copy, known)
      let other = figure.leftover(using: &random)
      let ofOther = self.outcome(of: other, for: figure, in: copy, known)
      let stray = figures.filter { $0.unit == figure.unit && $0.text != figure.text }.randomElement(using: &random)?
        .text
      let ofStray = stray.map { self.outcome(of: $0, for: figure, in: copy, known) }
      state.withLock {
        $0.tally.add(outcome)
        if case .caught? = ofStray {
          $0.tally.strays += 1
        } else if let stray {
          $0.missed.append((index, "别处的数漏查：\(figure.told(stray))"))
        }
        if case .caught = ofOther {
          $0.tally.leftovers += 1
        } else {
          $0.missed.append((index, "旧数漏查：\(figure.told(other))"))
        }
        if case .caught = outcome { return }
        $0.missed.append((index, "漏查：\(figure.told(literal))"))
      }
    }
    let (result, missed) = state.withLock { ($0.tally, $0.missed) }
    if listsMissed { for (_, line) in missed.sorted(by: { $0.0 < $1.0 }) { print(line) } }
    var tally = result
    tally.falseAlarms = alarms.count
    return tally
  }

  /// Caught is what is told at the sentence, or of the figure itself.
  private func outcome(
    of literal: String, for figure: TypedFigure, in copy: DisclosureCopy, _ known: Set<String>
  ) -> Outcome {
    let found = (copy.findings(after: .init(span: figure.span, literal: literal)) ?? []).filter {
      $0.level > .note && !known.contains($0.identity)
    }
    let growth = literal.utf8.count - (figure.span.upper - figure.span.lower)
    let sentence = figure.sentence.lower...(figure.sentence.upper + growth)
    let telling = found.filter { finding in
      finding.spans.contains { $0.span.path == figure.span.path && sentence.contains($0.span.lower) }
        || literal.count > 2 && finding.message.contains(literal)
    }
    guard !telling.isEmpty else { return found.isEmpty ? .missed : .elsewhere }
    let isBlamed = telling.contains { finding in
      finding.primary.map {
        $0.path == figure.span.path && $0.lower <= figure.span.lower && figure.span.lower <= $0.upper
      } ?? false
    }
    return .caught(isBlamed: isBlamed)
  }
}

extension TypedFigure {
  fileprivate func told(_ literal: String) -> String { "\(span.path)：\(text)\(unit) 写成 \(literal)" }
}
