internal import FlyingSocks

/// Events as the bytes of a response without an end.
struct EventBody: AsyncBufferedSequence {
  typealias Element = UInt8

  let events: AsyncStream<String>

  func makeAsyncIterator() -> Iterator { Iterator(events: events.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    private var events: AsyncStream<String>.Iterator
    private var pending: ArraySlice<UInt8> = []

    init(events: AsyncStream<String>.Iterator) { self.events = events }

    mutating func next() async -> UInt8? {
      await fill() ? pending.popFirst() : nil
    }

    mutating func nextBuffer(suggested count: Int) async -> [UInt8]? {
      guard await fill() else { return nil }
      let buffer = Array(pending.prefix(Swift.max(1, count)))
      pending = pending.dropFirst(buffer.count)
      return buffer
    }

    /// Waits until there is something to send; false at the end.
    private mutating func fill() async -> Bool {
      while pending.isEmpty {
        guard let event = await events.next() else { return false }
        pending = Array(event.utf8)[...]
      }
      return true
    }
  }
}
