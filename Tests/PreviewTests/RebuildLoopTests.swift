import Synchronization
import Testing

@testable import Preview

@Suite(.timeLimit(.minutes(1))) struct RebuildLoopTests {
  @Test func buildsOnceForManyWrites() async {
    let signal = ChangeSignal()
    let (builds, built) = AsyncStream.makeStream(of: Void.self)
    let count = Counter()
    // Ten more writes arrive while the files come to rest.
    let rests = Counter()
    let loop = RebuildLoop(signal: signal) { _ in
      if rests.next() <= 10 { signal.touch() }
    } rebuild: { _ in
      count.next()
      built.yield()
    }
    for _ in 0..<100 { signal.touch() }
    let task = Task { await loop.run() }
    var iterator = builds.makeAsyncIterator()
    await iterator.next()
    await quiet()
    task.cancel()
    await task.value
    #expect(count.value == 1)
    #expect(rests.value == 11)
  }

  /// A file that was closed has nothing more to come; one that was moved away has.
  @Test(arguments: [true, false]) func waitsLongerForWhatIsNotWhole(isWhole: Bool) async {
    let signal = ChangeSignal()
    let (builds, built) = AsyncStream.makeStream(of: Void.self)
    let rests = Mutex<[Duration]>([])
    let loop = RebuildLoop(signal: signal) { rest in
      rests.withLock { $0.append(rest) }
    } rebuild: { _ in
      built.yield()
    }
    signal.touch(["a"], isWhole: !isWhole)
    signal.touch(["a"], isWhole: isWhole)
    let task = Task { await loop.run() }
    var iterator = builds.makeAsyncIterator()
    await iterator.next()
    task.cancel()
    await task.value
    #expect(rests.withLock { $0 } == [isWhole ? RebuildLoop.shortRest : RebuildLoop.rest])
    #expect(RebuildLoop.shortRest < RebuildLoop.rest)
  }

  @Test func buildsExactlyOnceMoreForEditsDuringABuild() async {
    let signal = ChangeSignal()
    let (builds, built) = AsyncStream.makeStream(of: Void.self)
    let count = Counter()
    let loop = RebuildLoop(signal: signal) { _ in
    } rebuild: { _ in
      if count.next() == 1 { for _ in 0..<5 { signal.touch() } }
      built.yield()
    }
    signal.touch()
    let task = Task { await loop.run() }
    var iterator = builds.makeAsyncIterator()
    await iterator.next()
    await iterator.next()
    await quiet()
    task.cancel()
    await task.value
    #expect(count.value == 2)
  }

  @Test func buildsEventuallyUnderEndlessWrites() async {
    let signal = ChangeSignal()
    let (builds, built) = AsyncStream.makeStream(of: Void.self)
    let loop = RebuildLoop(signal: signal) { _ in
      signal.touch()
    } rebuild: { _ in
      built.yield()
    }
    signal.touch()
    let task = Task { await loop.run() }
    var iterator = builds.makeAsyncIterator()
    await iterator.next()
    task.cancel()
    await task.value
  }

  /// Long enough for a build too many to begin: the loop under test never really sleeps.
  private func quiet() async { try? await Task.sleep(for: .milliseconds(100)) }
}

private final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  @discardableResult
  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
