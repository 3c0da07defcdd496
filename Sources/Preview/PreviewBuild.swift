/// What one run of the pipeline came to, as the preview needs it.
package struct PreviewBuild: Sendable {
  /// Every file of the site, by its path below the site, such as `a/b/index.html`.
  package var pages: [String: [UInt8]]
  /// False after a syntax or site-level error: `pages` is not looked at, and the last good ones stay.
  package var isGood: Bool
  package var findings: [PreviewFinding]

  package init(pages: [String: [UInt8]], isGood: Bool, findings: [PreviewFinding]) {
    self.pages = pages
    self.isGood = isGood
    self.findings = findings
  }
}
