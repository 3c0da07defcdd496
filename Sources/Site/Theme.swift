package import Diagnostics
internal import Documents
package import Rendering
internal import Validation

/// The templates of a site: the tool's own, each file replaced by the site's file of the same path.
package enum Theme {
  /// Whether the site has templates of its own.
  package static func hasOwn(root: String) -> Bool { SiteFolder(root: root).isFolder("templates") }

  /// Templates as a preview keeps them.
  struct Reading {
    let templates: TemplateLibrary?
    let findings: [Finding]
    let sources: [String: SourceFile]
    /// Names the bytes of everything below `templates/assets`.
    let assets: String

    init(root: String) {
      (templates, findings, sources) = Theme.load(root: root)
      var key = ContentKey.Builder()
      for asset in templates?.assets ?? [] {
        key.add(asset.path)
        key.add(asset.bytes)
      }
      assets = String(key.key.text.prefix(16))
    }
  }

  package static func load(root: String) -> (TemplateLibrary?, [Finding], [String: SourceFile]) {
    let folder = SiteFolder(root: root)
    var findings: [Finding] = []
    var files: [String: [UInt8]] = [:]
    var own: Set<String> = []
    for file in EmbeddedFiles.files(below: "templates") { files[file.path] = file.bytes }
    func collect(_ path: String) {
      for entry in folder.entries(of: path, &findings) {
        if entry.isFolder {
          collect(entry.path)
        } else if let bytes = folder.bytes(entry, &findings) {
          files[entry.path] = bytes
          own.insert(entry.path)
        }
      }
    }
    if folder.isFolder("templates") { collect("templates") }
    var sources: [SourceFile] = []
    var assets: [(path: String, bytes: [UInt8])] = []
    var words: [[String]] = []
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      if path.hasPrefix("templates/assets/") {
        assets.append((String(path.dropFirst("templates/".count)), bytes))
      } else if path.hasSuffix(".mustache") {
        let (file, problems) = SourceText.decode(bytes, path: path)
        findings += problems
        if let file { sources.append(file) }
      } else if path == SearchWords.path {
        let (file, problems) = SourceText.decode(bytes, path: path)
        findings += problems
        if let file {
          words = SearchWords.read(file, &findings)
          sources.append(file)
        }
      }
    }
    guard !findings.contains(atLeast: .error) else { return (nil, findings, [:]) }
    let (library, problems) = TemplateLibrary.load(sources, assets: assets, searchWords: words)
    // Who stands in a footer stands on every page.
    let personal = sources.filter { own.contains($0.path) }.flatMap { PrivacyCheck.run($0) }
    return (library, findings + problems + personal, Dictionary(sources.map { ($0.path, $0) }) { first, _ in first })
  }
}
