private import Synchronization

/// What several readers of one thing ask for, worked out for the first of them. `Known` has a place for each answer. Two
/// threads may work out the same at once; either result is good.
package final class Memo<Known: Sendable>: Sendable {
  private let empty: Known
  private let known: Mutex<Known>

  /// - Parameter empty: with nothing worked out.
  package init(_ empty: Known) {
    self.empty = empty
    known = Mutex(empty)
  }

  package func take<Value: Sendable>(
    _ place: any WritableKeyPath<Known, Value?> & Sendable, _ make: () -> Value
  ) -> Value {
    if let known = known.withLock({ $0[keyPath: place] }) { return known }
    let made = make()
    known.withLock { $0[keyPath: place] = made }
    return made
  }

  /// Who asks next has it worked out anew.
  package func forget() { known.withLock { $0 = empty } }
}

/// The same for many things of one kind, by key.
package final class KeyedMemo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let known = Mutex<[Key: Value]>([:])

  package init() {}

  package func take(_ key: Key, _ make: () -> Value) -> Value {
    if let known = known.withLock({ $0[key] }) { return known }
    let made = make()
    known.withLock { $0[key] = made }
    return made
  }
}
