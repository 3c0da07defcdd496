import Diagnostics
import Crypto
import Foundation
import Synchronization

@testable import Site

extension PublishedVersions {
  /// What is out, file by file.
  init(out: [String: [UInt8]], of department: String = "") {
    self.init(
      files: out.keys.filter { $0.hasPrefix(department) && $0.hasSuffix("/disclosure.json") }, read: { out[$0] },
      list: { folder in
        out.filter { $0.key.hasPrefix(folder) }.map { MemorySink.entry($0.key, $0.value) }.sorted { $0.path < $1.path }
      },
      holds: { file in out[file.path].map { MemorySink.entry(file.path, $0) } == file })
  }
}

/// Takes a site's files into memory; what was taken before can be reused, as a release reuses what is out.
final class MemorySink: FileSink {
  private struct State {
    var files: [String: [UInt8]] = [:]
    var twice: [String] = []
    var reused = 0
  }

  private let earlier: [String: [UInt8]]
  private let state = Mutex(State())

  init(earlier: [String: [UInt8]] = [:]) { self.earlier = earlier }

  var files: [String: [UInt8]] { state.withLock(\.files) }
  /// Paths that were put more than once.
  var twice: [String] { state.withLock(\.twice) }
  var reused: Int { state.withLock(\.reused) }

  func put(_ path: String, _ bytes: [UInt8]) throws -> BuiltFile {
    state.withLock { state in
      if state.files.updateValue(bytes, forKey: path) != nil { state.twice.append(path) }
    }
    return Self.entry(path, bytes)
  }

  func reuse(_ files: [BuiltFile]) -> Bool {
    guard files.allSatisfy({ file in earlier[file.path].map { Self.entry(file.path, $0) } == file }) else {
      return false
    }
    return state.withLock { state in
      for file in files {
        if state.files.updateValue(earlier[file.path] ?? [], forKey: file.path) != nil { state.twice.append(file.path) }
      }
      state.reused += files.count
      return true
    }
  }

  func pages(besides staying: [String]) -> any RandomAccessCollection<String> {
    (files.keys.filter { $0.hasSuffix(".html") } + staying).sorted()
  }

  func discard(under prefix: String) throws {
    state.withLock { state in state.files = state.files.filter { !$0.key.hasPrefix(prefix) } }
  }

  static func entry(_ path: String, _ bytes: [UInt8]) -> BuiltFile {
    guard let sha256 = FileDigest(bytes: Array(SHA256.hash(data: bytes))) else { preconditionFailure() }
    return BuiltFile(path: path, size: bytes.count, sha256: sha256)
  }
}
