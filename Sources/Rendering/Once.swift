private import Synchronization

/// A value that is worked out when somebody first asks for it. Whoever asks meanwhile waits.
final class Once<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)

  /// `make` must not ask for the same value.
  func value(_ make: () -> Value) -> Value {
    known.withLock { known in
      if let known { return known }
      let made = make()
      known = made
      return made
    }
  }
}
