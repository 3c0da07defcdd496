internal import Diagnostics
internal import Disclosures

/// What the text takes from another period and nobody gave for it (对比数). Where several are missing of a period, that is
/// one list to be filled in, and not a mistake of every sentence that needs one of them.
struct UncomparedFigures {
  private struct Use {
    let address: String
    let period: String
    let near: String?
    let span: SourceSpan
  }

  private var uses: [Use] = []

  mutating func add(_ address: String, period: String, near: String?, at span: SourceSpan) {
    uses.append(Use(address: address, period: period, near: near, span: span))
  }

  var findings: [ProseFinding] {
    uses.map(\.period).distinct.flatMap { period -> [ProseFinding] in
      let own = uses.filter { $0.period == period }
      let names = own.map(\.address).distinct
      let failures = own.map { Evaluator.Failure.uncompared($0.address, period: period, near: $0.near) }
      if own[0].near != nil {
        return [ProseFinding(message: failures[0].message, spans: own.map(\.span), fix: failures[0].fix)]
      }
      guard names.count >= Self.many else {
        return zip(own, failures).map { ProseFinding(message: $1.message, spans: [$0.span], fix: $1.fix) }
      }
      return [
        ProseFinding(
          lead: "正文要用“\(period)”的对比数，没有填的有", names: names, spans: own.map(\.span),
          fix: "在 disclosure.yaml 的 comparatives 的“\(period)”下逐项加上，例如 \(names[0]): 数")
      ]
    }
  }

  private static let many = 3
}
