/// One file of an output tree.
///
/// The path is judged by ``OutputPath`` when a release starts, before anything is written.
package struct OutputFile: Sendable, Hashable {
  /// Relative to the root of the tree, `/` between parts.
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
