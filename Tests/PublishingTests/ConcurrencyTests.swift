import Foundation
import Glibc
import Publishing
import Synchronization
import TestSupport
import Testing

struct ConcurrencyTests {
  @Test func refusesASecondReleaseWhileOneIsUnderWay() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      var second: ReleaseError?
      let first = folder.releaser { step in
        guard step == .synced else { return }
        second = #expect(throws: ReleaseError.self) { try folder.release(version("C")) }
      }
      _ = try first.release(ReleaseRequest(files: version("B")))
      #expect(second == .busy(lock: folder.path(".site.mingzhang-lock"), process: "\(getpid())"))
      #expect(try folder.contents(below: "site") == tree(version("B")))
      #expect(try folder.names() == ["site"])
      try folder.release(version("C"))
    }
  }

  @Test func letsExactlyOneOfManyReleasesAtATimeThrough() throws {
    try TemporaryFolder.with { folder in
      try folder.release(version("A"))
      let outcomes = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 40) { number in
        let name = "R\(number % 2)"
        do {
          try folder.release(version(name))
          outcomes.withLock { $0.append("released") }
        } catch let error as ReleaseError {
          if case .busy = error { return }
          outcomes.withLock { $0.append(error.message) }
        } catch {
          outcomes.withLock { $0.append("\(error)") }
        }
      }
      #expect(outcomes.withLock { Set($0) } == ["released"])
      let shown = try folder.contents(below: "site")
      #expect(shown == tree(version("R0")) || shown == tree(version("R1")))
      #expect(try folder.names() == ["site"])
    }
  }

  @Test func showsAReaderOneVersionAtATime() throws {
    try TemporaryFolder.with { folder in
      func numbered(_ number: Int) -> [OutputFile] {
        files([Reader.first: "\(number)", Reader.second: "\(number)", "m/page.html": "\(number)"])
      }
      try folder.release(numbered(0))
      let reader = Reader(folder: folder.path("site"))
      reader.start()
      for number in 1...50 {
        #expect(throws: Never.self) { try folder.release(numbered(number)) }
      }
      let seen = reader.stop()
      #expect(seen.allSatisfy { $0[0] == $0[1] }, "\(seen)")
      #expect(seen.count > 3, "读者只读到 \(seen.count) 个版本")
    }
  }
}

/// Reads two files of a destination, over and over, on a thread of its own.
private final class Reader: Sendable {
  static let first = "index.html"
  static let second = "z/last.html"

  private let folder: String
  private let isDone = Atomic(false)
  private let pairs = Mutex<Set<[String]>>([])
  private let turn = DispatchSemaphore(value: 0)

  init(folder: String) { self.folder = folder }

  /// Returns when the first pair is read.
  func start() {
    Thread.detachNewThread { [self] in
      read()
      turn.signal()
      while !isDone.load(ordering: .relaxed) { read() }
      turn.signal()
    }
    turn.wait()
  }

  /// Every pair of texts it saw.
  func stop() -> Set<[String]> {
    isDone.store(true, ordering: .relaxed)
    turn.wait()
    return pairs.withLock { $0 }
  }

  private func read() {
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else {
      pairs.withLock { _ = $0.insert(["发布期间打不开发布目标", "错误 \(errno)"]) }
      return
    }
    defer { close(opened) }
    // A version deleted in between is one a reader would start again with, not a mixture.
    guard let one = text(opened, Self.first), let other = text(opened, Self.second) else { return }
    pairs.withLock { _ = $0.insert([one, other]) }
  }

  private func text(_ folder: Int32, _ path: String) -> String? {
    let file = openat(folder, path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = Glibc.read(file, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }
}
