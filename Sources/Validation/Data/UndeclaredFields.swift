internal import Diagnostics
internal import Disclosures

/// What the text takes from `fields` and is not there. Where a group is missing, or all of them, that is one mistake, and
/// not one of every sentence that needs it.
struct UndeclaredFields {
  private struct Use {
    /// `组.项`.
    let name: String
    let failure: Evaluator.Failure
    let span: SourceSpan

    var group: Substring { name.prefix { $0 != "." } }
    var item: String { String(name.drop { $0 != "." }.dropFirst()) }
  }

  private let fields: [Disclosure.Field]
  private var uses: [Use] = []

  init(_ disclosure: Disclosure) { fields = disclosure.fields }

  mutating func add(_ name: String, _ failure: Evaluator.Failure, at span: SourceSpan) {
    uses.append(Use(name: name, failure: failure, span: span))
  }

  var findings: [ProseFinding] {
    if uses.isEmpty { return [] }
    let groups = Set(fields.map(\.group))
    if groups.isEmpty, uses.map(\.name).distinct.count > 1 {
      return [
        ProseFinding(
          lead: "disclosure.yaml 里没有申报项（fields），正文要用其中", names: uses.map(\.name).distinct, spans: uses.map(\.span),
          fix: "在 disclosure.yaml 里加上 fields，写上这些数")
      ]
    }
    var told: [ProseFinding] = []
    var done: Set<Substring> = []
    for use in uses {
      let own = uses.filter { $0.group == use.group }
      guard !groups.contains(String(use.group)), own.map(\.name).distinct.count > 1 else {
        told.append(ProseFinding(message: use.failure.message, spans: [use.span], fix: use.failure.fix))
        continue
      }
      guard done.insert(use.group).inserted else { continue }
      told.append(
        ProseFinding(
          lead: "disclosure.yaml 的 fields 里没有“\(use.group)”这一组，正文要用其中", names: own.map(\.item).distinct,
          spans: own.map(\.span), fix: "在 fields 里加上“\(use.group)”这一组" + astray(own)))
    }
    return told
  }

  /// Where the line that names a group is lost, its items are those of the group above.
  private func astray(_ uses: [Use]) -> String {
    let items = uses.map(\.item).distinct
    // The groups that have items of all these names.
    let homes = items.map { item in Set(fields.lazy.filter { $0.name == item }.map(\.group)) }
    guard items.count > 1, let home = homes.dropFirst().reduce(homes[0], { $0.intersection($1) }).min() else {
      return ""
    }
    return "；“\(items[0])”等 \(items.count) 项现在写在“\(home)”下面"
  }
}
