private import Dispatch
private import Synchronization

/// Two pieces of work that need nothing of each other.
package enum Both {
  /// Runs them at once where a core is free, one after the other where all are busy.
  package static func run<One: Sendable, Other: Sendable>(
    _ one: @Sendable () -> One, _ other: @Sendable () -> Other
  ) -> (One, Other) {
    let results = Mutex<(one: One?, other: Other?)>((nil, nil))
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      if index == 0 {
        let result = one()
        results.withLock { $0.one = result }
      } else {
        let result = other()
        results.withLock { $0.other = result }
      }
    }
    guard case (let one?, let other?) = results.withLock({ $0 }) else { return (one(), other()) }
    return (one, other)
  }
}
