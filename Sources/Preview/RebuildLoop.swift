/// Turns changes into builds: one after the files have come to rest, and one more for all that
/// changed while it ran.
struct RebuildLoop: Sendable {
  /// How long files must rest: an editor's save is several events, and a file that was moved away is written anew.
  static let rest = Duration.milliseconds(20)
  /// The same after a file was closed or has come: that is mostly the last of them.
  static let shortRest = Duration.milliseconds(3)
  /// A program that never stops writing must not hold the preview back for good.
  static let mostRests = 20

  let signal: ChangeSignal
  /// Waits for a time; an argument so that tests need no clock.
  var sleep: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  /// Gets the paths that may have changed; nil for anything.
  let rebuild: @Sendable (Set<String>?) async -> Void

  /// Goes on until cancelled.
  func run() async {
    var built: UInt64 = 0
    for await _ in signal.wakes {
      // A change that was seen while coming to rest has left its wake behind.
      guard signal.generation != built else { continue }
      built = await settled()
      guard !Task.isCancelled else { return }
      await rebuild(signal.take())
    }
  }

  /// Waits for a rest; returns the generation the next build covers.
  private func settled() async -> UInt64 {
    var seen = signal.generation
    for _ in 0..<Self.mostRests {
      await sleep(signal.isWhole ? Self.shortRest : Self.rest)
      let now = signal.generation
      if now == seen || Task.isCancelled { break }
      seen = now
    }
    return seen
  }
}
