internal import Diagnostics
internal import Forms
private import Foundation
internal import Rendering
internal import Validation

/// What the rules reference of a form set says. Nothing of it depends on the disclosures.
struct RulesReference: Sendable, Codable {
  let title: String
  let rules: [RuleEntry]
  /// What in the forms nobody has verified.
  let unverified: [String]

  /// The samples of every rule are executed.
  init(_ set: FormSet) {
    title = set.title
    unverified = set.unverified.map(\.note)
    rules = RuleGuide.all(of: set, executingSamples: true).map { guide in
      RuleEntry(
        id: guide.id, name: guide.name, level: guide.level.word, basis: guide.basis, help: guide.help,
        clauses: guide.clauses.map(\.sentence),
        examples: guide.examples.map {
          .init(verdict: $0.verdict, cells: $0.cells.joined(separator: "，"), message: $0.message)
        })
    }
  }
}

/// The references of all form sets: executing their samples takes longer than building a small site, so that each is kept
/// for the next build.
struct RulesReferences: Sendable {
  let formLibrary: FormSetLibrary
  var cache: BuildCache?
  /// Of the site's own forms; the tool's belong to the tool.
  var ownForms: ContentKey?

  /// Where an entry of the cache is; no department is called so.
  static func name(of id: String) -> String { "\(RulesPage.folder)/\(id)" }

  /// nil where there is no such set, or nothing can be done with it.
  func reference(of id: String) -> RulesReference? {
    var builder = ContentKey.Builder()
    for part in ["rules", id, cache?.tool ?? "", ownForms?.text ?? ""] { builder.add(part) }
    let (name, key) = (Self.name(of: id), builder.key)
    if let kept = cache?.bytes(named: name, key),
      let reference = try? JSONDecoder().decode(RulesReference.self, from: Data(kept))
    {
      return reference
    }
    guard let set = formLibrary.load(id).0 else { return nil }
    let reference = RulesReference(set)
    if let bytes = try? JSONEncoder().encode(reference) { cache?.store([UInt8](bytes), named: name, key) }
    return reference
  }
}
