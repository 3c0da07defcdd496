import Diagnostics
import Disclosures
import Dispatch
import Foundation
import Site
import Synchronization
import TestSupport
@testable import Validation

/// Writes down what is found in narratives and what each of their figures comes to, as they are and with figures and words
/// changed: two programs that read alike write the same file. For work on how sentences are read that must change nothing,
/// or only what it says it changes.
struct NarrativeRecord {
  let sites: [String]
  /// How many of all changes are tried.
  var percent = 100

  /// Every sentence is damaged so many times, each time in another way.
  private static let damages = 2

  func write(to path: String) throws {
    var lines: [String] = []
    for site in sites {
      var loader = SiteLoader(root: site)
      let content = loader.load()
      for disclosure in content.disclosures { lines += record(disclosure, content) }
    }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    print("\(lines.count) 行，写在 \(path)")
  }

  private func record(_ disclosure: Disclosure, _ content: SiteContent) -> [String] {
    let base = "content/\(disclosure.id)/"
    let copy = DisclosureCopy(
      disclosure: disclosure, terms: content.terms, sources: content.sources.filter { $0.key.hasPrefix(base) })
    let files = copy.sources.filter { $0.key.hasPrefix(base + "narrative/") }.sorted { $0.key < $1.key }.map(\.value)
    var lines = ["# \(disclosure.id)"]
    if let (read, _) = copy.read(nil) {
      let (findings, figures) = Self.prose(of: read)
      lines += findings.map(Self.line).sorted() + figures.map(Self.line)
    }
    var random = SeededGenerator(seed: 1)
    let changes = files.flatMap { self.changes(in: $0) }.filter { _ in
      Int.random(in: 0..<100, using: &random) < percent
    }
    let found = Mutex([String?](repeating: nil, count: changes.count))
    DispatchQueue.concurrentPerform(iterations: changes.count) { index in
      let line = line(of: changes[index], in: copy)
      found.withLock { $0[index] = line }
    }
    return lines + found.withLock { $0.compactMap { $0 } }
  }

  // MARK: What is changed

  private func changes(in file: SourceFile) -> [DisclosureCopy.Change] {
    var changes: [DisclosureCopy.Change] = []
    for (index, figure) in TypedFigure.all(in: file).enumerated() {
      var random = SeededGenerator(seed: UInt64(index + 1))
      let mistake = TypedFigure.Mistake.allCases[index % TypedFigure.Mistake.allCases.count]
      changes.append(.init(span: figure.span, literal: figure.mistyped(mistake, using: &random)))
      changes.append(.init(span: figure.span, literal: figure.leftover(using: &random)))
    }
    for (index, sentence) in TypedSentence.all(in: file).enumerated() {
      var random = SeededGenerator(seed: UInt64(index + 1))
      let ways = TypedSentence.Damage.allCases.shuffled(using: &random)
      let damaged = ways.lazy.compactMap { sentence.damaged($0, using: &random) }
      changes += damaged.prefix(Self.damages).map { .init(span: sentence.span, literal: $0) }
    }
    return changes
  }

  // MARK: What comes of it

  private func line(of change: DisclosureCopy.Change, in copy: DisclosureCopy) -> String {
    let place = "\(change.span.path):\(change.span.lower) \(change.literal.replacing("\n", with: "⏎"))"
    guard let (read, _) = copy.read(change) else { return "\(place) → 读不出" }
    let (findings, figures) = Self.prose(of: read)
    let found = findings.map(Self.line).sorted().joined(separator: " ¦ ")
    let verdicts = figures.map { String($0.verdict.rawValue.prefix(1)) }.joined()
    let whole = Self.hash(figures.map(Self.line).joined(separator: "\n"))
    return "\(place) → \(found) → \(verdicts) \(whole)"
  }

  /// What reads sentences, without the rules of tables, which would take ten times as long.
  private static func prose(of disclosure: Disclosure) -> ([Finding], [NarrativeFigure]) {
    let prose = ProseCheck(disclosure, evaluator: disclosure.evaluator, keepsFigures: true)
    let passages = prose.passages
    let findings =
      prose.findings + ItemListCheck.run(disclosure, passages: passages)
      + ListingCheck.run(disclosure, passages: passages) + UnstatedReasons.run(disclosure, passages: passages)
      + TextCheck.run(disclosure, passages: passages) + TableReferenceCheck.run(disclosure, passages: passages)
      + NameVariantCheck.run(disclosure, passages: passages)
    return (findings, prose.figures)
  }

  private static func line(_ finding: Finding) -> String {
    let spans = finding.spans.map { "\($0.span.path):\($0.span.lower)-\($0.span.upper) \($0.label)" }
    return "\(finding.rule) \(finding.level) \(finding.message)｜\(finding.fix ?? "")｜\(spans.joined(separator: "；"))"
  }

  private static func line(_ figure: NarrativeFigure) -> String {
    let binding = figure.binding.map { " \($0.span.lower) \($0.replacement)" } ?? ""
    return "\(figure.span.path):\(figure.span.lower)-\(figure.span.upper) \(figure.text) \(figure.verdict.rawValue) "
      + "\(figure.addresses.joined(separator: ",")) \(figure.reason ?? "")\(binding)"
  }

  /// FNV-1a: the same on every machine and in every run.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(value, radix: 16)
  }
}
