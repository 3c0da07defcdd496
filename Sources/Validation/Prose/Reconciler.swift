internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Compares the figures of the narrative with the tables, the declared figures and each other.
///
/// It reads sentences as officers write them: a name, what is said of it (决算, 年初预算, 占比, 比上年增加), a figure. What it
/// cannot place it leaves unchecked and says so; it accuses only where words name one figure and another stands there, or
/// where a sentence contradicts itself.
struct Reconciler {
  let disclosure: Disclosure
  let evaluator: Evaluator
  let names: ProseNames
  let passages: [Passage]
  /// The declared amounts, by group and name.
  let moneyFields: [(path: String, group: [UInt8], name: [UInt8])]
  let projects: ProjectNames
  var results: [Reconciled] = []
  var bare: [BareNumber] = []
  var findings: [Finding] = []

  // The tables whose subjects 类、款、项 name in this section, and their names.
  private var pathTables: [Int] = []
  private var pathNames: [[[UInt8]]] = []

  // What the sentences so far have spoken of; anew in every section.
  var section: SectionForm?
  var stated: [Stated] = []
  /// The amount that 其中 has begun to break down.
  var whole: Stated?
  var base: ComparisonBase?
  /// The subject named by 类、款、项.
  var path: ProseNames.Target?
  var sentence = 0
  /// The shares so far, with what each is the share of something.
  var shares: [(part: Bounds, share: Quantity, sentence: Int)] = []
  /// The parts that 分别占 gives shares to, in their order.
  var respective: [Stated] = []
  /// The names that 分别为 gives amounts to, in their order.
  var respectiveNames: [[ProseNames.Target]] = []
  /// The years that 分别为 gives amounts to.
  var years: YearList?
  /// Inside 主要原因：…, where amounts are of all kinds.
  var isReason = false
  /// This year's figures where last year is written.
  var wrongYears: [(quantity: Quantity, year: Range<Int>, value: Evaluator.Value)] = []
  /// How many figures there were when one of another year was the last: what it is compared with is not here.
  var elsewhere: Int?
  /// The sentence whose last amount is per head.
  var perHeadSentence: Int?
  /// The completion rates, with their sentences.
  var completions: [(quantity: Quantity, sentence: Int)] = []
  /// Amounts that are not what their words name, and the findings that tell so.
  var misplaced: [(quantity: Quantity, expected: Evaluator.Value, sentence: Int, finding: Int)] = []
  /// What was said first of a figure that no data hold.
  var firstSaid: [ProseNames.Target: Quantity] = [:]

  /// A budget's own figures are what final accounts call 预算数.
  let isBudget: Bool

  init(_ disclosure: Disclosure, evaluator: Evaluator, passages: [Passage]) {
    isBudget = !disclosure.set.isAfterYear
    self.disclosure = disclosure
    self.evaluator = evaluator
    self.passages = passages
    projects = ProjectNames(disclosure)
    names = ProseNames(disclosure, evaluator: evaluator)
    moneyFields = disclosure.fields.filter(\.unit.isMoney).map {
      ("\($0.group).\($0.name)", Array($0.group.utf8), Array($0.name.utf8))
    }
  }

  mutating func run() {
    var current = -1
    for (index, passage) in passages.enumerated() {
      if passage.section != current {
        current = passage.section
        section = disclosure.sections[current].form
        pathTables = codedTables()
        pathNames = SubjectPath.names(of: pathTables, disclosure)
        stated = []
        completions = []
        forget()
      }
      if case .heading(let level) = passage.kind, level < 7 {
        forget()
        path = subject(ofHeading: passage)
        continue
      }
      read(passage, index)
    }
    reportWrongYears()
  }

  private mutating func forget() {
    whole = nil
    base = nil
    path = nil
    isReason = false
    sentence += 1
  }

  /// 决算数大于预算数.
  enum Order: String, CaseIterable {
    case greater = "大于"
    case smaller = "小于"
    case equal = "等于"
  }

  // MARK: Passages

