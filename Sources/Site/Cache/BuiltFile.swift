package import Diagnostics

/// A file of the finished site, as the list of a release has it.
package struct BuiltFile: Sendable, Hashable {
  /// Below the site's root.
  package let path: String
  /// In bytes.
  package let size: Int
  package let sha256: FileDigest

  package init(path: String, size: Int, sha256: FileDigest) {
    self.path = path
    self.size = size
    self.sha256 = sha256
  }
}

/// Where the files of a site go as they are made. Called from several threads.
package protocol FileSink: Sendable {
  /// Takes a file. A path is put once.
  func put(_ path: String, _ bytes: [UInt8]) throws -> BuiltFile
  /// Takes a file piece by piece, because as a whole it would be large.
  func put(_ path: String, pieces: some Sequence<[UInt8]>) throws -> BuiltFile
  /// Takes files over as an earlier build left them; false, and takes none, where it cannot vouch for all of them.
  func reuse(_ files: [BuiltFile]) -> Bool
  /// The paths of the pages it has by now, sorted, among them those of the version that is out that stay.
  func pages(besides staying: [String]) throws -> any RandomAccessCollection<String>
  /// Takes back everything below a folder.
  func discard(under prefix: String) throws
}

extension FileSink {
  package func put(_ path: String, pieces: some Sequence<[UInt8]>) throws -> BuiltFile {
    try put(path, Array(pieces.joined()))
  }
}
