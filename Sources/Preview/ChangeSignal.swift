private import Synchronization

/// Says that something changed, and where: any number of changes are one.
final class ChangeSignal: Sendable {
  /// Yields after a change; at most one waits to be taken.
  let wakes: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation
  private let state = Mutex(State())

  private struct State {
    var generation: UInt64 = 0
    /// nil for anything.
    var paths: Set<String>? = []
    var isWhole = false
  }

  init() {
    (wakes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// How many changes there were: two equal readings mean a quiet time between them.
  var generation: UInt64 { state.withLock(\.generation) }

  /// Whether the last change left a whole file behind, so that nothing more has to come.
  var isWhole: Bool { state.withLock(\.isWhole) }

  /// `paths` may have changed; nil where nobody knows which.
  func touch(_ paths: Set<String>? = nil, isWhole: Bool = false) {
    state.withLock { state in
      state.generation += 1
      state.isWhole = isWhole
      state.paths = paths.flatMap { paths in state.paths?.union(paths) }
    }
    continuation.yield()
  }

  /// The paths that have changed since the last call; nil for anything.
  func take() -> Set<String>? {
    state.withLock { state in
      defer { state.paths = [] }
      return state.paths
    }
  }
}
