package import Diagnostics

/// The findings about form sets and rules themselves: mistakes of whoever wrote the form, never of the data.
package enum FormRule: String, CaseIterable, Sendable {
  case form = "FORM-01"
  case rule = "RULE-01"
  case sample = "RULE-02"

  package var name: String {
    switch self {
    case .form: "表样"
    case .rule: "规则写法"
    case .sample: "规则样例"
    }
  }

  package func finding(
    _ message: String, at span: SourceSpan, related: [Finding.LabeledSpan] = [], fix: String? = nil
  ) -> Finding {
    Finding(rule: rawValue, name: name, level: .error, message: message, at: span, related: related, fix: fix)
  }

  /// Whether a finding is about the tool's configuration: such a run ends with exit code 2.
  package static func isConfiguration(_ finding: Finding) -> Bool { FormRule(rawValue: finding.rule) != nil }
}
