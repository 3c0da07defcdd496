/// What a release did.
package struct ReleaseReport: Sendable {
  /// What the new version changes in the one before.
  package let difference: ManifestDifference
  /// Files of others that taking over a destination replaced or removed, sorted. Empty without `adopt`.
  package let replacedForeign: [String]
  /// The manifest now published.
  package let manifest: Manifest
  /// A folder with the old version that could not be deleted. The next release tries again.
  package let leftover: String?
  /// To be kept for the next release; nil where the one it began with is still good.
  package let seal: FileSeal?

  package var totalBytes: Int { manifest.totalBytes }
}
