import Diagnostics
import Disclosures
import Dispatch
import Figures
import Forms
import Foundation
import GeneratedData
import Site
import Synchronization
import TestSupport
@testable import Validation

/// Measures how strong the rules are: plants every kind of slip into every figure of the sample disclosures, reading the
/// changed file anew each time, and into the figures of true narratives, and checks made-up true disclosures for false
/// alarms.
///
/// `MutationRun [--site DIR] [--true N] [--sample PERCENT] [--damage-only] [--narratives-only] [--list] [--record FILE]`; ends with 1 where
/// an error was missed, a true disclosure alarmed, too many reports point elsewhere, too few mistyped figures of a
/// narrative are found, or damaged files bring more findings than causes.
@main
struct MutationRun {
  var site = Repository.root
  var trueDisclosures = 10_000
  var percent = 100
  var listsMissed = false
  var isDamageOnly = false
  var isNarrativesOnly = false
  var record: String?

  static func main() throws {
    var run = MutationRun()
    var arguments = CommandLine.arguments.dropFirst()
    while let argument = arguments.popFirst() {
      switch argument {
      case "--site": run.site = arguments.popFirst() ?? run.site
      case "--true": run.trueDisclosures = arguments.popFirst().flatMap { Int($0) } ?? run.trueDisclosures
      case "--sample": run.percent = arguments.popFirst().flatMap { Int($0) } ?? run.percent
      case "--damage-only": run.isDamageOnly = true
      case "--narratives-only": run.isNarrativesOnly = true
      case "--list": run.listsMissed = true
      case "--record": run.record = arguments.popFirst()
      default:
        print(
          "用法：MutationRun [--site 站点] [--true 份数] [--sample 百分比] [--damage-only] [--narratives-only] [--list] [--record 文件]"
        )
        exit(2)
      }
    }
    if let file = run.record {
      return try NarrativeRecord(sites: [run.site, narratives, hardNarratives], percent: run.percent).write(to: file)
    }
    let read = run.isNarrativesOnly && run.site != Repository.root ? run.site : Self.narratives
    let readsWell = run.isDamageOnly || NarrativeRun(site: read, listsMissed: run.listsMissed).run()
    if run.isNarrativesOnly { exit(readsWell ? 0 : 1) }
    let isStrong = run.isDamageOnly || run.plant()
    let isSilent = run.isDamageOnly || run.trueDisclosures == 0 || run.checkTrueDisclosures()
    let isBrief = DamageRun(site: run.site).run()
    exit(readsWell && isStrong && isSilent && isBrief ? 0 : 1)
  }

  /// True disclosures of made-up departments, in many manners of writing.
  private static let narratives = "\(Repository.root)/Tests/Narratives/plain"
  private static let hardNarratives = "\(Repository.root)/Tests/Narratives/hard"

  // MARK: Planted errors

  private func plant() -> Bool {
    var loader = SiteLoader(root: site)
    let content = loader.load()
    // The statutory tables are held to it on their own, too: of a score card's sums other cells seldom tell what is wrong.
    var total = Tally(), statutory = Tally()
    for disclosure in content.disclosures {
      let tallies = plant(in: disclosure, content)
      print("\n\(disclosure.id)")
      print(Tally.head)
      for (table, tally) in tallies {
        print(tally.line(table))
        if listsMissed { for line in tally.misled.sorted() { print("指错：\(line)") } }
        total.add(tally)
        let form = disclosure.set.tables.first { $0.short == table }
        if form?.isStatutory ?? false, disclosure.set.kind == "final-accounts" { statutory.add(tally) }
      }
    }
    print("\n" + Tally.head)
    print(total.line("合计"))
    print(statutory.line("法定表"))
    func share(_ tally: Tally) -> Double {
      tally.blamable == 0 ? 100.0 : Double(tally.blamed) * 100 / Double(tally.blamable)
    }
    let blame = share(statutory)
    print("\n全部表：指准 \(String(format: "%.1f", share(total)))%")
    print("\n法定表查出的错（0.10 及以上）里，报告正好指向那一格的占 \(String(format: "%.1f", blame))%")
    for kind in Slip.allCases {
      let (right, all) = statutory.byKind[kind] ?? (0, 0)
      if all > 0 { print("  \(kind.rawValue)：\(right)/\(all)") }
    }
    for line in total.missedCells.prefix(40) { print("漏查：\(line)") }
    return total.missed == 0 && blame >= 95 && (percent < 100 || share(total) >= 95)
  }

  private func plant(in disclosure: Disclosure, _ content: SiteContent) -> [(String, Tally)] {
    var cases: [(Planter, Target, Slip)] = []
    for planter in Planter.all(disclosure, content) {
      for target in planter.targets { for slip in Slip.allCases { cases.append((planter, target, slip)) } }
    }
    if percent < 100 {
      var random = SeededGenerator(seed: 1)
      cases = cases.filter { _ in Int.random(in: 0..<100, using: &random) < percent }
    }
    let chosen = cases
    let state = Mutex([String: Tally]())
    DispatchQueue.concurrentPerform(iterations: chosen.count) { index in
      let (planter, target, slip) = chosen[index]
      guard let (outcome, gap) = planter.outcome(of: slip, at: target) else { return }
      state.withLock { $0[target.table, default: Tally()].add(outcome, slip, target, gap: gap) }
    }
    let tallies = state.withLock { $0 }
    let own = disclosure.set.tables.map(\.short)
    let others = tallies.keys.filter { !own.contains($0) }.sorted()
    return (own + others).compactMap { name in tallies[name].map { (name, $0) } }
  }

  // MARK: True disclosures

  private func checkTrueDisclosures() -> Bool {
    var loader = SiteLoader(root: site)
    guard let set = loader.load().disclosures.first?.set else { return false }
    let count = trueDisclosures
    let state = Mutex((alarms: [String](), checks: 0, roundings: 0))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      var truth = TrueDisclosure(set, seed: UInt64(index + 1))
      var engine = RuleEngine(evaluator: Evaluator(set: set, tables: truth.tables(), decimals: 2))
      engine.run(set.rules)
      let alarms = engine.findings.filter { $0.level > .note }.map { "第 \(index + 1) 份：\($0.rule) \($0.message)" }
      let tally = engine.tally
      state.withLock {
        $0.alarms += alarms
        $0.checks += tally.due()
        $0.roundings += tally.count(.rounding)
      }
    }
    let result = state.withLock { $0 }
    print("\n\(count) 份随机生成、本来正确的公开件：\(result.checks) 项核对，尾差 \(result.roundings)，误报 \(result.alarms.count)")
    for alarm in result.alarms.sorted().prefix(20) { print("误报：\(alarm)") }
    return result.alarms.isEmpty
  }
}
