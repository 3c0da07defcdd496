/// What one run of the pipeline came to, as the preview needs it.
package struct PreviewBuild: Sendable {
  /// nil after an error that no page could show: the last good ones stay.
  package var pages: PreviewPages?
  package var findings: [PreviewFinding]

  package init(pages: PreviewPages?, findings: [PreviewFinding]) {
    self.pages = pages
    self.findings = findings
  }
}
