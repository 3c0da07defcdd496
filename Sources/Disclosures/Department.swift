package import Diagnostics

/// A department or unit that publishes.
///
/// A class of constants: lists hold the same one, not copies of it.
package final class Department: Sendable {
  /// The folder's name, which is its URL.
  package let slug: String
  package let name: String
  /// Former names and short forms.
  package let aliases: [String]
  /// 区级, 市级 …
  package let level: String?
  /// 行政单位, 事业单位 …
  package let type: String?
  package let parent: String?
  package let region: String?
  package let contact: String?
  /// The addresses it had before. Their names are among ``aliases``.
  package let formerly: [FormerAddress]
  /// The folders of the units that file on their own (决算单位构成), 本级 included where it does.
  package let units: [Located<String>]
  package let span: SourceSpan

  package init(
    slug: String, name: String, aliases: [String], level: String?, type: String?, parent: String?, region: String?,
    contact: String?, formerly: [FormerAddress], units: [Located<String>], span: SourceSpan
  ) {
    self.slug = slug
    self.name = name
    self.aliases = aliases
    self.level = level
    self.type = type
    self.parent = parent
    self.region = region
    self.contact = contact
    self.formerly = formerly
    self.units = units
    self.span = span
  }

  /// All that documents may call it. A 本级 that files beside the department of the same name is told apart by what stands
  /// in brackets, `某某局（本级）`, and called by its plain name.
  package var names: [String] {
    let plain = Self.headquarters.first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) }
    return [name] + (plain.map { [$0] } ?? []) + aliases
  }

  private static let headquarters = ["（本级）", "(本级)", "（机关）", "(机关)", "（机关本级）", "（本部）"]

  /// A department known only from what it has published.
  package static func remembered(slug: String, name: String) -> Department {
    Department(
      slug: slug, name: name, aliases: [], level: nil, type: nil, parent: nil, region: nil, contact: nil, formerly: [],
      units: [],
      span: .start(of: "content/\(slug)/department.yaml"))
  }
}

/// What the whole site shares: its names, its marks, the host it will stand on.
package struct SiteInfo: Sendable, Hashable {
  package struct Link: Sendable, Hashable {
    package let label: String
    package let href: String
  }

  package let name: String
  /// The host's name without scheme, for the meta tags.
  package let domain: String
  /// Whether narrative may hold a few harmless HTML tags.
  package var allowsHTML = false
  /// 网站标识码.
  package let idCode: String
  /// A plain sentence at the top of every page: 示例，数据整理自公开文件，非官方发布.
  package let notice: String?
  /// 主办单位.
  package let organiser: String?
  package let contact: String?
  /// ICP备案号.
  package let icp: String?
  /// 公安备案号.
  package let police: String?
  package let links: [Link]
  package let jurisdiction: String
}

/// One entry of the glossary (名词解释).
package struct Term: Sendable, Hashable {
  package let name: String
  package let group: String
  package let definition: String
  package let aliases: [String]
  /// The first and last fiscal year it is valid for.
  package let years: ClosedRange<Int>?
  /// Where it is used, by the first part of form set ids (`national`, `shanghai`); empty for everywhere.
  package let jurisdictions: [String]
  package let span: SourceSpan
}
