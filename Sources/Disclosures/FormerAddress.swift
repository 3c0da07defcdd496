package import Diagnostics
internal import Documents

/// An address a department had before: the name of its folder then, where links and bookmarks still lead.
package struct FormerAddress: Sendable, Hashable {
  package let slug: String
  /// What it was called then, where it had another name.
  package let name: String?
  /// The last fiscal year that was published there; nil where all were.
  package let until: Int?
  package let span: SourceSpan

  package init(slug: String, name: String?, until: Int?, span: SourceSpan) {
    self.slug = slug
    self.name = name
    self.until = until
    self.span = span
  }

  /// Whether the disclosures of a fiscal year were at this address.
  package func had(_ year: Int) -> Bool { until.map { year <= $0 } ?? true }

  /// `示例区教育委员会（至 2020 年度）`; nil without a name.
  package var shownName: String? { name.map { name in until.map { "\(name)（至 \($0) 年度）" } ?? name } }

  /// Reads `formerly`: folder names, or mappings with `slug`, `name` and `until`. What cannot be an address is a finding,
  /// and left out.
  static func read(_ map: inout MappingReader, slug own: String) -> [FormerAddress] {
    var found: [FormerAddress] = []
    for node in map.list("formerly") {
      var name: String?
      var until: Int?
      var place: Node? = node.text == nil ? nil : node
      if place == nil {
        var entry = MappingReader(node, "formerly 的一项")
        place = entry.required("slug")
        name = entry.text("name")
        until = entry.int("until", in: 1990...2100)
        map.record(entry.finish())
      }
      guard let place, let slug = place.text else { continue }
      if !PathName.isPlain(slug) {
        map.record(
          InputRule.path.finding(
            "“\(slug)”不是旧网址：应是从前的部门文件夹名，只有小写字母、数字和“-”", at: place.span, fix: "只写文件夹名，例如 pingshan-zwsj，不带斜杠"))
      } else if slug == own {
        map.record(
          InputRule.path.finding("旧网址“\(slug)”就是现在的网址", at: place.span, fix: "删去这一项；只改过名称的，写在 former-names 里"))
      } else if let first = found.first(where: { $0.slug == slug }) {
        map.record(
          InputRule.duplicateKey.finding(
            "旧网址“\(slug)”写了两次", at: place.span, related: [.init(first.span, "第一次")], fix: "只留一个"))
      } else {
        found.append(FormerAddress(slug: slug, name: name, until: until, span: place.span))
      }
    }
    return found
  }
}
