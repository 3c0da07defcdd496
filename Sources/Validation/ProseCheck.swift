internal import Diagnostics
internal import Disclosures
internal import Markdown

/// Evaluates every `{{…}}` of the narrative; one that yields no figure is an error at its place.
enum ProseCheck {
  /// How many figures of the narrative were generated, and the findings.
  static func run(_ disclosure: Disclosure, evaluator: Evaluator) -> (generated: Int, findings: [Finding]) {
    let expression = ProseExpression(evaluator)
    var generated = 0
    var findings: [Finding] = []
    for directive in disclosure.sections.flatMap(\.document.directives) {
      do {
        _ = try expression.evaluate(directive.body, span: directive.bodySpan)
        generated += 1
      } catch .value(.unread, _) {
        // What could not be read is reported where it stands; every sentence that needs it would only repeat that.
        continue
      } catch {
        findings.append(finding(error))
      }
    }
    return (generated, findings)
  }

  private static func finding(_ failure: ProseExpression.Failure) -> Finding {
    switch failure {
    case .syntax(let message, let span, let fix):
      Finding(rule: "PRO-01", name: "正文里的引用", level: .error, message: message, at: span, fix: fix)
    case .value(let failure, let span):
      Finding(rule: "PRO-01", name: "正文里的引用", level: .error, message: failure.message, at: span, fix: failure.fix)
    }
  }
}
