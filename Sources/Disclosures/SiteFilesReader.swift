package import Diagnostics
internal import Documents

/// Reads the site-wide files: `site.yaml`, `glossary.yaml` and each `department.yaml`.
package enum SiteFilesReader {
  package static func site(_ file: SourceFile) -> (SiteInfo?, [Finding]) {
    var (node, findings) = open(file)
    guard let node else { return (nil, findings) }
    var map = MappingReader(node, "site.yaml")
    let name = map.requiredText("name")
    let domain = map.requiredText("domain")
    let idCode = map.requiredText("id-code")
    let notice = map.text("notice")
    let organiser = map.text("organiser")
    let contact = map.text("contact")
    let icp = map.text("icp")
    let police = map.text("police")
    let jurisdiction = map.text("jurisdiction") ?? "national"
    let allowsHTML = map.flag("html")
    var links: [SiteInfo.Link] = []
    for node in map.list("footer") {
      var link = MappingReader(node, "页脚链接")
      if let label = link.requiredText("label"), let href = link.requiredText("href") {
        if href.wholeMatch(of: /https?:\/\/[^\s"<>]+|\/[^\s"<>]*|mailto:[^\s"<>]+/) != nil {
          links.append(.init(label: label, href: href))
        } else {
          link.record(
            InputRule.kind.finding("“\(href)”不是网址", at: node["href"]?.span ?? node.span, fix: "以 https:// 或 / 开头"))
        }
      }
      map.record(link.finish())
    }
    if let domain, domain.wholeMatch(of: /[a-z0-9-]+(\.[a-z0-9-]+)+/) == nil {
      map.record(
        InputRule.kind.finding(
          "“\(domain)”不是域名", at: map.node["domain"]?.span ?? map.node.span,
          fix: "只写主机名，例如 www.szpsq.gov.cn，不带 https:// 和斜杠"))
    }
    if let idCode, idCode.wholeMatch(of: /[0-9]{10}|bm[0-9]{8}/) == nil {
      map.record(
        InputRule.kind.finding(
          "网站标识码“\(idCode)”不合规格", at: map.node["id-code"]?.span ?? map.node.span,
          fix: "应是 10 位数字，或 bm 加 8 位数字；加引号以免丢掉开头的 0"))
    }
    findings += map.finish()
    guard let name, let domain, let idCode else { return (nil, findings) }
    var info = SiteInfo(
      name: name, domain: domain, idCode: idCode, notice: notice, organiser: organiser, contact: contact, icp: icp,
      police: police, links: links, jurisdiction: jurisdiction)
    info.allowsHTML = allowsHTML
    return (info, findings)
  }

  package static func department(_ file: SourceFile, slug: String) -> (Department?, [Finding]) {
    var (node, findings) = open(file)
    guard let node else { return (nil, findings) }
    var map = MappingReader(node, "department.yaml")
    let name = map.requiredText("name")
    var aliases = map.texts("aliases") + map.texts("former-names")
    let formerly = FormerAddress.read(&map, slug: slug)
    for former in formerly.compactMap(\.name) where !aliases.contains(former) { aliases.append(former) }
    let level = map.text("level")
    let type = map.text("type")
    let parent = map.text("parent")
    let region = map.text("region")
    let contact = map.text("contact")
    let units = map.list("units").compactMap { item in item.text.map { Located($0, at: item.span) } }
    findings += map.finish()
    guard let name else { return (nil, findings) }
    return (
      Department(
        slug: slug, name: name, aliases: aliases, level: level, type: type, parent: parent, region: region,
        contact: contact, formerly: formerly, units: units, span: map.node["name"]?.span ?? map.node.span), findings
    )
  }

  package static func glossary(_ file: SourceFile) -> ([Term], [Finding]) {
    var (node, findings) = open(file)
    guard let node else { return ([], findings) }
    var map = MappingReader(node, "glossary.yaml")
    var terms: [Term] = []
    var seen: [String: SourceSpan] = [:]
    for node in map.list("terms") {
      var entry = MappingReader(node, "名词")
      let name = entry.requiredText("term")
      let group = entry.text("group") ?? "其他"
      let definition = entry.requiredText("definition")
      let aliases = entry.texts("aliases")
      let jurisdictions = entry.texts("jurisdictions")
      let bounds = entry.list("years").compactMap { $0.text.flatMap { Int($0) } }
      map.record(entry.finish())
      guard let name, let definition else { continue }
      if let first = seen[name] {
        map.record(
          InputRule.duplicateKey.finding(
            "名词“\(name)”写了两次", at: node["term"]?.span ?? node.span, related: [.init(first, "第一次")], fix: "只留一个"))
        continue
      }
      seen[name] = node["term"]?.span ?? node.span
      let years = bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]...bounds[1] : nil
      terms.append(
        Term(
          name: name, group: group, definition: definition, aliases: aliases, years: years,
          jurisdictions: jurisdictions, span: node.span))
    }
    findings += map.finish()
    return (terms, findings)
  }

  /// The content of a file; nil with the one finding that says why there is none.
  private static func open(_ file: SourceFile) -> (Node?, [Finding]) {
    let (node, findings) = DocumentReader.read(file)
    if node == nil, findings.isEmpty { return (nil, [InputRule.missing.finding("文件是空的", at: .start(of: file.path))]) }
    return (node, findings)
  }
}
