internal import Disclosures

/// 人均, 车均, 平均每: what is divided, where words name it. Whether it comes to that, `SentenceArithmetic` looks at.
extension Reconciler {
  mutating func perHead(_ quantity: Quantity, _ lead: Lead) {
    let named = subjects(lead, [lead.clause, lead.range]).named
    leave(quantity, "没有可以重算的数")
    results[results.count - 1].dividends = named.flatMap { values(of: $0, .actual) }.filter(\.unit.isMoney)
  }
}
