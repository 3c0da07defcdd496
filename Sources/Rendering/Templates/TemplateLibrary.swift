package import Diagnostics

/// The templates of a site: parsed once, every name checked, then filled page by page.
package struct TemplateLibrary: Sendable {
  private let trees: [PageKind: [TemplateNode]]
  /// Style sheets, scripts and images, copied as they are: path below `assets/` and bytes.
  package let assets: [(path: String, bytes: [UInt8])]
  /// What readers type into the search, each followed by what disclosures call it.
  package let searchWords: [[String]]

  /// `files` are all files below `templates/`, with paths that start there. nil with findings where a page could come
  /// out with a hole in it.
  package static func load(
    _ files: [SourceFile], assets: [(path: String, bytes: [UInt8])], searchWords: [[String]] = []
  ) -> (TemplateLibrary?, [Finding]) {
    var sources: [String: SourceFile] = [:]
    for file in files where file.path.hasSuffix(".mustache") {
      sources[templateName(file.path)] = file
    }
    var checker = TemplateChecker(files: sources)
    for kind in PageKind.allCases {
      guard sources[kind.template] != nil else {
        return (
          nil,
          [
            TemplateRule.missingPartial.finding(
              "缺少“\(kind.template)”这个模板", at: .start(of: "templates/\(kind.template).mustache"))
          ]
        )
      }
      checker.check(kind.template, names: kind.names)
    }
    let unique = Set(checker.findings)
    guard unique.isEmpty else { return (nil, Array(unique).inReadingOrder()) }
    let tree = TemplateTree(files: sources)
    var trees: [PageKind: [TemplateNode]] = [:]
    for kind in PageKind.allCases {
      do {
        trees[kind] = try tree.nodes(of: kind.template)
      } catch {
        return (
          nil,
          [TemplateRule.missingPartial.finding(error.message, at: error.span, fix: error.fix)]
        )
      }
    }
    return (TemplateLibrary(trees: trees, assets: assets, searchWords: searchWords), [])
  }

  /// The page as HTML, in UTF-8.
  package func bytes(of page: RenderedPage) -> [UInt8] {
    var filler = TemplateFiller(page.values)
    filler.fill(trees[page.kind] ?? [])
    return filler.bytes
  }

  private static func templateName(_ path: String) -> String {
    let inner = path.split(separator: "/").dropFirst().joined(separator: "/")
    return String(inner.dropLast(".mustache".count))
  }
}
