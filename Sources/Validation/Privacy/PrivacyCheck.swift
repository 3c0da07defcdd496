package import Diagnostics
internal import Disclosures
internal import Extraction

/// PRI-1, PRI-2, PRI-3: no personal data in anything that is published: data, text, attachments and what these say about
/// themselves.
///
/// What was found is never repeated, neither in messages nor, since the findings are confidential, by reports that show
/// source lines.
package enum PrivacyCheck {
  /// The most places one finding names.
  static let mostPlaces = 20

  /// A match with its place in the file that holds it.
  typealias Hit = (match: PersonalMatch, span: SourceSpan, isComment: Bool)

  static func run(_ disclosure: Disclosure) -> [Finding] {
    let latest = disclosure.year + 1
    var findings: [Finding] = []
    let found = disclosure.files.map { hits(in: $0, latest: latest) }
    if found.contains(where: { !$0.isEmpty }) {
      let figures = FigurePlaces(disclosure)
      for hits in found { findings += Self.findings(hits.filter { !figures.contains($0.span) }) }
    }
    for section in disclosure.sections { findings += Self.findings(hits(in: section, latest: latest)) }
    for attachment in disclosure.attachments { findings += self.findings(in: attachment, latest: latest) }
    return findings
  }

  /// Files that belong to no disclosure: `site.yaml`, `glossary.yaml`, `department.yaml`. An office's telephone is what
  /// they are for.
  package static func run(_ file: SourceFile) -> [Finding] {
    findings(hits(in: file, latest: 2100).filter { $0.match.kind != .landline })
  }

  // MARK: Attachments

  private static func findings(in attachment: Attachment, latest: Int) -> [Finding] {
    let span = SourceSpan.start(of: attachment.path)
    var passages = [AttachmentContent.Passage(place: "文件名", text: attachment.name)]
    passages += attachment.content?.texts ?? []
    for property in attachment.content?.metadata ?? [] {
      passages.append(.init(place: "文件属性“\(property.key)”", text: property.value))
    }
    var findings: [Finding] = []
    for passage in passages {
      let hits = PersonalData.matches(in: passage.text, latest: latest).map { Hit($0, span, false) }
      findings += Self.findings(hits, in: "附件的\(PersonalMask.apply(to: passage.place))")
    }
    for property in attachment.content?.metadata ?? [] where property.kind == .person {
      guard PersonName.isName(property.value) else { continue }
      findings.append(
        confidential(
          "PRI-2", .warning, "附件的文件属性“\(property.key)”像是个人姓名：\(PersonName.masked(property.value))", at: [span],
          fix: "在办公软件里“检查文档”，删去文件属性和个人信息，再导出"))
    }
    if let unread = attachment.content?.unread {
      findings.append(
        Finding(
          builtIn: "PRI-1", level: .note,
          message: "附件没有全部查到：\(PersonalMask.apply(to: unread))", at: span, fix: "人工看一遍，确认没有个人信息；能换成有文字的 PDF 更好"))
    }
    return findings
  }

  // MARK: Findings

  /// One finding for each kind in each place: a list of a hundred people is one mistake.
  private static func findings(_ hits: [Hit], in place: String? = nil) -> [Finding] {
    struct Key: Hashable {
      let kind: PersonalMatch.Kind
      let isDoubtful: Bool
      let isComment: Bool
    }
    let groups = Dictionary(grouping: hits) { hit in
      Key(kind: hit.match.kind, isDoubtful: hit.match.isDoubtful, isComment: hit.isComment)
    }
    return groups.map { key, hits in
      let shown = hits.map(\.match.masked)
      let first = shown.prefix(3).joined(separator: "、")
      var message = place.map { "\($0)里有" } ?? (key.isComment ? "注释里有" : "有")
      if key.isDoubtful || key.kind == .oldResidentID { message += "像是" }
      message += shown.count == 1 ? "\(key.kind.word) \(first)" : " \(shown.count) 处\(key.kind.word)：\(first)"
      if shown.count > 3 { message += " 等" }
      // A comment is on no page, but the file it is in is kept and passed on.
      let level = key.isComment ? min(hits[0].match.level, .warning) : hits[0].match.level
      let spans = place == nil ? Array(hits.map(\.span).prefix(mostPlaces)) : [hits[0].span]
      return confidential(key.kind.rule, level, message, at: spans, fix: key.kind.fix)
    }.inReadingOrder()
  }

  private static func confidential(
    _ rule: String, _ level: Finding.Level, _ message: String, at spans: [SourceSpan], fix: String
  ) -> Finding {
    var finding = Finding(
      builtIn: rule, level: level, message: message, at: spans.first,
      related: spans.dropFirst().map { .init($0) }, fix: fix)
    finding.isConfidential = true
    return finding
  }
}

extension Finding {
  /// Whether it says that somebody has to look at an attachment, because no program could read it.
  package var asksToLook: Bool { rule == "PRI-1" && level == .note && suppression == nil }
}
