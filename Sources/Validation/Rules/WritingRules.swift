internal import Forms
internal import Markdown

/// The rules about how files are written: data, forms, narrative, templates. They are in no form set, and nobody can let
/// them stand.
package enum WritingRules {
  /// The name of a rule by its id; nil for any other.
  package static func name(of id: String) -> String? {
    let id = id.uppercased()
    if let name = FormatRules.name(of: id) ?? MarkdownRule(rawValue: id)?.name { return name }
    return id.hasPrefix("TPL-") && Int(id.dropFirst(4)) != nil ? "模板" : nil
  }
}
