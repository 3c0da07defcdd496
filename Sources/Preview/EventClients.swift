private import Synchronization

/// The browsers that listen for events, under one lock.
///
/// Each keeps a connection for as long as it listens: there are so many at most that pages always find one.
final class EventClients: Sendable {
  /// Of a listener more than these the one who has listened longest is sent away; a page that is open asks again.
  static let most = 32

  private struct State {
    var next = 0
    var clients: [Int: AsyncStream<String>.Continuation] = [:]
  }

  private let state = Mutex(State())

  var count: Int { state.withLock { $0.clients.count } }

  /// A new listener's events, beginning with `first`. It leaves when its stream is dropped.
  ///
  /// `first` is made once the listener is counted, so that no change falls between the two.
  func subscribe(first: () -> [String]) -> AsyncStream<String> {
    // A browser that does not read may lose old events: the newest one names the version and makes up for them.
    let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(16))
    let (id, oldest) = state.withLock { state in
      let oldest = state.clients.count < Self.most ? nil : state.clients.keys.min()
      state.next += 1
      state.clients[state.next] = continuation
      return (state.next, oldest.flatMap { state.clients.removeValue(forKey: $0) })
    }
    // Outside the lock, since ending one takes its client out.
    oldest?.finish()
    continuation.onTermination = { [weak self] _ in
      self?.state.withLock { _ = $0.clients.removeValue(forKey: id) }
    }
    for event in first() { continuation.yield(event) }
    return stream
  }

  func send(_ event: String) {
    for client in state.withLock({ Array($0.clients.values) }) { client.yield(event) }
  }

  /// Ends every stream. Outside the lock, since ending one takes its client out.
  func finish() {
    for client in state.withLock({ Array($0.clients.values) }) { client.finish() }
  }
}
