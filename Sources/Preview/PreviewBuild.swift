/// What one run of the pipeline came to, as the preview needs it.
package struct PreviewBuild: Sendable {
  /// nil after an error that no page could show: the last good ones stay.
  package var pages: PreviewPages?
  package var findings: [PreviewFinding]
  /// Whether some of the pages are those of an earlier run, because the files of today cannot be read.
  package var showsEarlier: Bool

  package init(pages: PreviewPages?, findings: [PreviewFinding], showsEarlier: Bool = false) {
    self.pages = pages
    self.findings = findings
    self.showsEarlier = showsEarlier
  }
}
