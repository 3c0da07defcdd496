internal import Diagnostics
internal import Disclosures
internal import Markdown

/// The figures of the narrative: every `{{…}}` evaluated, every typed figure compared with what it speaks of.
struct ProseCheck {
  /// By section, in their order.
  private(set) var tallies: [SectionTally] = []
  private(set) var figures: [NarrativeFigure] = []
  private(set) var findings: [Finding] = []
  /// The `{{…}}` without a figure because the data could not be read: findings where nothing else holds the disclosure
  /// back, since a page must not show them.
  private(set) var unread: [Finding] = []
  /// The files with a `{{…}}` whose data, here or in another disclosure, could not be read.
  private(set) var unreadFiles: Set<String> = []
  let passages: [Passage]
  /// What every figure came to.
  let results: [Reconciled]

  /// - Parameter keepsFigures: whether to list the figures; counting alone is enough for most.
  init(_ disclosure: Disclosure, evaluator: Evaluator, keepsFigures: Bool) {
    let text = NarrativeText(disclosure, expression: disclosure.prose)
    passages = text.passages
    var reconciler = Reconciler(disclosure, evaluator: evaluator, passages: text.passages)
    reconciler.run()
    let scores = ScoreCheck(reconciler.results, passages: passages, disclosure, evaluator: evaluator)
    let arithmetic = SentenceArithmetic(scores.results, passages: passages)
    results = arithmetic.results
    var counts = disclosure.sections.map { _ in NarrativeTally() }
    var unreadRelatives: [String: [SourceSpan]] = [:]
    var undeclared = UndeclaredFields(disclosure)
    var uncompared = UncomparedFigures()
    for evaluated in text.directives {
      switch evaluated.result {
      case .success(let output):
        let verdict: NarrativeFigure.Verdict = output.isLiteral ? .bound : .generated
        if !output.unexplained.isEmpty { findings.append(Self.unexplained(output, evaluated.directive)) }
        if let finding = LiteralCheck.run(output, evaluated.directive) { findings.append(finding) }
        let made = output.figureCount
        guard made > 0 else { continue }
        counts[evaluated.section][verdict] += made
        if keepsFigures {
          figures.append(
            NarrativeFigure(
              section: disclosure.sections[evaluated.section].title, text: output.text, verdict: verdict,
              addresses: output.sources.map(\.address), reason: nil, span: evaluated.directive.span))
        }
      // What could not be read is reported where it stands; every sentence that needs it would only repeat that.
      case .failure(.value(.unread(let message, let fix), let span)):
        unread.append(Self.finding(.value(.unread(message, fix: fix), span)))
        unreadFiles.insert(span.path)
      case .failure(.value(.unreadRelative(_, let period), let span)):
        unreadRelatives[period, default: []].append(span)
        unreadFiles.insert(span.path)
      case .failure(.value(.undeclared(let name, let isKnown, let near), let span)):
        let near = isKnown ? evaluator.misspeltField(for: name) : near
        undeclared.add(name, .undeclared(name, isKnown: isKnown, near: near), at: span)
      case .failure(.value(.uncompared(let address, let period, let near), let span)):
        uncompared.add(address, period: period, near: near, at: span)
      case .failure(let failure): findings.append(Self.finding(failure))
      }
    }
    findings += (undeclared.findings + uncompared.findings).map {
      Self.reference($0.message, at: $0.span, related: $0.related, fix: $0.fix)
    }
    // What one name lacks wherever it stands is one mistake.
    findings = findings.foldingRepeats(from: 2)
    for (period, spans) in unreadRelatives.sorted(by: { $0.key < $1.key }) {
      findings.append(Self.unread(period, spans, disclosure))
    }
    for result in results {
      guard let verdict = Self.verdict(result.verdict) else { continue }
      let passage = passages[result.quantity.passage]
      counts[passage.section][verdict] += 1
      guard keepsFigures else { continue }
      figures.append(
        NarrativeFigure(
          section: disclosure.sections[passage.section].title,
          text: passage.string(result.quantity.range).filter { !$0.isWhitespace }, verdict: verdict,
          addresses: result.sources.map(\.address), reason: result.reason, span: passage.span(result.quantity.range),
          binding: Self.binding(result, passage)))
    }
    figures.sort { ($0.span.path, $0.span.lower) < ($1.span.path, $1.span.lower) }
    findings += reconciler.findings
    findings += scores.findings + arithmetic.findings
    findings += NarrativeTableCheck(passages).findings
    findings += reconciler.bare.map { bare in
      Finding(
        builtIn: "NAR-08", level: bare.missing == "元" ? .warning : .error,
        message: "“\(passages[bare.passage].string(bare.range))”后面没有\(bare.missing)",
        at: passages[bare.passage].span(bare.range), fix: "补上“\(bare.missing)”")
    }
    findings += reconciler.misgrouped.map { passage, range in
      let number = passages[passage].string(range)
      return Finding(
        builtIn: "NAR-22", level: .warning,
        message: "“\(number)”的千位分隔点错了地方：三位一点", at: passages[passage].span(range), fix: "先核对这个数，再重新分位，或不写分隔的逗号")
    }
    tallies = zip(disclosure.sections, counts).map { SectionTally(section: $0.title, tally: $1) }
  }

