internal import Disclosures
internal import Figures
internal import Forms

/// What the words before an amount say that it is.
extension Reconciler {
  /// - Parameter known: what it is of, where other words say so.
  mutating func claim(
    _ quantity: Quantity, _ lead: Lead, _ role: Stated.Role, of known: [ProseNames.Target]?
  ) -> Claim {
    var subjects = subjects(lead, [lead.clause, lead.range])
    // 专项统计业务（项）支出预算 318.60 万元: no 支出预算 of its own.
    if pathEnd == lead.range.lowerBound, path != nil, lead.isOnly(Self.roleWords) { subjects = ([], false) }
    // 上级补助收入、其他收入共 42.50 万元: of none of them.
    if isOfSeveral(lead) || isPartOfNamed(lead) || !saysAll(lead) && isLastOfSeveral(lead, subjects.named) {
      subjects.isSure = false
    }
    let inTurn = known ?? respectiveSubject(lead)
    if let inTurn { subjects = (inTurn, true) }
    if role != .prior, let project = projects.cell(lead) { subjects = ([project], true) }
    if path != nil, subjects.isSure, !subjects.named.contains(where: { isOfPath($0) }) { path = nil }
    let declared = subjects.isSure ? [] : groupField(lead, role)
    // 教学设备更新项目：预算 316 万元: what is counted in 台 is not meant.
    let said = subjects.named.filter { values(of: $0, .actual).first?.unit.isMoney ?? true }
    if said.count < subjects.named.count { subjects.isSure = false }
    let named = declared + (said.isEmpty ? (declared.isEmpty ? inherited(lead, role) : []) : said)
    let candidates = ofOutturn(named.flatMap { values(of: $0, role) }, lead, role)
    let agreements = candidates.map { ($0, quantity.agreement(with: $0)) }
    let best = agreements.reduce(nil as (agreement: Agreement, value: Evaluator.Value)?) { best, next in
      next.1 > best?.agreement ?? .different ? (next.1, next.0) : best
    }
    return Claim(
      quantity: quantity, lead: lead, role: role, names: subjects.named, isSure: subjects.isSure, declared: declared,
      named: named, inTurn: inTurn,
      followsPath: subjects.named.isEmpty && path.map { named == [$0] } ?? false,
      label: lead.passage.string(lead.clause).filter { !$0.isWhitespace }, candidates: candidates, best: best,
      isOneFigure: Set(agreements.filter { $0.1 == .same }.map(\.0.address)).count == 1,
      slipped: best == nil ? candidates.first { isOneSlip(quantity, from: $0) } : nil)
  }

  private static let outturn: Words = "决算"

  /// 支出决算为 1.53 万元: not the 预算数 that the same table prints beside it.
  private func ofOutturn(_ values: [Evaluator.Value], _ lead: Lead, _ role: Stated.Role) -> [Evaluator.Value] {
    guard role == .actual, !isBudget, values.count > 1, lead.has(Self.outturn, lead.clause) else { return values }
    let spent = values.filter { value in
      value.cell.map { disclosure.set.tables[$0.table].blocks[$0.block].name != "预算数" } ?? true
    }
    return spent.isEmpty ? values : spent
  }

  private static let together: Words = ["共", "合计", "等"]
  private static let total: Words = "合计"
  private static let joins: Words = ["和", "与", "及"]

  private func isOfSeveral(_ lead: Lead) -> Bool {
    let found = names.matches(in: lead.passage, lead.range)
    guard let last = found.last else { return false }
    let isJoined =
      lead.has(Words.enumeration)
      // 工资福利支出和对个人和家庭的补助合计 90 万元.
      || found.count > 1 && lead.has(Self.joins, found[0].range.upperBound..<last.range.lowerBound)
    // 合计 may have been read as the column of the last.
    let isTogether =
      lead.has(Self.together, last.range.upperBound..<lead.range.upperBound)
      || lead.passage.ends(with: Self.total, at: last.range.upperBound)
    return isTogether && isJoined
      || lead.passage.starts(with: "等", at: last.range.upperBound)
  }

  private static let amongThem: Words = "其中"

  /// 纳入政府采购服务预算，其中：校园安保服务 76.80 万元: what has another name behind 其中 is a part of what is named before.
  private func isPartOfNamed(_ lead: Lead) -> Bool {
    guard let name = names.matches(in: lead.passage, lead.range).last,
      let among = lead.passage.findLast(Self.amongThem, in: lead.range), name.range.upperBound <= among.lowerBound
    else { return false }
    return !lead.isOnly(Self.roleWords, among.upperBound..<lead.range.upperBound)
  }

  /// Whether a name only says which column of the subject is meant, or the subject itself.
  private func isOfPath(_ target: ProseNames.Target) -> Bool {
    if case .column = target { return target.table == path?.table }
    return target == path
  }

  /// 项目全年预算数 in a paragraph on a project: the declared figure of that name in the group the passage speaks of last.
  private func groupField(_ lead: Lead, _ role: Stated.Role) -> [ProseNames.Target] {
    guard role != .prior else { return [] }
    let fields = moneyFields.filter { lead.passage.contains($0.name, in: lead.clause) }
    let before = 0..<lead.range.upperBound
    let places = fields.compactMap { field in
      lead.passage.findLast(field.group, in: before).map { (field, $0.upperBound) }
    }
    // 一般行政管理事务 within 其他一般行政管理事务: the longer name is meant.
    let nearest = places.max { ($0.1, $0.0.group.count) < ($1.1, $1.0.group.count) }
    return nearest.map { [.field($0.0.path)] } ?? []
  }

  private static let completed: Words = ["完成", "占"]
  private static let finals: Words = ["决算", "执行数", "执行"]

  /// What a text without a name goes on about.
  private func inherited(_ lead: Lead, _ role: Stated.Role) -> [ProseNames.Target] {
    if let path { return [path] }
    // 支出决算 18 万元，完成全年预算 25 万元.
    if role == .budget, let last = stated.last(where: { !$0.isAside }), last.role == .actual, last.sentence == sentence,
      lead.has(Self.completed, lead.clause)
    {
      return last.targets
    }
    if role != .actual || lead.has(Self.finals, lead.clause),
      let last = stated.last(where: { $0.role != .change && !$0.isAside })
    {
      return last.targets
    }
    guard !stated.contains(where: { $0.role == .actual }) else { return [] }
    return mainSubject.map { [$0] } ?? []
  }

  var mainSubject: ProseNames.Target? {
    section?.subject.flatMap { ProseNames.target($0, disclosure.set, disclosure) }
  }
}
