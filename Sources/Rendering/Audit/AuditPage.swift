package import Diagnostics

/// The audit page (核对报告): everything a check found, left open or let stand, in one file that needs nothing else. It is
/// written disclosure by disclosure, so that a city's report needs no city in memory.
package struct AuditPage: Sendable {
  /// One disclosure's part.
  package struct Part {
    package let id: String
    package let title: String
    package let formSet: String
    package let findings: [Finding]
    package let ledger: Ledger
    package let sources: [String: SourceFile]
    package let rules: [RuleDescription]
    /// The narrative files, for the figures in them.
    package let texts: [String: SourceFile]

    package init(
      id: String, title: String, formSet: String, findings: [Finding], ledger: Ledger, sources: [String: SourceFile],
      rules: [RuleDescription], texts: [String: SourceFile] = [:]
    ) {
      self.texts = texts
      self.id = id
      self.title = title
      self.formSet = formSet
      self.findings = findings
      self.ledger = ledger
      self.sources = sources
      self.rules = rules
    }
  }

  /// How many findings of one rule are written out in full; the rest are one line each, and counted.
  static let mostInFull = 100

  private var body = HTMLText()
  private var contents: [(id: String, title: String, counts: String, isHeldBack: Bool)] = []

  package init() {}

  /// Adds a disclosure.
  package mutating func add(_ part: Part) {
    let standing = part.findings.standing
    let errors = standing.count { $0.level == .error }, warnings = standing.count { $0.level == .warning }
    contents.append((part.id, part.title, "错误 \(errors)，警告 \(warnings)；\(part.ledger.summary)", errors > 0))
    let anchor = AuditParts.anchor(part.id)
    body.element("section", ("id", anchor), ("class", "disclosure")) { html in
      html.element("h2", text: part.title)
      html.element("p", ("class", "muted"), text: "\(part.id)　表样 \(part.formSet)")
      html.element("p", text: "\(part.ledger.summary)。" + (part.ledger.tally.requirementSummary.map { "\($0)。" } ?? ""))
      AuditParts.findings(&html, standing.filter { $0.level > .note }, part, anchor: anchor)
      AuditParts.exceptions(&html, part)
      AuditParts.open(&html, part.ledger)
      AuditNarrative.write(&html, part)
      AuditParts.notes(&html, standing.filter { $0.level == .note }, part)
      AuditParts.ledger(&html, part)
    }
    body.newline()
  }

  /// Adds a disclosure that could not be read: all there is to say of it is why.
  package mutating func add(unread id: String, _ findings: [Finding], sources: [String: SourceFile]) {
    let errors = findings.count { $0.level == .error }, warnings = findings.count { $0.level == .warning }
    contents.append((id, id, "没有读出来：错误 \(errors)，警告 \(warnings)", true))
    let anchor = AuditParts.anchor(id)
    let part = Part(id: id, title: "", formSet: "", findings: findings, ledger: Ledger(), sources: sources, rules: [])
    body.element("section", ("id", anchor), ("class", "disclosure")) { html in
      html.element("h2", text: "\(id)（没有读出来）")
      AuditParts.findings(&html, findings, part, anchor: anchor)
    }
    body.newline()
  }

  /// The finished page.
  ///
  /// - Parameters:
  ///   - site: findings that belong to no disclosure, or only show between departments.
  ///   - summary: what the run came to, line by line.
  ///   - heldBack: the ids of what cannot be published, for whatever reason.
  package func html(
    siteName: String, site: [Finding], sources: [String: SourceFile], summary: [String], heldBack: Set<String> = [],
    today: String
  ) -> String {
    var html = HTMLText()
    html.open("html", ("lang", "zh-CN"))
    html.newline()
    html.element("head") { html in
      html.append(
        .markup("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"))
      html.element("title", text: "核对报告·\(siteName)")
      html.append(.markup("<style>\n\(AuditStyle.css)</style>"))
    }
    html.element("body") { html in
      html.element("header") { html in
        html.element("h1", text: "核对报告")
        html.element("p", text: "\(siteName)　按 \(today) 核对")
      }
      html.element("main") { html in
        html.element("ul", ("class", "summary")) { html in
          for line in summary { html.element("li", text: line) }
        }
        if contents.count > 1 { writeContents(&html, heldBack) }
        if !site.isEmpty {
          html.element("section", ("id", "site")) { html in
            html.element("h2", text: "站点、部门文件夹、表样与模板")
            let part = Part(
              id: "site", title: "", formSet: "", findings: site, ledger: Ledger(), sources: sources, rules: [])
            AuditParts.findings(&html, site, part, anchor: "site")
          }
        }
        html.append(body)
      }
      html.element("footer") { $0.element("p", text: "由明账生成。尾差是四舍五入能解释的差，不改动任何数；未检不等于通过。") }
    }
    html.close("html")
    return "<!DOCTYPE html>\n" + html.markup + "\n"
  }

  /// What cannot be published comes first: of eighty departments nobody looks for three.
  private func writeContents(_ html: inout HTMLText, _ heldBack: Set<String>) {
    let isHeld = contents.map { $0.isHeldBack || heldBack.contains($0.id) }
    let places = contents.indices.filter { isHeld[$0] } + contents.indices.filter { !isHeld[$0] }
    html.element("nav", ("aria-label", "公开件")) { html in
      html.element("ol", ("class", "contents")) { html in
        for place in places {
          let item = contents[place]
          html.element("li", ("class", isHeld[place] ? "held" : nil)) { html in
            html.element("a", ("href", "#\(AuditParts.anchor(item.id))"), text: item.title)
            html.text("　")
            if isHeld[place] { html.element("strong", text: "扣下。") }
            html.text(item.counts)
          }
        }
      }
    }
  }
}
