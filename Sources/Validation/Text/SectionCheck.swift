internal import Diagnostics
internal import Disclosures
internal import Forms

/// STR-03: the required sections are there, have something in them, and come in the required order.
enum SectionCheck {
  static func run(_ disclosure: Disclosure) -> [Finding] {
    let required = disclosure.set.leafSections.filter { $0.content == .prose }
    var findings: [Finding] = []
    var meant: Set<String> = []
    var seen: [String: NarrativeSection] = [:]
    for section in disclosure.sections {
      guard let form = section.form else {
        let taken = Set(disclosure.sections.compactMap { $0.form?.id })
        let free = required.filter { !taken.contains($0.id) }
        let near = NearMiss.best(for: section.title, among: free.flatMap { [$0.title] + $0.accepts })
        let official = near.flatMap { name in required.first { $0.answers(to: name) } }
        if let official { meant.insert(official.id) }
        findings.append(
          finding(
            "章节名称", "“\(section.title)”不是要求的章节" + (official.map { "，最接近的是“\($0.title)”" } ?? ""), at: section.span,
            fix: official.map { "改成 section: \($0.title)" } ?? "要求的章节：" + required.map(\.title).joined(separator: "、")))
        continue
      }
      if let first = seen[form.id] {
        findings.append(
          Finding(
            rule: "STR-03", name: "章节重复", level: .error, message: "“\(form.title)”有两个文件", at: section.span,
            related: [.init(first.span, "第一个")], fix: "合并成一个文件"))
        continue
      }
      seen[form.id] = section
      if section.isEmpty {
        findings.append(finding("章节为空", "“\(form.title)”这一节没有内容", at: section.span, fix: "没有发生的事项也要写明“无”"))
      }
    }
    for form in required
    where disclosure.isNarrativeWhole && form.isRequired && seen[form.id] == nil && !meant.contains(form.id) {
      findings.append(
        finding(
          "章节缺失", "缺少“\(form.title)”这一节", at: disclosure.span, label: "这套表样要求有",
          fix: "在 narrative/ 里加一个文件，文件头写 section: \(form.title)"))
    }
    findings += orderFindings(disclosure, required)
    if disclosure.set.leafSections.contains(where: { $0.content == .glossary && $0.isRequired }),
      disclosure.terms.isEmpty, !disclosure.unreadKeys.contains("glossary")
    {
      findings.append(
        finding("章节为空", "“名词解释”没有内容", at: disclosure.span, fix: "在 disclosure.yaml 的 glossary 里列出选用的名词"))
    }
    return findings
  }

  /// Files come in the order of their names; each that stands before one it should follow is reported once.
  private static func orderFindings(_ disclosure: Disclosure, _ required: [SectionForm]) -> [Finding] {
    let places = disclosure.sections.compactMap { section in
      section.form.flatMap { form in required.firstIndex { $0.id == form.id } }.map { (section, $0) }
    }
    var findings: [Finding] = []
    var highest: (section: NarrativeSection, place: Int)?
    for (section, place) in places {
      if let before = highest, place < before.place {
        findings.append(
          Finding(
            rule: "STR-03", name: "章节顺序", level: .error,
            message: "“\(section.title)”排在“\(before.section.title)”后面，应在它前面", at: section.span,
            related: [.init(before.section.span, "排在前面的")], fix: "改文件名前面的数字，让文件按要求的顺序排列"))
      } else {
        highest = (section, place)
      }
    }
    return findings
  }

  private static func finding(
    _ name: String, _ message: String, at span: SourceSpan, label: String = "", fix: String
  ) -> Finding {
    Finding(rule: "STR-03", name: name, level: .error, message: message, at: span, label: label, fix: fix)
  }
}
