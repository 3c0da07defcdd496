private import Synchronization

/// A value for whoever takes it first: nothing of it is left behind, so that its memory is free once that is done.
final class Handover<Value: Sendable>: Sendable {
  private let value: Mutex<Value?>

  init(_ value: consuming Value) { self.value = Mutex(value) }

  /// nil where it has been taken.
  func take() -> Value? {
    value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}
