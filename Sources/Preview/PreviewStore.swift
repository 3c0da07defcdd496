private import Synchronization

/// Holds the last good pages and the newest findings, for many requests at once.
final class PreviewStore: Sendable {
  /// What a build changed for a browser that is looking.
  enum Change: Sendable, Hashable {
    /// What the browser shows is out of date.
    case pages
    /// Only the panel over it is.
    case findings
  }

  private struct State {
    var snapshot: PreviewSnapshot
    var serial = 0
  }

  private let session: String
  private let state: Mutex<State>

  /// `session` sets the versions of this run apart from those of any other.
  init(session: String = String(UInt64.random(in: 0 ... .max), radix: 36)) {
    self.session = session
    let empty = PreviewSnapshot(version: "\(session)-0", pages: nil, isBuilt: false, isGood: true, findings: [])
    state = Mutex(State(snapshot: empty))
  }

  var snapshot: PreviewSnapshot { state.withLock { $0.snapshot } }

  /// Takes a finished build in. A bad one never replaces pages.
  func accept(_ build: PreviewBuild) -> Change {
    state.withLock { state in
      // Without good pages a browser shows a message made from the findings, so any build changes that.
      var change: Change = state.snapshot.pages == nil ? .pages : .findings
      if let pages = build.pages, state.snapshot.pages?.fingerprint != pages.fingerprint {
        state.snapshot.pages = pages
        change = .pages
      }
      if change == .pages {
        state.serial += 1
        state.snapshot.version = "\(session)-\(state.serial)"
      }
      state.snapshot.isBuilt = true
      state.snapshot.isGood = build.pages != nil && !build.showsEarlier
      state.snapshot.findings = build.findings
      return change
    }
  }
}
