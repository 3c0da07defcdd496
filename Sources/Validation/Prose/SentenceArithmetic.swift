internal import Diagnostics
internal import Disclosures
internal import Figures

/// Figures that no table has, worked out again from those beside them: counts and what they add up to, their shares and
/// changes, what comes to each, the parts of an amount.
///
/// What agrees is no longer unchecked. What does not agree is told only where one slip of the pen would explain it: two
/// figures beside each other may have nothing to do with each other, and then no slip makes them agree.
struct SentenceArithmetic {
  let passages: [Passage]
  /// What the figures came to, in the order in which they stand.
  var results: [Reconciled]
  private(set) var findings: [Finding] = []

  /// The figures of one sentence that may be meant, by where they are in `results`.
  struct Sentence {
    let items: Range<Int>
    /// All figures of its passage.
    let passage: Range<Int>
    /// Where its words begin.
    let start: Int
  }

  /// Longer leads than this are about something else, in bytes.
  static let reach = 90

  init(_ results: [Reconciled], passages: [Passage]) {
    self.results = results
    self.passages = passages
    run()
  }

  private mutating func run() {
    var first = 0
    while first < results.count {
      let passage = results[first].quantity.passage
      var end = first
      while end < results.count, results[end].quantity.passage == passage { end += 1 }
      if end - first >= 2, results[first..<end].contains(where: { $0.verdict == .unchecked }), isInOrder(first..<end) {
        for sentence in sentences(first..<end) { check(sentence) }
      }
      first = end
    }
  }

  /// A list item repeats its heads, and such figures stand before those read before.
  private func isInOrder(_ items: Range<Int>) -> Bool {
    items.dropFirst().allSatisfy {
      results[$0 - 1].quantity.range.upperBound <= results[$0].quantity.range.lowerBound
    }
  }

  private static let stop: Words = "。"

  private func sentences(_ items: Range<Int>) -> [Sentence] {
    let passage = passages[results[items.lowerBound].quantity.passage]
    var found: [Sentence] = []
    var first = items.lowerBound
    var start = passage.prefix
    for index in items {
      let place = results[index].quantity.range.lowerBound
      guard let stop = passage.findLast(Self.stop, in: start..<max(start, place)) else { continue }
      if first < index { found.append(Sentence(items: first..<index, passage: items, start: start)) }
      first = index
      start = stop.upperBound
    }
    found.append(Sentence(items: first..<items.upperBound, passage: items, start: start))
    return found
  }

  private mutating func check(_ sentence: Sentence) {
    guard sentence.items.contains(where: { results[$0].verdict == .unchecked }) else { return }
    checkSums(sentence)
    checkParts(sentence)
    checkLists(sentence)
    checkShares(sentence)
    checkChanges(sentence)
    checkGrowth(sentence)
    checkCompletions(sentence)
    checkRates(sentence)
    checkRespectiveShares(sentence)
    checkMeans(sentence)
    checkScoreRates(sentence)
    checkGaps(sentence)
    checkAverages(sentence)
    checkProducts(sentence)
  }

  // MARK: Figures and words

  func quantity(_ index: Int) -> Quantity { results[index].quantity }

  func isOpen(_ index: Int) -> Bool {
    results[index].verdict == .unchecked && quantity(index).precision == .stated && !quantity(index).isGenerated
  }

  /// The words between the figure before, or the start of the sentence, and this one.
  func lead(_ index: Int, _ sentence: Sentence) -> Range<Int> {
    let start = index > sentence.items.lowerBound ? quantity(index - 1).range.upperBound : sentence.start
    return min(start, quantity(index).range.lowerBound)..<quantity(index).range.lowerBound
  }

  func has(_ words: Words, _ range: Range<Int>, _ index: Int) -> Bool {
    let passage = passages[quantity(index).passage]
    return passage.contains(words, in: range)
  }

  func ends(with words: Words, _ range: Range<Int>, _ index: Int) -> Bool {
    let passage = passages[quantity(index).passage]
    var end = range.upperBound
    while end > range.lowerBound, passage.bytes[end - 1] <= 0x20 { end -= 1 }
    return passage.ends(with: words, at: end, from: range.lowerBound)
  }

  /// The unit of a count, 批 and 批次 being one; nil for amounts and percentages.
  func countUnit(_ index: Int) -> String? {
    guard case .count(let unit) = quantity(index).unit else { return nil }
    return Reconciler.normal(unit)
  }

  func isOfOneUnit(_ a: Int, _ b: Int) -> Bool {
    if let unit = countUnit(a) { return unit == countUnit(b) }
    return quantity(a).unit.isMoney && quantity(b).unit.isMoney
  }

  /// The true values that a figure may stand for. Whole numbers of things are exact, measured ones rounded as written.
  func bounds(_ index: Int) -> Bounds {
    if results[index].verdict == .matched, results[index].sources.count == 1, quantity(index).unit.isMoney {
      return Bounds(results[index].sources[0])
    }
    return Self.bounds(quantity(index))
  }

  static func bounds(_ quantity: Quantity) -> Bounds {
    guard case .count(let unit) = quantity.unit else { return Bounds(quantity) }
    let scale = unit.hasPrefix("万") ? ExactDecimal(10_000) : ExactDecimal(1)
    let isExact = quantity.decimals == 0 && scale == ExactDecimal(1)
    let half = isExact ? .zero : ExactDecimal.halfUnit(decimals: quantity.decimals)
    return Bounds((quantity.value - half) * scale, (quantity.value + half) * scale)
  }

  // MARK: What is told