  private enum Event {
    case quantity(Quantity)
    /// 持平.
    case level(Range<Int>)
    /// 决算数大于预算数.
    case order(Range<Int>, Order)
    case path(Range<Int>, ProseNames.Target)
    case stop(Int, isFull: Bool)
    /// A number without its unit: the words before it are its own.
    case bare(Range<Int>)

    /// Of what stands at one place a name comes before the figure it names.
    var order: Int {
      switch self {
      case .path, .stop, .bare: 0
      case .quantity, .level, .order: 1
      }
    }

    var place: Int {
      switch self {
      case .quantity(let quantity): quantity.range.lowerBound
      case .level(let range), .order(let range, _): range.lowerBound
      case .path(let range, _): range.upperBound
      case .bare(let range): range.upperBound
      case .stop(let place, _): place
      }
    }
  }

  private static let level = Words.utf8("持平")
  private static let basically = Words.utf8("基本")
  private static let orders: [([UInt8], Order)] = Order.allCases.flatMap { order in
    ["年初预算", "预算", "全年预算"].map { (Words.utf8("决算数\(order.rawValue)\($0)"), order) }
  }
  private static let fullStops = ["。", "！", "\n"].map(Words.utf8)
  private static let halfStops = ["；", ";"].map(Words.utf8)
  private static let reason = Words.utf8("原因")
  private static let breakdown = ["其中", "包括", "主要用于", "构成"].map(Words.utf8)

  private mutating func read(_ passage: Passage, _ index: Int) {
    var scanner = QuantityScanner(passage, index: index)
    scanner.run()
    bare += scanner.bare
    var from = passage.prefix
    isReason = false
    if passage.prefix == 0 { sentence += 1 }
    for event in events(passage, scanner) {
      switch event {
      case .stop(let place, let isFull):
        from = max(from, place)
        if isReason || isFull { isReason = false }
        if isFull { sentence += 1 }
      case .path(let range, let target):
        let before = Lead(passage, from..<max(from, range.lowerBound), year: disclosure.year)
        if before.has(Self.breakdown, before.range) { beginBreakdown(index, before) }
        path = target
        from = max(from, range.upperBound)
        base = nil
      case .bare(let range): from = max(from, range.upperBound)
      case .level(let range):
        checkLevel(passage, from..<range.lowerBound, at: range)
      case .order(let range, let order):
        checkOrder(passage, index, range, order)
      case .quantity(let quantity):
        guard quantity.range.lowerBound >= from || passage.prefix > 0 else { continue }
        let start = passage.prefix > 0 ? 0 : from
        let lead = Lead(passage, start..<max(start, quantity.range.lowerBound), year: disclosure.year)
        take(quantity, lead)
        from = quantity.range.upperBound
      }
    }
    closeBreakdown()
    // A line with nothing but its name is the head of what follows.
    if scanner.quantities.contains(where: { $0.range.lowerBound >= passage.prefix }) { path = nil }
  }

  /// So many amounts back nobody refers any more, and a section of thousands would be gone through for each.
  private static let mostRecalled = 400

  private mutating func forgetLongAgo() {
    func cut<Said>(_ said: inout [Said]) {
      if said.count > 2 * Self.mostRecalled { said.removeFirst(Self.mostRecalled) }
    }
    cut(&stated)
    cut(&completions)
    cut(&misplaced)
  }

