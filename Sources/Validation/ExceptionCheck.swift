package import Diagnostics
package import Disclosures
internal import Forms

/// Applies a disclosure's recorded exceptions (例外) to what was found: a suppressed finding stays in every report and
/// holds nothing back. An exception that is unknown, unused, expired or not allowed is a finding itself.
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
    for exception in disclosure.exceptions {
      if let problem = problem(with: exception, found: result) {
        own.append(problem)
        continue
      }
      let covered = result.indices.filter { covers(exception, result[$0]) }
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
        own.append(
          finding(
            "SUP-02", .warning, "这条例外没有对上任何问题", at: exception.span, fix: "问题已经改好的，删去这一条；否则照核对结果改正规则和单元格"))
      }
      for index in covered {
        result[index].suppression = Suppression(
          reason: exception.reason, approver: exception.approver, expires: exception.expires?.value.iso,
          span: exception.span)
      }
    }
    return result + own.map { $0.within(disclosure.scope) }
  }

  private func covers(_ exception: Exception, _ finding: Finding) -> Bool {
    // Mere rounding notes need no excuse.
    guard finding.level > .note || finding.verdict == .doubtful else { return false }
    let rules = [finding.rule, finding.name] + finding.folded.flatMap { [$0.rule, $0.name] }
    guard rules.contains(exception.rule) else { return false }
    switch exception.place {
    case .cell(let cell): return finding.cell == address(cell, exception)
    case .file(let file, let says):
      // disclosure.json is what disclosure.yaml is.
      func stem(_ path: String) -> Substring { path[..<(path.lastIndex(of: ".") ?? path.endIndex)] }
      guard let path = finding.primary?.path, stem(path) == stem(file) || stem(path).hasSuffix("/\(stem(file))")
      else { return false }
      return says.map { finding.message.contains($0) } ?? true
    }
  }

  /// The address in the form that findings use, however it was written.
  private func address(_ text: String, _ exception: Exception) -> String {
    guard let reference = try? ExpressionParser.reference(text, span: exception.span) else { return text }
    return (try? Evaluator(disclosure).value(reference).address) ?? text
  }

  private func problem(with exception: Exception, found: [Finding]) -> Finding? {
    let set = disclosure.set
    let rules = set.rules + set.sheets.flatMap(\.set.rules)
    let ids = rules.map(\.id) + set.statements.map(\.id) + BuiltInRules.all.map(\.id)
    let names = rules.map(\.name) + set.statements.map(\.name) + BuiltInRules.all.map(\.name)
    guard ids.contains(exception.rule) || names.contains(exception.rule) else {
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
    guard case .cell(let cell) = exception.place else { return nil }
    do {
      let reference = try ExpressionParser.reference(cell, span: exception.span)
      let value = try Evaluator(disclosure).value(reference)
      guard value.isAbsent, !found.contains(where: { $0.cell == value.address }) else { return nil }
      return finding("SUP-01", .error, "“\(cell)”：表里没有这一行", at: exception.span, fix: "照核对结果里的单元格写")
    } catch let problem as ExpressionParser.Problem {
      return finding("SUP-01", .error, "地址“\(cell)”：\(problem.message)", at: exception.span, fix: "照核对结果里的单元格写")
    } catch let failure as Evaluator.Failure {
      if case .wrong(let message, let fix) = failure {
        return finding("SUP-01", .error, message, at: exception.span, fix: fix ?? "照核对结果里的单元格写")
      }
      return nil
    } catch {
      return nil
    }
  }

  /// The locked rule behind a finding.
  private func lock(on finding: Finding) -> String? {
    let locked = disclosure.set.locked
    return ([finding.rule] + finding.folded.map(\.rule)).first { locked.contains($0) || Self.isAlwaysLocked($0) }
  }

  /// What cannot be read, and personal data, no form set can release.
  private static func isAlwaysLocked(_ rule: String) -> Bool {
    ["FMT-", "MD-", "FORM-", "RULE-", "TPL-", "SUP-"].contains { rule.hasPrefix($0) } || rule == "PRI-1"
  }

  private func finding(
    _ rule: String, _ level: Finding.Level, _ message: String, at span: SourceSpan, fix: String
  ) -> Finding {
    Finding(
      rule: rule, name: BuiltInRules.rule(rule)?.name ?? "例外", level: level, message: message, at: span, fix: fix)
  }
}
