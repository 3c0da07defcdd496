internal import Diagnostics

/// The parts of a disclosure in the audit page.
enum AuditParts {
  static func anchor(_ id: String) -> String { "d-" + id.replacing("/", with: "-") }

  /// Findings by rule, the gravest first; each rule folds, and shows how many.
  static func findings(_ html: inout HTMLText, _ findings: [Finding], _ part: AuditPage.Part, anchor: String) {
    guard !findings.isEmpty else {
      html.element("p", ("class", "good"), text: "没有错误和警告。")
      return
    }
    let groups = Dictionary(grouping: findings) { $0.rule }.values.sorted { a, b in
      let (x, y) = (a[0], b[0])
      return x.level != y.level ? x.level > y.level : x.rule < y.rule
    }
    for group in groups {
      let first = group[0]
      html.element(
        "details", ("class", "rule \(first.level.rawValue)"), ("id", "\(anchor)-\(first.rule)"),
        ("open", groups.count <= 20 && group.count <= 20 ? "" : nil)
      ) { html in
        html.element("summary") { html in
          html.element("span", ("class", "level"), text: first.level.word)
          html.text(" \(first.rule) \(first.name)")
          html.element("span", ("class", "count"), text: "\(group.count) 处")
        }
        if let basis = first.basis { html.element("p", ("class", "muted"), text: "依据：\(basis)") }
        for finding in group.prefix(AuditPage.mostInFull) { write(&html, finding, part) }
        if group.count > AuditPage.mostInFull { rest(&html, group.dropFirst(AuditPage.mostInFull), part) }
      }
      html.newline()
    }
  }

  private static func rest(_ html: inout HTMLText, _ findings: ArraySlice<Finding>, _ part: AuditPage.Part) {
    html.element("details") { html in
      html.element("summary", text: "另有 \(findings.count) 处，只列位置")
      html.element("ul", ("class", "places")) { html in
        for finding in findings {
          html.element("li", text: "\(finding.message)（\(place(finding.primary, part))）")
        }
      }
    }
  }

  private static func write(_ html: inout HTMLText, _ finding: Finding, _ part: AuditPage.Part) {
    html.element("article", ("class", "finding")) { html in
      html.element("h3", text: finding.message)
      html.element("p", ("class", "place")) { $0.element("code", text: place(finding.primary, part)) }
      if finding.isConfidential {
        html.element("p", ("class", "muted"), text: "这一行含不宜显示的内容，没有列出。")
      } else {
        excerpt(&html, finding, part)
      }
      html.element("dl") { html in
        item(&html, "公式", finding.formula)
        if let arithmetic = finding.arithmetic {
          let range =
            arithmetic.lowest == arithmetic.highest
            ? arithmetic.lowest : "\(arithmetic.lowest) 至 \(arithmetic.highest)"
          item(&html, "填报与应是", "\(arithmetic.actual)；应是 \(range)；实差 \(arithmetic.gap)，舍入最多解释 \(arithmetic.allowed)")
        }
        for text in finding.notes { item(&html, "说明", text) }
        for text in finding.evidence { item(&html, "旁证", text) }
        for text in finding.hypotheses { item(&html, "疑为", text) }
        if !finding.folded.isEmpty {
          item(&html, "连带", finding.folded.map { "\($0.rule) \($0.cell)" }.joined(separator: "；") + "（已归并）")
        }
        item(&html, "修改", finding.fix)
      }
    }
  }

  private static func item(_ html: inout HTMLText, _ name: String, _ text: String?) {
    guard let text else { return }
    html.element("div") { html in
      html.element("dt", text: name)
      html.element("dd", text: text)
    }
  }

  /// The source lines with the cell to change and its addends marked: by element, border and words, not by colour alone.
  private static func excerpt(_ html: inout HTMLText, _ finding: Finding, _ part: AuditPage.Part) {
    var byLine: [(path: String, line: Int, marks: [(span: SourceSpan, label: String, isPrimary: Bool)])] = []
    for (index, labeled) in finding.spans.prefix(12).enumerated() {
      guard let file = part.sources[labeled.span.path] else { continue }
      let line = file.position(at: labeled.span.lower).line
      let mark = (labeled.span, labeled.label, index == 0)
      if let known = byLine.firstIndex(where: { $0.path == labeled.span.path && $0.line == line }) {
        byLine[known].marks.append(mark)
      } else {
        byLine.append((labeled.span.path, line, [mark]))
      }
    }
    guard !byLine.isEmpty else { return }
    html.element("ol", ("class", "source")) { html in
      for row in byLine {
        guard let file = part.sources[row.path] else { continue }
        html.element("li") { html in
          html.element("span", ("class", "line"), text: String(row.line))
          html.element("code") { marked(&$0, file, row.line, row.marks) }
          for mark in row.marks where !mark.label.isEmpty {
            html.element("span", ("class", mark.isPrimary ? "label primary" : "label"), text: mark.label)
          }
        }
      }
    }
  }