  private mutating func take(_ quantity: Quantity, _ lead: Lead) {
    forgetLongAgo()
    if lead.passage.contains(Self.reason, in: lead.range) { isReason = true }
    if lead.has(Self.breakdown, lead.range) { beginBreakdown(quantity.passage, lead) }
    if let found = lead.base(isBudget: isBudget) { base = found }
    if lead.comparesLastBudget || lead.has(Lead.adjusted, lead.range) { base = nil }
    if lead.gapToBudget != nil { base = .budget }
    guard quantity.precision != .limit else { return record(quantity, .limit) }
    if quantity.isGenerated { return takeGenerated(quantity, lead) }
    guard !isReason else { return record(quantity, .unchecked, reason: "写在原因里") }
    // 各增加 363.11、363.11 万元: the second is of what stands beside what the first is of.
    if let last = results.last, last.quantity.passage == quantity.passage, last.quantity.unit == quantity.unit,
      last.quantity.value == quantity.value, lead.range.count == Words.enumeration.count,
      lead.passage.starts(with: Words.enumeration, at: lead.range.lowerBound)
    {
      return record(quantity, last.verdict == .suspect ? .unchecked : .consistent, reason: "与前面的数相同")
    }
    var role = lead.role(of: quantity, isBudget: isBudget)
    // 小于预算 8 万元: by as much, or what the budget is.
    if case .change = role, lead.gapToBudget != nil, isBudgetItself(quantity, lead) { role = .budget }
    if takeByYear(quantity, lead) { return }
    if [.actual, .budget, .prior].contains(role), lead.namesOtherYear || role == .budget && lead.isOtherBudget {
      // 调整预算 A，决算 B，完成 C%: no table has A, and C is of it.
      if role == .budget, lead.has(Lead.adjusted, lead.clause) {
        stated.append(
          Stated(
            quantity: quantity, role: .budget, targets: stated.last { $0.sentence == sentence }?.targets ?? [],
            value: nil, label: "", sentence: sentence, isAdjusted: true))
      }
      record(quantity, .unchecked, reason: "是别的年度、别的口径的数")
      elsewhere = results.count
      return
    }
    // 分别占 93.9% 和 6.1%: the second has no word of its own.
    if role == .indicator, !respective.isEmpty, lead.range.count <= 6 { return share(quantity, lead) }
    if role != .share { respective = [] }
    // 人均 0.48 万元，比上年人均 0.41 万元增加 0.07 万元.
    let isPerHead = perHeadSentence == sentence
    switch role {
    case .change where isPerHead, .rate where isPerHead:
      record(quantity, .unchecked, reason: "是人均数的增减")
    case .rate where elsewhere == results.count: record(quantity, .unchecked, reason: "与别的年度相比")
    case .actual: amount(quantity, lead, .actual)
    case .budget: amount(quantity, lead, .budget)
    case .prior: amount(quantity, lead, .prior)
    case .count: count(quantity, lead)
    case .perHead:
      perHeadSentence = sentence
      perHead(quantity)
    case .share: share(quantity, lead)
    case .completion:
      completions.append((quantity, sentence))
      completion(quantity, lead)
    // 增加（减少）: told as what a template left behind.
    case .change where lead.isUndecided, .rate where lead.isUndecided:
      record(quantity, .unchecked, reason: "没有写明是增加还是减少")
    case .change(let isRise):
      checkComparedYear(quantity, lead)
      if quantity.unit == .points { return record(quantity, .unchecked, reason: "百分点没有可以比较的数") }
      change(quantity, lead, isRise: isRise)
    case .rate(let isRise):
      checkComparedYear(quantity, lead)
      rate(quantity, lead, isRise: isRise)
    // 完成全年预算 25 万元的 75%.
    case .indicator where isOfBudget(lead): completion(quantity, lead)
    case .indicator: record(quantity, .unchecked, reason: "没有写明是谁与谁之比")
    }
  }

  private func isBudgetItself(_ quantity: Quantity, _ lead: Lead) -> Bool {
    let named = subjects(lead, [lead.clause, lead.range]).named
    let targets = named.isEmpty ? stated.last { $0.role == .actual }?.targets ?? [] : named
    return targets.flatMap { values(of: $0, .budget) }.contains { quantity.agreement(with: $0) == .same }
  }

  /// 公务接待费 as a heading: what the lines below it speak of.
  private func subject(ofHeading passage: Passage) -> ProseNames.Target? {
    let (named, isSure) = subjects(
      Lead(passage, 0..<passage.bytes.count, year: disclosure.year), [0..<passage.bytes.count])
    return isSure && named.count == 1 ? named[0] : nil
  }

  private static let ofWord = [Words.utf8("的")]

  private func isOfBudget(_ lead: Lead) -> Bool {
    guard let last = stated.last, last.role == .budget, last.sentence == sentence,
      last.label.contains("完成") || last.label.contains("占")
    else { return false }
    return !lead.range.isEmpty && lead.isOnly(Self.ofWord, lead.range)
  }