  /// What the figures of a sentence have to do with each other.
  struct Equation {
    /// Where they are in `results`; the last is the one that follows from the others.
    let terms: [Int]
    /// How sure it is that they belong together: where they need not, one digit may make them agree by chance.
    var allowsDigit = true
    /// Only the figure that is worked out may be the wrong one.
    var isOnlyDerived = false
    /// Nothing else can be meant, whether a slip explains it or not.
    var isSure = false
    /// The figures of the data that it is made of besides.
    var sources: [Evaluator.Value] = []
    let message: (SentenceArithmetic) -> String
    /// Whether figures with these values agree.
    let holds: ([Bounds]) -> Bool
  }

  func holds(_ equation: Equation) -> Bool { equation.holds(equation.terms.map(bounds)) }

  /// 3.2 万元、7 万元、5 万元: figures written so coarsely agree with too much.
  private func isCoarse(_ equation: Equation) -> Bool {
    guard equation.terms.count > 2 else { return false }
    let values = equation.terms.dropLast().map(bounds)
    let width = values.reduce(ExactDecimal.zero) { $0 + $1.upper - $1.lower }
    let most = values.map(\.upper).max() ?? .zero
    return width * Self.finest > most
  }

  private static let finest = ExactDecimal(25)

  /// Marks what agrees, and tells what one slip of the pen would make agree.
  ///
  /// - Returns: whether it agrees.
  @discardableResult mutating func settle(_ equation: Equation) -> Bool {
    guard !holds(equation) else {
      confirm(equation.terms, sources: equation.sources)
      return true
    }
    if isCoarse(equation) { return false }
    if let (term, slip) = slip(in: equation) {
      report(equation, at: term, slip)
    } else if equation.isSure, let derived = equation.terms.last, isOpen(derived) {
      report(equation, at: derived, nil)
    }
    return false
  }

  /// Of several that may be meant, what agrees; where none does, the only one that a slip would make agree.
  mutating func settleOne(_ equations: [Equation]) {
    if let good = equations.first(where: holds) { return confirm(good.terms, sources: good.sources) }
    let explained = equations.filter { slip(in: $0) != nil || $0.isSure }
    if explained.count == 1 { settle(explained[0]) }
  }

  mutating func confirm(_ terms: [Int], sources: [Evaluator.Value] = []) {
    for term in terms where isOpen(term) {
      results[term].verdict = .consistent
      results[term].reason = nil
      results[term].sources += sources
    }
  }

  /// The figure in which a slip would explain it, the likeliest slip first and the figure that is worked out before others.
  private func slip(in equation: Equation) -> (term: Int, slip: DigitSlip)? {
    var best: (term: Int, slip: DigitSlip)?
    for (place, term) in equation.terms.enumerated().reversed() where isOpen(term) {
      if equation.isOnlyDerived, place < equation.terms.count - 1 { break }
      let typed = quantity(term)
      var values = equation.terms.map(bounds)
      for meant in DigitSlip.meant(byTyped: typed.value, decimals: typed.decimals) {
        guard meant.slip.rank < best?.slip.rank ?? .max, equation.allowsDigit || meant.slip != .digit else { continue }
        var other = typed
        other.value = meant.value
        values[place] = Self.bounds(other)
        if equation.holds(values) { best = (term, meant.slip) }
      }
    }
    return best
  }

  private mutating func report(_ equation: Equation, at term: Int, _ slip: DigitSlip?) {
    let isDerived = term == equation.terms.last
    let message = equation.message(self)
    let guess: String? =
      switch slip {
      case .transposed: "相邻两位数字颠倒"
      case .digit: "有一位数字录错"
      case nil: nil
      default: "小数点错了位或者多写、少写了一位"
      }
    let others = isDerived ? "用来计算的数" : "同一句的其他数"
    var finding = Finding(
      builtIn: "NAR-02", level: .warning, message: message,
      at: span(term), fix: guess.map { "先核对 \(written(term))，像是\($0)；没有错，就核对\(others)" } ?? "先核对\(others)；都对，就改成重算的数")
    finding.spans += equation.terms.filter { $0 != term }.map { .init(span($0), "") }
    finding.spans += equation.sources.labelled
    findings.append(finding)
    for term in equation.terms where isOpen(term) { results[term].verdict = .suspect }
  }

  private func span(_ index: Int) -> SourceSpan { passages[quantity(index).passage].span(quantity(index).range) }

  func written(_ index: Int) -> String {
    passages[quantity(index).passage].string(quantity(index).range).filter { !$0.isWhitespace }
  }

  func listed(_ items: some Sequence<Int>) -> String { items.map(written).joined(separator: "、") }

  /// What figures are worked out to, in the unit and with the decimals of one that says so.
  func written(_ bounds: Bounds, like index: Int) -> String {
    let like = quantity(index)
    var scale = ExactDecimal(2)
    if let unit = like.moneyUnit { scale = scale * ExactDecimal(ExactDecimal.power(unit.moneyScale ?? 0)) }
    if case .count(let unit) = like.unit, unit.hasPrefix("万") { scale = scale * ExactDecimal(10_000) }
    let decimals = like.unit.isMoney ? max(2, like.decimals) : like.decimals
    let value = (bounds.lower + bounds.upper).divided(by: scale, decimals: decimals) ?? .zero
    let unit = passages[like.passage].string(like.number.upperBound..<like.range.upperBound).filter { !$0.isWhitespace }
    return value.written(decimals: decimals, grouped: true) + (like.unit.isMoney ? " " : "") + unit
  }
}
