private import Synchronization

/// Says that something changed, and remembers no more than that: any number of changes are one.
final class ChangeSignal: Sendable {
  /// Yields after a change; at most one waits to be taken.
  let wakes: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let state = Mutex(UInt64(0))

  init() {
    (wakes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// How many changes there were: two equal readings mean a quiet time between them.
  var generation: UInt64 { state.withLock { $0 } }

  func touch() {
    state.withLock { $0 += 1 }
    continuation.yield()
  }
}