  /// 与 2018 年相比 in a document of 2020.
  private mutating func checkComparedYear(_ quantity: Quantity, _ lead: Lead) {
    guard !isBudget, let (year, range) = lead.comparedYear, year != disclosure.year - 1 else { return }
    report(
      "NAR-14", .warning, "这里与 \(year) 年比，\(disclosure.year) 年度公开件比的是上年（\(disclosure.year - 1) 年）", quantity, at: range,
      fix: "改成 \(disclosure.year - 1) 年；确指那一年的，写明为什么")
  }

  private static let by = ["按照", "按"].map(Words.utf8)

  /// 其中 breaks down the amount before it; 按功能分类分，包括 begins anew with the first of the passage.
  private mutating func beginBreakdown(_ passage: Int, _ lead: Lead) {
    let amounts = stated.filter { $0.role == .actual && $0.quantity.passage == passage }
    guard let last = amounts.last else { return }
    closeBreakdown()
    whole = lead.has(Self.by, lead.range) ? amounts.first : last
  }

  /// A figure from data needs no check; what follows may refer to it.
  private mutating func takeGenerated(_ quantity: Quantity, _ lead: Lead) {
    let output = quantity.insertion?.output
    let isBound = output?.isLiteral ?? false
    record(quantity, isBound ? .bound : .generated, sources: output?.sources ?? [])
    guard quantity.unit.isMoney, let value = output?.sources.first, output?.sources.count == 1 else { return }
    let role: Stated.Role = lead.role(of: quantity, isBudget: isBudget) == .budget ? .budget : .actual
    let targets = value.cell.map { [ProseNames.Target.cell($0)] } ?? []
    stated.append(
      Stated(quantity: quantity, role: role, targets: targets, value: value, label: "", sentence: sentence))
  }

  mutating func record(
    _ quantity: Quantity, _ verdict: Reconciled.Verdict, sources: [Evaluator.Value] = [], reason: String? = nil,
    expression: String? = nil
  ) {
    results.append(
      Reconciled(quantity: quantity, verdict: verdict, sources: sources, reason: reason, expression: expression))
  }

  // MARK: Events

  private func events(_ passage: Passage, _ scanner: QuantityScanner) -> [Event] {
    let all = 0..<passage.bytes.count
    var events = scanner.quantities.filter { $0.range.lowerBound >= passage.prefix }.map { Event.quantity($0) }
    events += scanner.bare.map { .bare($0.range) }
    for place in places(of: Self.level, passage, all) {
      guard !passage.ends(with: Self.basically, at: place) else { continue }
      events.append(.level(place..<(place + Self.level.count)))
    }
    for (word, order) in Self.orders {
      for place in places(of: word, passage, all) { events.append(.order(place..<(place + word.count), order)) }
    }
    for word in Self.fullStops {
      for place in places(of: word, passage, all) { events.append(.stop(place + word.count, isFull: true)) }
    }
    for word in Self.halfStops {
      for place in places(of: word, passage, all) { events.append(.stop(place + word.count, isFull: false)) }
    }
    for (range, target) in SubjectPath.find(in: passage, tables: pathTables, names: pathNames, of: disclosure) {
      events.append(.path(range, target))
    }
    return events.enumerated().sorted {
      ($0.element.place, $0.element.order, $0.offset) < ($1.element.place, $1.element.order, $1.offset)
    }.map(\.element)
  }

  /// The coded tables a 类、款、项 may stand in: those the section is about, else the general one.
  private func codedTables() -> [Int] {
    let coded = disclosure.set.tables.indices.filter { disclosure.set.tables[$0].layout == .list }
    let items = coded.filter { disclosure.set.tables[$0].id == section?.items }
    let about = coded.filter { section?.about.contains(disclosure.set.tables[$0].id) ?? false }
    return items + (about.isEmpty ? coded : about)
  }

  private func places(of word: [UInt8], _ passage: Passage, _ range: Range<Int>) -> [Int] {
    var found: [Int] = []
    var from = range.lowerBound
    while let next = passage.find(word, in: from..<range.upperBound) {
      found.append(next.lowerBound)
      from = next.upperBound
    }
    return found
  }
}
