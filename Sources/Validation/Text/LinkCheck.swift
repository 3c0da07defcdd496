internal import Diagnostics
internal import Disclosures
internal import Markdown

/// LNK-01: links of the narrative lead somewhere, and nothing on a page is fetched from another host.
enum LinkCheck {
  static func run(_ disclosure: Disclosure) -> [Finding] {
    let attachments = Set(disclosure.attachments.map(\.name))
    var findings: [Finding] = []
    for section in disclosure.sections {
      section.document.walk { node in
        guard case .inline(let inline) = node else { return }
        switch inline.kind {
        case .link(let destination, _, _):
          guard !isOutside(destination), !destination.hasPrefix("#") else { return }
          if let finding = missing(destination, attachments, at: inline.span) { findings.append(finding) }
        case .image(let source, _, _):
          if isOutside(source) {
            findings.append(
              Finding(
                rule: "LNK-01", name: "正文里的链接", level: .error, message: "图片“\(source)”在别的网站上，读者打开页面时会去取它",
                at: inline.span, fix: "把图片放进 attachments/，写成 attachments/文件名"))
          } else if let finding = missing(source, attachments, at: inline.span) {
            findings.append(finding)
          }
        default: return
        }
      }
    }
    return findings
  }

  private static func isOutside(_ destination: String) -> Bool {
    destination.hasPrefix("//") || destination.contains("://") || destination.hasPrefix("mailto:")
  }

  private static func missing(_ destination: String, _ attachments: Set<String>, at span: SourceSpan) -> Finding? {
    let known = attachments.map { "attachments/\($0)" }.sorted()
    guard !known.contains(destination) else { return nil }
    let near = NearMiss.best(for: destination, among: known)
    return Finding(
      rule: "LNK-01", name: "正文里的链接", level: .error,
      message: "“\(destination)”不在附件里" + (near.map { "，是否为“\($0)”？" } ?? ""), at: span,
      fix: near.map { "改成 \($0)" } ?? "把文件放进 attachments/，写成 attachments/文件名；别的网站写全网址")
  }
}
