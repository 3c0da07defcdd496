/// The files of a site at one moment, each made when a browser asks for it.
package struct PreviewPages: Sendable {
  /// Equal where every file is.
  package let fingerprint: String
  /// Equal where every style sheet, script and picture of the pages is.
  let assets: String
  let bytes: @Sendable (String) -> [UInt8]?
  let nearby: @Sendable (String) -> [String]
  let audit: @Sendable (String) -> PreviewAudit?

  /// - Parameters:
  ///   - fingerprint: differs wherever a file may differ.
  ///   - assets: differs wherever one of the files may differ that pages load; a page is loaded anew then.
  ///   - bytes: the file of a path below the site, such as `a/b/index.html`; nil where there is none.
  ///   - nearby: the paths that somebody may have meant by one that does not exist.
  ///   - audit: what is to be told of a page; nil for pages of which there is nothing to tell.
  package init(
    fingerprint: String, assets: String = "", bytes: @escaping @Sendable (String) -> [UInt8]?,
    nearby: @escaping @Sendable (String) -> [String],
    audit: @escaping @Sendable (String) -> PreviewAudit? = { _ in nil }
  ) {
    self.fingerprint = fingerprint
    self.assets = assets
    self.bytes = bytes
    self.nearby = nearby
    self.audit = audit
  }

  subscript(path: String) -> [UInt8]? { bytes(path) }
}