  private static func marked(
    _ html: inout HTMLText, _ file: SourceFile, _ line: Int,
    _ marks: [(span: SourceSpan, label: String, isPrimary: Bool)]
  ) {
    let range = file.contentRange(ofLine: line)
    var at = range.lowerBound
    func slice(_ from: Int, _ to: Int) -> String {
      file.text(in: (from..<max(from, to)).clamped(to: range))
    }
    for mark in marks.sorted(by: { $0.span < $1.span })
    where mark.span.lower >= at && mark.span.lower < range.upperBound {
      html.text(slice(at, mark.span.lower))
      let end = min(mark.span.upper, range.upperBound)
      html.element("mark", ("class", mark.isPrimary ? "primary" : nil), text: slice(mark.span.lower, end))
      at = end
    }
    html.text(slice(at, range.upperBound))
  }

  /// Findings that were let stand: always in sight.
  static func exceptions(_ html: inout HTMLText, _ part: AuditPage.Part) {
    let suppressed = part.findings.filter { $0.suppression != nil }
    guard !suppressed.isEmpty else { return }
    html.element("h3", text: "例外（\(suppressed.count) 条，已说明理由，照常列出）")
    html.element("ul", ("class", "exceptions")) { html in
      for finding in suppressed {
        guard let suppression = finding.suppression else { continue }
        html.element("li") { html in
          html.element("strong", text: "\(finding.level.word) \(finding.rule)")
          let expires = suppression.expires.map { "，\($0) 到期" } ?? ""
          let value = suppression.words.map { "；\($0)" } ?? ""
          html.text(
            " \(finding.message)（\(place(finding.primary, part))）。理由：\(suppression.reason)\(value)；批准：\(suppression.approver)\(expires)。"
          )
        }
      }
    }
  }

  /// What could not be checked, by reason: never a pass.
  static func open(_ html: inout HTMLText, _ ledger: Ledger) {
    let reasons = ledger.tally.openReasons
    guard !reasons.isEmpty else { return }
    html.element("h3", text: "没有核对到的")
    html.element("ul") { html in
      for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) {
        html.element("li", text: "\(reason)：\(count) 项")
      }
    }
  }

  /// Rounding differences and remarks, one line each, folded.
  static func notes(_ html: inout HTMLText, _ notes: [Finding], _ part: AuditPage.Part) {
    guard !notes.isEmpty else { return }
    html.element("details") { html in
      html.element("summary", text: "尾差和提示 \(notes.count) 条")
      html.element("ul", ("class", "places")) { html in
        for note in notes.prefix(500) {
          html.element("li", text: "\(note.rule) \(note.message)（\(place(note.primary, part))）")
        }
        if notes.count > 500 { html.element("li", text: "另有 \(notes.count - 500) 条，没有列出") }
      }
    }
  }

  /// The ledger counted by rule.
  static func ledger(_ html: inout HTMLText, _ part: AuditPage.Part) {
    guard !part.ledger.entries.isEmpty else { return }
    var counts: [String: [Verdict: Int]] = [:]
    var names: [String: String] = [:]
    for entry in part.ledger.entries {
      counts[entry.rule, default: [:]][entry.verdict, default: 0] += 1
      names[entry.rule] = entry.name
    }
    let verdicts: [Verdict] = [.exact, .rounding, .doubtful, .broken, .open, .notApplicable]
    let silent = part.rules.filter { counts[$0.id] == nil }
    html.element("details") { html in
      html.element("summary", text: "按规则的台账（\(counts.count) 条规则，\(part.ledger.entries.count) 项）")
      html.element("div", ("class", "scroll"), ("role", "region"), ("aria-label", "台账"), ("tabindex", "0")) { html in
        html.element("table") { html in
          html.element("thead") { html in
            html.element("tr") { html in
              for head in ["规则", "名称"] + verdicts.map(\.word) { html.element("th", ("scope", "col"), text: head) }
            }
          }
          html.element("tbody") { html in
            for rule in counts.keys.sorted() {
              html.element("tr") { html in
                html.element("th", ("scope", "row"), text: rule)
                html.element("td", text: names[rule] ?? "")
                for verdict in verdicts {
                  html.element("td", ("class", "n"), text: counts[rule]?[verdict].map(String.init) ?? "")
                }
              }
            }
          }
        }
      }
      if !silent.isEmpty {
        html.element(
          "p", ("class", "muted"),
          text: "这份公开件没有用到的规则：" + silent.map { "\($0.id) \($0.name)" }.joined(separator: "、"))
      }
    }
  }

  private static func place(_ span: SourceSpan?, _ part: AuditPage.Part) -> String {
    guard let span else { return "" }
    guard let file = part.sources[span.path] else { return span.path }
    let position = file.position(at: span.lower)
    return "\(span.path):\(position.line):\(position.column)"
  }
}
