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
  let phrases: TemplatePhrases
  let passages: [Passage]
  /// The declared amounts, by group and name.
  let moneyFields: [(path: String, group: [UInt8], name: [UInt8])]
  let projects: ProjectNames
  let ownNames: Words
  var results: [Reconciled] = []
  var bare: [BareNumber] = []
  var misgrouped: [(passage: Int, range: Range<Int>)] = []
  var findings: [Finding] = []

  // The tables whose subjects 类、款、项 name in this section, and their names.
  var pathTables: [Int] = []
  var pathNames: [[[UInt8]]] = []

  /// The table that the heading above speaks of, in a section about several.
  var topic: (table: Int, rank: Int)?

  // What the sentences so far have spoken of; anew in every section.
  var section: SectionForm?
  var stated: [Stated] = []
  /// The amount that 其中 has begun to break down.
  var whole: Stated?
  /// Where it ends, if not with the sentence of the whole.
  var breakdownEnd: Int?
  var base: ComparisonBase?
  /// The subject named by 类、款、项.
  var path: ProseNames.Target?
  /// Where its name ends in the passage being read, as long as no figure has been read behind it.
  var pathEnd: Int?
  /// The named whole that the last share was borne out by.
  var lastWhole: (value: Evaluator.Value, sentence: Int)?
  /// The completion rates, with their sentences.
  var completions: [(quantity: Quantity, sentence: Int)] = []
  /// What was said first of a figure that no data hold.
  var firstSaid: [ProseNames.Target: Quantity] = [:]
  /// This year's figures where last year is written.
  var wrongYears: [(quantity: Quantity, year: Range<Int>, value: Evaluator.Value)] = []
  /// How many figures there were when one of another year was the last: what it is compared with is not here.
  var elsewhere: Int?

  // What is being read.

  /// The figures of the passage.
  var quantities: [Quantity] = []
  /// The count that 其中 has begun to break down, and its parts.
  var countWhole: (whole: Quantity, parts: [Quantity], sentence: Int, isOpen: Bool)?
  /// Inside 主要原因：…, where amounts are of all kinds.
  var isReason = false
  /// The number of the sentence.
  private(set) var sentence = 0
  var current = SentenceState()

  /// 2019年 in comparatives: years besides the last.
  let hasDeclaredYears: Bool
  /// A budget's own figures are what final accounts call 预算数.
  let isBudget: Bool

  init(_ disclosure: Disclosure, evaluator: Evaluator, passages: [Passage]) {
    isBudget = !disclosure.set.isAfterYear
    hasDeclaredYears = disclosure.comparatives.periods.contains { $0.first?.isNumber ?? false }
    self.disclosure = disclosure
    self.evaluator = evaluator
    self.passages = passages
    projects = ProjectNames(disclosure)
    ownNames = Words(disclosure.departmentNames)
    names = ProseNames(disclosure)
    phrases = TemplatePhrases(disclosure.set)
    moneyFields = disclosure.fields.filter(\.unit.isMoney).map {
      ("\($0.group).\($0.name)", Array($0.group.utf8), Array($0.name.utf8))
    }
  }

  mutating func run() {
    var last = -1
    for (index, passage) in passages.enumerated() {
      if passage.section != last {
        checkItemBudgets()
        last = passage.section
        section = disclosure.sections[last].form
        pathTables = codedTables()
        pathNames = SubjectPath.names(of: pathTables, disclosure)
        stated = []
        completions = []
        topic = nil
        forget()
      }
      noteTopic(passage)
      if case .heading(let level) = passage.kind, level < 7 {
        forget()
        path = subject(ofHeading: passage)
        continue
      }
      read(passage, index)
    }
    checkItemBudgets()
    reportWrongYears()
  }

  private mutating func forget() {
    whole = nil
    lastWhole = nil
    base = nil
    path = nil
    isReason = false
    beginSentence()
  }

  private mutating func beginSentence() {
    sentence += 1
    current = SentenceState()
  }

  /// 决算数大于预算数.
  enum Order: String {
    case greater = "大于"
    case smaller = "小于"
    case equal = "等于"
    /// 基本持平.
    case near = "基本等于"
  }

  // MARK: Passages

  private static let reason: Words = "原因"
  /// Words further back, in bytes, say nothing of a 持平.
  private static let levelReach = 600
  private static let breakdown: Words = ["其中", "包括", "主要用于", "构成"]

  private static let behindPath: Words = ["”", "’", "\"", "科目"]

  /// “……（项）” 938.99 万元, “……-……”科目 938.99 万元: what only closes the subject says nothing of the figure.
  private static func end(ofPath range: Range<Int>, in passage: Passage) -> Int {
    var end = range.upperBound
    while let next = passage.end(of: behindPath, at: end) { end = next }
    return end
  }

  private mutating func read(_ passage: Passage, _ index: Int) {
    var scanner = QuantityScanner(passage, index: index)
    scanner.run()
    bare += scanner.bare
    misgrouped += scanner.misgrouped.map { (index, $0) }
    quantities = scanner.quantities.filter { !SubjectPath.isInMark($0.range, passage) }
    var from = passage.prefix
    /// Where the sentence began, as long as no figure has been read of it.
    var start = from
    isReason = false
    pathEnd = nil
    if passage.prefix == 0 { beginSentence() }
    for event in events(passage, scanner) {
      switch event {
      case .stop(let place, let isFull):
        if isFull, from == start, place > from, let subject = headword(passage, from..<place) { path = subject }
        if from < place { closeBracket(Lead(passage, from..<place, year: disclosure.year), index) }
        from = max(from, place)
        isReason = false
        if isFull {
          closeShares()
          beginSentence()
          start = from
        }
      case .path(let range, let target):
        let before = Lead(passage, from..<max(from, range.lowerBound), year: disclosure.year)
        if before.has(Self.breakdown, before.range) { beginBreakdown(index, before) }
        path = target
        from = max(from, Self.end(ofPath: range, in: passage))
        pathEnd = from
        base = nil
      case .bare(let range): from = max(from, range.upperBound)
      case .level(let range):
        checkLevel(passage, max(from, range.lowerBound - Self.levelReach)..<max(from, range.lowerBound), at: range)
      case .order(let range, let order):
        checkOrder(passage, index, range, order)
      case .quantity(let quantity):
        guard quantity.range.lowerBound >= from || passage.prefix > 0 else { continue }
        let first = passage.prefix > 0 ? 0 : from
        let lead = Lead(passage, first..<max(first, quantity.range.lowerBound), year: disclosure.year)
        take(quantity, lead)
        from = quantity.range.upperBound
        pathEnd = nil
      }
    }
    closeBracket(Lead(passage, from..<max(from, passage.bytes.count), year: disclosure.year), index)
    closeBreakdown()
    closeCounts()
    closeShares()
    // A line with nothing but its name is the head of what follows.
    if quantities.contains(where: { $0.range.lowerBound >= passage.prefix }) { path = nil }
  }

  /// So many amounts back nobody refers any more, and a section of thousands would be gone through for each.
  private static let mostRecalled = 400

  private mutating func forgetLongAgo() {
    func cut<Said>(_ said: inout [Said]) {
      if said.count > 2 * Self.mostRecalled { said.removeFirst(Self.mostRecalled) }
    }
    cut(&stated)
    cut(&completions)
    cut(&current.misplaced)
    cut(&current.shares)
  }

  private mutating func take(_ quantity: Quantity, _ lead: Lead) {
    forgetLongAgo()
    note(lead, quantity.passage)
    guard quantity.precision != .limit else { return record(quantity, .limit) }
    if quantity.isGenerated { return takeGenerated(quantity, lead) }
    if isReason, isBrokenDownAnew(quantity, lead) || isSharedAnew(quantity, lead) { isReason = false }
    guard !isReason || isComparedAnew(quantity, lead) else { return leave(quantity, "写在原因里") }
    if takeOfTemplate(quantity, lead) || takeRepeated(quantity, lead) || takeConverted(quantity, lead)
      || takeDeclaredPeriod(quantity, lead)
    {
      return
    }
    guard let role = role(of: quantity, lead), !takeOtherBasis(quantity, lead, role) else { return }
    judge(quantity, lead, role)
  }

  /// What the words say of what follows, too.
  private mutating func note(_ lead: Lead, _ passage: Int) {
    noteYears(lead)
    closeBracket(lead, passage)
    if lead.has(Self.reason) { isReason = true }
    if lead.has(Self.breakdown) || lead.goesInto { beginBreakdown(passage, lead) }
    if let found = lead.base(isBudget: isBudget) { base = found }
    if !isBudget && lead.comparesLastBudget || lead.has(Lead.adjusted) { base = nil }
    if isBudget && lead.comparesOtherBasis { base = nil }
    if lead.gapToBudget != nil { base = .budget }
  }

  /// 各增加 363.11、363.11 万元: the second is of what stands beside what the first is of.
  private mutating func takeRepeated(_ quantity: Quantity, _ lead: Lead) -> Bool {
    guard let last = results.last, last.quantity.passage == quantity.passage, last.quantity.unit == quantity.unit,
      last.quantity.value == quantity.value, lead.range.count == Words.enumeration.length,
      lead.passage.starts(with: .enumeration, at: lead.range.lowerBound)
    else { return false }
    record(quantity, last.verdict == .suspect ? .unchecked : .consistent, reason: "与前面的数相同")
    return true
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
}
