internal import Documents

/// The rules about how data and form files are written, by id.
package enum FormatRules {
  /// The name of a rule; nil for any other.
  package static func name(of id: String) -> String? {
    InputRule(rawValue: id)?.name ?? FormRule(rawValue: id)?.name
  }
}
