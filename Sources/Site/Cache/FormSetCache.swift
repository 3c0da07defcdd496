internal import Diagnostics
internal import Forms
private import Synchronization
internal import Validation

/// Loads each form set once for however many disclosures ask.
///
/// A site's own rules have their samples executed before any data is judged; the shipped sets' are executed by the tests.
final class FormSetCache: Sendable {
  private struct State {
    var sets: [String: FormSet?] = [:]
    /// Those that nothing of the content asks for.
    var published: [String: FormSet?] = [:]
    var findings: [Finding] = []
  }

  let formLibrary: FormSetLibrary
  private let executesSamples: Bool
  private let state = Mutex(State())

  init(_ library: FormSetLibrary, executesSamples: Bool) {
    formLibrary = library
    ids = library.ids
    self.executesSamples = executesSamples
  }

  let ids: [String]

  /// Whether it has been loaded, or asked for in vain.
  func isLoaded(_ id: String) -> Bool { state.withLock { $0.sets[id] != nil } }

  func set(_ id: String) -> FormSet? {
    state.withLock { state in
      if let known = state.sets[id] { return known }
      let (set, problems) = formLibrary.load(id, isProven: !executesSamples)
      // Sets share parents and code lists, and what is wrong with these.
      state.findings += problems.filter { !state.findings.contains($0) }
      if let set {
        let samples = executesSamples ? RuleSamples.check(set) : []
        state.findings += samples
        state.sets[id] = samples.isEmpty ? set : .some(nil)
      } else {
        state.sets[id] = .some(nil)
      }
      return state.sets[id] ?? nil
    }
  }

  /// The set of something that is already out: of content read now, or only remembered. What is wrong with it then is no
  /// finding of today's.
  func published(_ id: String) -> FormSet? {
    state.withLock { state in
      if let known = state.sets[id] ?? nil { return known }
      if let known = state.published[id] { return known }
      let set = formLibrary.load(id, isProven: !executesSamples).0
      state.published[id] = .some(set)
      return set
    }
  }

  /// The same for several.
  func published(_ ids: some Sequence<String>) -> [String: FormSet] {
    Dictionary(Set(ids).map { ($0, published($0)) }) { first, _ in first }.compactMapValues { $0 }
  }

  var findings: [Finding] { state.withLock(\.findings) }

  var sets: [String: FormSet] { state.withLock { $0.sets.compactMapValues { $0 } } }
}