  /// nil for what is counted elsewhere (`{{…}}`) or is no figure of the document.
  private static func verdict(_ verdict: Reconciled.Verdict) -> NarrativeFigure.Verdict? {
    switch verdict {
    case .generated, .bound, .limit: nil
    case .matched, .consistent: .inferred
    case .suspect: .suspect
    case .unchecked: .unchecked
    }
  }

  /// The figure as typed, with its address: only where the number stands in the file as it is read.
  private static func binding(_ result: Reconciled, _ passage: Passage) -> NarrativeFigure.Binding? {
    guard let expression = result.expression, result.verdict == .matched else { return nil }
    // Where prose and data have different units, the unit is part of what is proven.
    let hasOwnUnit = result.quantity.moneyUnit.map { $0 != result.sources.first?.unit } ?? false
    let range =
      result.quantity.unit == .percent || hasOwnUnit ? result.quantity.range : result.quantity.number
    let span = passage.span(range)
    guard span.upper - span.lower == range.count else { return nil }
    return .init(span: span, replacement: "{{\(passage.string(range)) = \(expression)}}")
  }

  private static func unexplained(_ output: ProseExpression.Output, _ directive: Directive) -> Finding {
    let codes = output.unexplained.prefix(8).joined(separator: "、") + (output.unexplained.count > 8 ? "等" : "")
    return Finding(
      builtIn: "NAR-05", level: .warning,
      message: "决算数与年初预算数不同、没有写原因的有 \(output.unexplained.count) 项：\(codes)", at: directive.bodySpan,
      fix: "在 reasons.yaml 里逐项写上，例如 \"\(output.unexplained[0])\": 原因")
  }

  private static func finding(_ failure: ProseExpression.Failure) -> Finding {
    switch failure {
    case .syntax(let message, let span, let fix): reference(message, at: span, fix: fix)
    case .value(let failure, let span):
      // 改成 合计 might be done in the table.
      reference(failure.message, at: span, fix: failure.fix.map { $0.hasPrefix("改成") ? "正文这里" + $0 : $0 })
    }
  }

  /// One finding for all that the text takes from a disclosure that cannot be read: the mistake stands there, and this
  /// one cannot be published until it is mended.
  private static func unread(_ period: String, _ spans: [SourceSpan], _ disclosure: Disclosure) -> Finding {
    let id = disclosure.relativeIDs[period] ?? period
    return reference(
      "正文有 \(spans.count) 处要用\(period)公开件 \(id) 里的数，那里没有读出来", at: spans[0],
      related: spans.dropFirst().prefix(4).map { .init($0, "也要用") }, fix: "改正那一件的问题，这里不用改")
  }

  private static func reference(
    _ message: String, at span: SourceSpan, related: [Finding.LabeledSpan] = [], fix: String?
  ) -> Finding {
    Finding(
      builtIn: "PRO-01", level: .error, message: message, at: span,
      related: related, fix: fix)
  }
}
