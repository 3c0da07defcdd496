package import Diagnostics
package import Disclosures
internal import Forms

/// Applies a disclosure's recorded exceptions (例外) to what was found: a suppressed finding stays in every report and
/// holds nothing back. An exception that is unknown, unused, expired, not allowed, or made for another value than the cell
/// has now is a finding itself, and lets nothing stand.
package struct ExceptionCheck {
  private let disclosure: Disclosure
  private let today: CalendarDate?

  package init(_ disclosure: Disclosure, today: CalendarDate?) {
    self.disclosure = disclosure
    self.today = today
  }

  /// The findings of the disclosure with those suppressed that an exception covers, and the exceptions' own.
  package func apply(to findings: [Finding]) -> [Finding] {
    var result = findings
    var own: [Finding] = []
    var reworded: [Exception] = []
    for exception in disclosure.exceptions {
      if let problem = unknownRule(exception) {
        own.append(problem)
        continue
      }
      let target: Target
      switch self.target(of: exception, found: result) {
      case .success(let found): target = found
      case .failure(let problem):
        own += problem.finding.map { [$0] } ?? []
        continue
      }
      let covered = result.indices.filter { covers(exception, target, result[$0]) }
      if let lock = covered.compactMap({ lock(on: result[$0]) }).first {
        own.append(
          finding(
            "SUP-04", .error, "规则 \(lock) 不能列为例外", at: exception.span, fix: "改正数据；这类问题只能改正"))
        continue
      }
      if let expires = exception.expires, let today, expires.value.ordinal < today.ordinal {
        own.append(
          finding(
            "SUP-03", .warning, "这条例外在 \(expires.value.iso) 到期，问题重新算数", at: expires.span,
            fix: "改正问题，或重新批准并写新的到期日"))
        continue
      }
      if covered.isEmpty {
        if finding(insteadOf: exception, result) != nil {
          reworded.append(exception)
          continue
        }
        let problem = tooWide(exception, target, result) ?? changed(exception, target, result) ?? unused(exception)
        own += problem.map { [$0] } ?? []
        continue
      }
      if let problem = lapse(of: exception, target) {
        own.append(problem)
        continue
      }
      for index in covered {
        result[index].suppression = Suppression(
          reason: exception.reason, approver: exception.approver, expires: exception.expires?.value.iso,
          value: target.cell?.text, span: exception.span)
      }
    }
    // Once it is known that no other exception is about the same.
    for exception in reworded {
      if let says = exception.says, let index = finding(insteadOf: exception, result), result[index].suppression == nil
      {
        result[index].spans.append(.init(exception.span, "这条例外说的是“\(says)”，已经不是这样，没有用上"))
      } else {
        own += unused(exception).map { [$0] } ?? []
      }
    }
    return withoutUnread(result) + own.map { $0.within(disclosure.scope) }
  }

  /// Without what a file of exceptions seems to speak of that could not be read: it holds the disclosure back until it is
  /// mended, and what was decided long ago would only hide the mistake in it.
  private func withoutUnread(_ findings: [Finding]) -> [Finding] {
    guard let file = disclosure.unreadExceptions,
      let mistake = findings.firstIndex(where: { $0.level == .error && $0.primary?.path == file.path })
    else { return findings }
    let text = String(decoding: file.bytes, as: UTF8.self)
    var rest: [Finding] = []
    var count = 0
    var place = 0
    for (index, finding) in findings.enumerated() {
      if index == mistake { place = rest.count }
      if index != mistake, isSpokenOf(finding, in: text) { count += 1 } else { rest.append(finding) }
    }
    if count > 0 { rest[place].notes.append("这个文件没有读出来：其中写到的 \(count) 个问题先不列出，改好以后再核对") }
    return rest
  }

  private func isSpokenOf(_ finding: Finding, in text: String) -> Bool {
    // What is confidential has to be known, or other findings would show it.
    guard finding.suppression == nil, finding.level > .note || finding.verdict == .doubtful, !finding.isConfidential,
      lock(on: finding) == nil,
      ([finding.rule, finding.name] + finding.folded.map(\.rule)).contains(where: { text.contains($0) })
    else { return false }
    if let cell = finding.cell { return text.contains(cell) }
    guard let name = finding.primary?.path.split(separator: "/").last else { return false }
    return text.contains(name)
  }

  /// What an exception is about: a cell with what it has in it now, or a file.
  private enum Target {
    case cell(Evaluator.Written)
    case file(Substring)

    var cell: Evaluator.Written? {
      if case .cell(let cell) = self { return cell }
      return nil
    }
  }

  /// Why there is nothing an exception could be about; without a finding where another one says so already.
  private struct NoTarget: Error {
    let finding: Finding?
  }

  private func covers(_ exception: Exception, _ target: Target, _ finding: Finding) -> Bool {
    guard isMeant(exception, finding), isSaid(exception, finding) else { return false }
    switch target {
    case .cell(let cell): return finding.cell == cell.address
    // Nothing but its value pins what stands at a cell, nor anything but words what is said of a text.
    case .file(let stem):
      return finding.cell == nil && isIn(stem, finding) && (exception.says != nil || !isText(finding))
    }
  }

  private func isMeant(_ exception: Exception, _ finding: Finding) -> Bool {
    // Mere rounding notes need no excuse.
    guard finding.level > .note || finding.verdict == .doubtful else { return false }
    let rules = [finding.rule, finding.name] + finding.folded.flatMap { [$0.rule, $0.name] }
    return rules.contains(exception.rule)
  }

  private func isSaid(_ exception: Exception, _ finding: Finding) -> Bool {
    exception.says.map { finding.message.contains($0) } ?? true
  }

  private func isIn(_ stem: Substring, _ finding: Finding) -> Bool {
    guard let path = finding.primary.map({ Self.stem($0.path) }) else { return false }
    return path == stem || path.hasSuffix("/\(stem)")
  }

  private func isText(_ finding: Finding) -> Bool { finding.primary?.path.hasSuffix(".md") ?? false }

  /// disclosure.json is what disclosure.yaml is.
  private static func stem(_ path: String) -> Substring { path[..<(path.lastIndex(of: ".") ?? path.endIndex)] }

  /// nil where something could not be read: the problem it is about may be there.
  private func unused(_ exception: Exception) -> Finding? {
    guard disclosure.isWhole else { return nil }
    return finding(
      "SUP-02", .warning, "这条例外（\(exception.rule)）没有对上任何问题", at: exception.span, fix: "问题已经改好的，删去这一条；否则照核对结果改正规则和单元格")
  }

  /// An exception for a file that would let every later slip of its kind stand as well.
  private func tooWide(_ exception: Exception, _ target: Target, _ found: [Finding]) -> Finding? {
    guard case .file(let stem) = target,
      let first = found.first(where: { finding in
        isMeant(exception, finding) && isSaid(exception, finding) && isIn(stem, finding) && finding.suppression == nil
      })
    else { return nil }
    guard let cell = first.cell else {
      return finding(
        "SUP-01", .error, "\(first.rule) 的问题在正文里，例外要写明是哪一处", at: exception.span,
        fix: "加上 says: \(Self.yaml(first.message))")
    }
    let value = (try? ExpressionParser.reference(cell, span: exception.span)).flatMap {
      try? disclosure.evaluator.written($0).text
    }
    return finding(
      "SUP-01", .error, "\(first.rule) 的问题在 \(cell) 这一格，例外要写明这一格和它的值", at: exception.span,
      fix: "把 file 换成 cell: \(Self.yaml(cell)) 和 value: \(Self.yaml(value ?? ""))")
  }

  /// The one finding of a data file that says something else than the words that were let stand: told there, since the
  /// exception has nothing else it could be about. Of a text, sentences have nothing to do with each other.
  private func finding(insteadOf exception: Exception, _ found: [Finding]) -> Int? {
    guard exception.says != nil, case .file(let file) = exception.place else { return nil }
    let stem = Self.stem(file)
    let meant = found.indices.filter { index in
      let finding = found[index]
      return isMeant(exception, finding) && isIn(stem, finding) && finding.cell == nil && !isText(finding)
    }
    return meant.count == 1 ? meant[0] : nil
  }

  /// A cell whose finding says something else than the words that were let stand.
  private func changed(_ exception: Exception, _ target: Target, _ found: [Finding]) -> Finding? {
    guard let says = exception.says, let cell = target.cell,
      let other = found.first(where: { isMeant(exception, $0) && $0.cell == cell.address && $0.suppression == nil })
    else { return nil }
    if let lapse = lapse(of: exception, target) { return lapse }
    return finding(
      "SUP-05", .error, "例外保留的问题是“\(says)”，\(cell.address) 的问题已经不是这样，例外失效", at: exception.span,
      related: other.primary.map { [.init($0, "现在的问题")] } ?? [], fix: "核对算式里的其他数；都照原件的，照现在的消息改 says，重新批准")
  }

  /// What is wrong with the value that an exception for a cell lets stand.
  private func lapse(of exception: Exception, _ target: Target) -> Finding? {
    guard case .cell(_, let pinned) = exception.place, let now = target.cell else { return nil }
    let text = Self.yaml(now.text)
    guard let pinned else {
      return finding(
        "SUP-01", .error, "例外没有写它保留的值；\(now.address) 现在是\(Self.words(now.text))", at: exception.span,
        fix: "核对原件，加上 value: \(text)")
    }
    guard !now.isWritten(pinned.value) else { return nil }
    return finding(
      "SUP-05", .error,
      "\(now.address) 现在是\(Self.words(now.text))，例外保留的是\(Self.words(pinned.value))，例外失效", at: pinned.span,
      related: now.span.map { [.init($0, "现在的值")] } ?? [],
      fix: "照原件改正这一格；原件确是这样印的，改成 value: \(text)，重新批准")
  }

  private static func words(_ value: String) -> String {
    value.allSatisfy(\.isWhitespace) ? "空的" : value.first?.isNumber == true ? " \(value)" : "“\(value)”"
  }

  /// A text as YAML has it, to be copied.
  private static func yaml(_ text: String) -> String {
    text.wholeMatch(of: /-?[0-9][0-9,.]*%?/) != nil ? text : "'\(text.replacing("'", with: "''"))'"
  }

  private func unknownRule(_ exception: Exception) -> Finding? {
    let set = disclosure.set
    let rules = set.rules + set.sheets.flatMap(\.set.rules)
    let ids = rules.map(\.id) + set.statements.map(\.id) + BuiltInRules.all.map(\.id)
    let names = rules.map(\.name) + set.statements.map(\.name) + BuiltInRules.all.map(\.name)
    guard !ids.contains(exception.rule), !names.contains(exception.rule) else { return nil }
    if WritingRules.name(of: exception.rule) != nil {
      return finding(
        "SUP-04", .error, "规则 \(exception.rule) 不能列为例外", at: exception.span, fix: "改正文件；读不了的、写法有误的只能改正")
    }
    let same = ids.first { $0.lowercased() == exception.rule.lowercased() }
    let near = same ?? NearMiss.best(for: exception.rule, among: ids + names)
    return finding(
      "SUP-01", .error, "没有“\(exception.rule)”这条规则" + (near.map { "，是否为“\($0)”？" } ?? ""), at: exception.span,
      fix: near.map { "改成 rule: \($0)" } ?? "可用 mingzhang rules 查看全部规则")
  }

  private func target(of exception: Exception, found: [Finding]) -> Result<Target, NoTarget> {
    let cell: String
    switch exception.place {
    case .file(let file): return .success(.file(Self.stem(file)))
    case .cell(let address, _): cell = address
    }
    func wrong(_ message: String, _ fix: String? = nil) -> Result<Target, NoTarget> {
      .failure(
        NoTarget(finding: finding("SUP-01", .error, message, at: exception.span, fix: fix ?? "照核对结果里的单元格写")))
    }
    do {
      let reference = try ExpressionParser.reference(cell, span: exception.span)
      let value = try disclosure.evaluator.written(reference)
      // A row that is not there is an empty cell only where something was found wrong with it.
      if value.isAbsent, !found.contains(where: { $0.cell == value.address }) { return wrong("“\(cell)”：表里没有这一行") }
      return .success(.cell(value))
    } catch let problem as ExpressionParser.Problem {
      return wrong("地址“\(cell)”：\(problem.message)")
    } catch let failure as Evaluator.Failure {
      switch failure {
      case _ where failure.isMissing: return .failure(NoTarget(finding: unused(exception)))
      case .missing, .wrong, .undeclared, .uncompared: return wrong(failure.message, failure.fix)
      case .unread, .unreadRelative: return .failure(NoTarget(finding: nil))
      }
    } catch {
      return .failure(NoTarget(finding: nil))
    }
  }

  /// The locked rule behind a finding.
  private func lock(on finding: Finding) -> String? {
    let locked = disclosure.set.locked
    return ([finding.rule] + finding.folded.map(\.rule)).first { locked.contains($0) || Self.isAlwaysLocked($0) }
  }

  /// What cannot be read, a `{{…}}` that a page would show as it is typed, and personal data, no form set can release.
  static func isAlwaysLocked(_ rule: String) -> Bool {
    ["FMT-", "MD-", "FORM-", "RULE-", "TPL-", "SUP-"].contains { rule.hasPrefix($0) }
      || ["PRI-1", "PRO-01"].contains(rule)
  }

  private func finding(
    _ rule: String, _ level: Finding.Level, _ message: String, at span: SourceSpan,
    related: [Finding.LabeledSpan] = [], fix: String
  ) -> Finding {
    Finding(
      rule: rule, name: BuiltInRules.rule(rule)?.name ?? "例外", level: level, message: message, at: span,
      related: related, fix: fix)
  }
}
