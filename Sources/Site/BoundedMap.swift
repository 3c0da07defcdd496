private import Dispatch
private import Synchronization

/// Maps a list on as many threads as there are cores; the order of the results is that of the list, whoever is done first.
enum BoundedMap {
  /// `progress` hears how many of how many are done.
  static func run<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    _ transform: @escaping @Sendable (Input) -> Output
  ) -> [Output] {
    guard inputs.count > 1 else { return inputs.map(transform) }
    let results = Mutex((outputs: [Output?](repeating: nil, count: inputs.count), done: 0))
    DispatchQueue.concurrentPerform(iterations: inputs.count) { index in
      let output = transform(inputs[index])
      results.withLock {
        $0.outputs[index] = output
        $0.done += 1
        progress($0.done, inputs.count)
      }
    }
    return results.withLock { $0.outputs.compactMap { $0 } }
  }

  /// The same for results too large to keep: `consume` gets each in the order of the list, one at a time, and only what
  /// waits for its turn is held.
  static func run<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], _ transform: @escaping @Sendable (Input) -> Output,
    consume: @escaping @Sendable (Int, Output) -> Void
  ) {
    let waiting = Mutex((next: 0, outputs: [Int: Output]()))
    let turn = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: inputs.count) { _ in
      // Taken in order, so that little has to wait for its turn.
      let index = turn.withLock { next in
        defer { next += 1 }
        return next
      }
      let output = transform(inputs[index])
      waiting.withLock { state in
        state.outputs[index] = output
        while let ready = state.outputs.removeValue(forKey: state.next) {
          consume(state.next, ready)
          state.next += 1
        }
      }
    }
  }
}
