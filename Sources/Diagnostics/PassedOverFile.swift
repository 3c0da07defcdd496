/// Files in a site's folders that are nobody's content: hidden ones, and what editors, office programs and systems put
/// beside the real ones. Reading, keys and watching go by the same list, so that none of them sees what another does not.
package enum PassedOverFile {
  /// Vim looks whether it may write with `4913`; the others keep what a folder looks like.
  private static let names: Set<String> = ["4913", "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"]
  private static let suffixes = ["~", ".swp", ".swo", ".swx"]

  package static func isPassedOver(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$") || name.hasPrefix("#") && name.hasSuffix("#")
      || suffixes.contains { name.hasSuffix($0) } || names.contains(name.lowercased())
  }
}
