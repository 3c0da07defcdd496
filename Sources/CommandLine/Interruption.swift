private import Dispatch
private import Extraction
private import Glibc
private import Synchronization

/// Ctrl-C, a hang-up or the system's wish that the program end, as something that what is under way asks for: it then
/// ends where nothing is half done.
///
/// The programs it has started end at once, since they are what takes long. A second signal ends this one at once too.
/// Signals come by way of a thread of the system: nothing of ours runs inside a handler.
final class Interruption: Sendable {
  /// Ends the command; the message has been printed.
  struct Stopped: Error {
    let signal: Int32

    /// As shells report a program that a signal ended.
    var exitCode: Int32 { 128 + signal }

    /// For what has nothing to clean up.
    func endNow() -> Never { _exit(exitCode) }
  }

  private let first = Mutex<(stopped: Stopped, time: ContinuousClock.Instant)?>(nil)
  /// Held for as long as signals are wanted; only written while this is made.
  private nonisolated(unsafe) var sources: [any DispatchSourceSignal] = []

  /// From now on signals no longer end the program by themselves. `onFirst` hears of the first.
  init(_ onFirst: @escaping @Sendable (Stopped) -> Void = { _ in }) {
    // A queue of its own, which gets a thread however busy the shared ones are.
    let queue = DispatchQueue(label: "mingzhang.signals", qos: .userInteractive)
    let ready = DispatchSemaphore(value: 0)
    for number in [SIGINT, SIGTERM, SIGHUP] where !Self.isIgnored(number) {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { [self] in receive(number, onFirst) }
      source.setRegistrationHandler { ready.signal() }
      source.resume()
      ready.wait()
      sources.append(source)
    }
  }

  /// nil until a signal came.
  var stopped: Stopped? { first.withLock { $0?.stopped } }

  /// Throws ``Stopped`` once a signal came.
  @Sendable func check() throws {
    if let stopped { throw stopped }
  }

  private func receive(_ number: Int32, _ onFirst: (Stopped) -> Void) {
    let stopped = Stopped(signal: number), now = ContinuousClock.now
    let earlier = first.withLock { first in
      defer { first = first ?? (stopped, now) }
      return first
    }
    BoundedProcess.endAll()
    guard let earlier else { return onFirst(stopped) }
    // `timeout` and batch systems signal the program and then its whole group: that is one wish, not two.
    if now - earlier.time > .milliseconds(200) { stopped.endNow() }
  }

  /// `nohup`, or a shell that started us in the background, meant it.
  private static func isIgnored(_ number: Int32) -> Bool {
    var now = sigaction()
    guard sigaction(number, nil, &now) == 0 else { return false }
    return unsafeBitCast(now.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
