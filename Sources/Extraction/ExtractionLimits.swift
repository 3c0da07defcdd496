/// How much of a file is read before reading stops and says so: a hostile file may cost this much and no more.
package struct ExtractionLimits: Sendable {
  /// Bytes of text kept of one attachment.
  package var text = 16 << 20
  /// Bytes that all entries of a package may unpack to, nested ones included.
  package var unpacked = 96 << 20
  /// Bytes of one file that has to be held as a tree.
  package var markup = 16 << 20
  /// Entries looked at in packages.
  package var entries = 5000
  /// How many files may lie in each other: a document in an archive is 1.
  package var depth = 2
  /// Seconds for the whole attachment.
  package var seconds = 30.0

  package static let standard = ExtractionLimits()

  package init() {}
}
