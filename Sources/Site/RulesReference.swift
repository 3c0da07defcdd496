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
  let formSets: FormSetCache
  let cache: BuildCache?

  /// Where an entry of the cache is; no department is called so.
  static func name(of id: String) -> String { "\(RulesPage.folder)/\(id)" }

  /// What a reference was made from: the tool, and every file of the set and of its sheets'.
  static func key(of set: FormSet, tool: String) -> ContentKey {
    func digests(_ set: FormSet) -> [String] { [set.digest] + set.sheets.flatMap { digests($0.set) } }
    var key = ContentKey.Builder()
    for part in [tool, set.id] + digests(set) { key.add(part) }
    return key.key
  }

  /// nil where there is no such set, or nothing can be done with it.
  func reference(of id: String) -> RulesReference? {
    guard let cache, let known = formSets.published(id) else { return made(id) }
    let (name, key) = (Self.name(of: id), Self.key(of: known, tool: cache.tool))
    if let kept = cache.bytes(named: name, key),
      let reference = try? JSONDecoder().decode(RulesReference.self, from: Data(kept))
    {
      return reference
    }
    guard let reference = made(id) else { return nil }
    if let bytes = try? JSONEncoder().encode(reference) { cache.store([UInt8](bytes), named: name, key) }
    return reference
  }

  /// With its samples, which sets at hand were read without.
  private func made(_ id: String) -> RulesReference? { formSets.formLibrary.load(id).0.map(RulesReference.init) }
}
