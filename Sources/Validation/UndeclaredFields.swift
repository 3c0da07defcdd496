internal import Diagnostics
internal import Disclosures

/// What the text takes from `fields` and is not there. Where a group is missing, or all of them, that is one mistake, and
/// not one of every sentence that needs it.
struct UndeclaredFields {
  struct Told {
    let message: String
    let span: SourceSpan
    let related: [Finding.LabeledSpan]
    let fix: String?
  }

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

  var findings: [Told] {
    if uses.isEmpty { return [] }
    let groups = Set(fields.map(\.group))
    if groups.isEmpty, uses.count(by: \.name) > 1 {
      return [told(uses, \.name, "disclosure.yaml 里没有申报项（fields），正文要用其中", fix: "在 disclosure.yaml 里加上 fields，写上这些数")]
    }
    var told: [Told] = []
    var done: Set<Substring> = []
    for use in uses {
      let own = uses.filter { $0.group == use.group }
      guard !groups.contains(String(use.group)), own.count(by: \.name) > 1 else {
        told.append(Told(message: use.failure.message, span: use.span, related: [], fix: use.failure.fix))
        continue
      }
      guard done.insert(use.group).inserted else { continue }
      told.append(
        self.told(
          own, \.item, "disclosure.yaml 的 fields 里没有“\(use.group)”这一组，正文要用其中",
          fix: "在 fields 里加上“\(use.group)”这一组" + astray(own)))
    }
    return told
  }

  private func told(_ uses: [Use], _ name: (Use) -> String, _ lead: String, fix: String) -> Told {
    let names = uses.distinct(name)
    let shown = names.prefix(Self.mostNames).map { "“\($0)”" }.joined(separator: "、")
    return Told(
      message: "\(lead) \(names.count) 项：\(shown)\(names.count > Self.mostNames ? "等" : "")", span: uses[0].span,
      related: uses.dropFirst().prefix(Self.mostPlaces).map { .init($0.span, "也要用") }, fix: fix)
  }

  private static let mostNames = 6
  private static let mostPlaces = 4

  /// Where the line that names a group is lost, its items are those of the group above.
  private func astray(_ uses: [Use]) -> String {
    let items = uses.distinct(\.item)
    // The groups that have items of all these names.
    let homes = items.map { item in Set(fields.lazy.filter { $0.name == item }.map(\.group)) }
    guard items.count > 1, let home = homes.dropFirst().reduce(homes[0], { $0.intersection($1) }).min() else {
      return ""
    }
    return "；“\(items[0])”等 \(items.count) 项现在写在“\(home)”下面"
  }
}

extension Array {
  /// What its elements say, each once, in their order.
  fileprivate func distinct(_ said: (Element) -> String) -> [String] {
    map(said).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  fileprivate func count(by said: (Element) -> String) -> Int { Set(map(said)).count }
}
