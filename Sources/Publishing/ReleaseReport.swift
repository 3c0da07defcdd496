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

  package var totalBytes: Int { manifest.totalBytes }
}
