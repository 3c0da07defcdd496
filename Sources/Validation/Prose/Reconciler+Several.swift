internal import Diagnostics
internal import Disclosures
internal import Forms

/// Several names or years before several amounts, or before one: 分别为, 均为.
extension Reconciler {
  /// Takes an amount that 2019 年、2020 年……分别为 gives to a year; false where it is none of those.
  mutating func takeByYear(_ quantity: Quantity, _ lead: Lead) -> Bool {
    if var listed = YearList(lead) {
      let (named, isSure) = subjects(lead, [lead.clause, lead.range])
      if isSure, named.count == 1 { listed.targets = named }
      current.years = listed
    } else if !YearList.goesOn(lead) {
      current.years = nil
    }
    guard current.years != nil, quantity.unit.isMoney else { return false }
    // 2022 年 A、B，2023 年分别增加 C 和 D: changes of what has been told.
    if case .change = lead.role(of: quantity, isBudget: isBudget) {
      current.years = nil
      return false
    }
    switch current.years?.next() {
    case disclosure.year: amount(quantity, lead, .actual, of: current.years?.targets)
    case disclosure.year - 1: amount(quantity, lead, .prior, of: current.years?.targets)
    default: leave(quantity, "是别的年度的数")
    }
    return true
  }

  private static let respectively: Words = "分别"

  /// 年初、年末结转和结余分别为 A、B: the first amount is the first name's, the second, with no word of its own, the next's.
  mutating func respectiveSubject(_ lead: Lead) -> [ProseNames.Target]? {
    if lead.has(Self.respectively) {
      let named = names.matches(in: lead.passage, lead.range).map { preferred($0.meanings) }
      current.respectiveNames = named.count > 1 && named.allSatisfy(\.isOwn) ? named.map(\.0) : []
    } else if lead.range.count > 6 {
      current.respectiveNames = []
    }
    return current.respectiveNames.isEmpty ? nil : current.respectiveNames.removeFirst()
  }

  /// 分别较上年增加 58.61 万元、减少 22.42 万元: which is whose, nobody has looked at.
  mutating func isTakenInTurn(_ role: Lead.Role, _ lead: Lead) -> Bool {
    switch role {
    case .change, .rate:
      if lead.has(Self.respectively) { current.givesChangesInTurn = true }
      return current.givesChangesInTurn
    default:
      // 分别增加 58.61 万元和 22.42 万元，增长 3% 和 2%.
      if current.givesChangesInTurn, lead.isJoin { return true }
      current.givesChangesInTurn = false
      return false
    }
  }

  private static let all: Words = "均"

  func saysAll(_ lead: Lead) -> Bool { lead.has(Self.all, lead.clause) }

  /// 购置费和运行费均为 0 元: true of each that is named.
  mutating func checkAll(
    _ quantity: Quantity, _ lead: Lead, _ role: Stated.Role, besides known: Evaluator.Value
  ) {
    for match in names.matches(in: lead.passage, lead.range) {
      let (targets, isOwn) = preferred(match.meanings)
      let values = targets.flatMap { self.values(of: $0, role) }
      guard isOwn, let first = values.first, !values.contains(known),
        !values.contains(where: { quantity.agreement(with: $0) > .different })
      else { continue }
      report(
        "NAR-01", .warning, "正文写“均为 \(written(quantity))”，\(first.title) 是 \(written(first))", quantity,
        related: [first],
        fix: "分开写，或核对")
    }
  }

  private static let together: Words = ["、", "及", "和", "与"]

  /// 社会保障缴费及住房公积金 366.11 万元: no amount of the last alone.
  func isLastOfSeveral(_ lead: Lead, _ named: [ProseNames.Target]) -> Bool {
    guard let name = names.matches(in: lead.passage, lead.range).last,
      let joint = lead.passage.start(of: Self.together, before: name.range.lowerBound)
    else { return false }
    let isLine = named.contains { target in
      switch target {
      case .row: true
      case .cell(let cell): cell.row != Row.totalKey && disclosure.set.tables[cell.table].layout != .paired
      case .column, .field: false
      }
    }
    return isLine && joint - lead.range.lowerBound >= 6
  }
}
