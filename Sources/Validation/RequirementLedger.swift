internal import Diagnostics
internal import Disclosures
internal import Markdown
internal import Forms

/// The ledger's record of what is not figures: every section, statement, table, date and name that was looked at.
///
/// It is drawn up from what the checks looked at and what they found, so that a check which could not run is open and
/// never a pass.
struct RequirementLedger {
  let disclosure: Disclosure
  let findings: [Finding]
  private let paths: [String: Set<String>]
  /// The files of the narrative with a `{{…}}` whose data could not be read.
  private let unread: Set<String>

  init(_ disclosure: Disclosure, findings: [Finding], unread: Set<String>) {
    self.disclosure = disclosure
    self.unread = unread
    self.findings = findings
    var paths: [String: Set<String>] = [:]
    for finding in findings where finding.level > .note {
      paths[finding.rule, default: []].insert(finding.primary?.path ?? "")
    }
    self.paths = paths
  }

  var entries: [Ledger.Entry] {
    dates + tables + lastYear + sections + statements + narrative + privacy + secrecy
  }

  private var dates: [Ledger.Entry] {
    var entries: [Ledger.Entry] = []
    if let deadline = disclosure.set.deadline {
      if disclosure.approved == nil {
        entries.append(entry("STR-01", "批复日期、公开日期", .open, isUnread("approved") ? "批复日期没有读出来" : "没有写批复日期"))
      } else if isUnread("published") {
        entries.append(entry("STR-01", "批复后 \(deadline.days) 天内公开", .open, "公开日期没有读出来"))
      } else {
        entries.append(entry("STR-01", "批复后 \(deadline.days) 天内公开", has("STR-01") ? .broken : .exact))
      }
    }
    entries.append(
      isUnread("published")
        ? entry("STR-02", "公开日期", .open, "公开日期没有读出来") : entry("STR-02", "公开日期", has("STR-02") ? .broken : .exact))
    return entries
  }

  private func isUnread(_ key: String) -> Bool { disclosure.unreadKeys.contains(key) }

  private var tables: [Ledger.Entry] {
    var entries: [Ledger.Entry] = []
    for (form, table) in zip(disclosure.set.tables, disclosure.tables) where form.isStatutory || table != nil {
      guard let table else {
        if !form.isOptional { entries.append(entry("STR-04", form.short, .broken)) }
        continue
      }
      entries.append(entry("STR-04", form.short, .exact))
      guard form.layout == .list else { continue }
      let isWhole = table.isWhole
      entries.append(
        entry("TC-5", form.short, isWhole ? (has("TC-5", in: table.path) ? .broken : .exact) : .open, "有几行没有读出来"))
      guard let list = form.codeList.flatMap({ disclosure.set.codeLists[$0] }) else { continue }
      let codes = table.blocks.flatMap(\.rows).compactMap(\.code)
      let unknown = list.isComplete ? 0 : codes.count { list.names[$0] == nil }
      if codes.count > unknown || unknown == 0 {
        entries.append(entry("TC-4", form.short, has("TC-4", in: table.path) ? .broken : .exact))
      }
      if unknown > 0 {
        entries.append(entry("TC-4", "\(form.short)的 \(unknown) 个编码", .open, "科目表没有收全，有的编码不在表里"))
      }
    }
    return entries
  }

  private var lastYear: [Ledger.Entry] {
    guard disclosure.relatives["上年"] != nil else { return [] }
    return [entry("Y-09", "与上年公开件的表、申报的数相比", has("Y-09") ? .broken : .exact)]
  }

  private var sections: [Ledger.Entry] {
    let required = disclosure.set.leafSections.filter { $0.isRequired && $0.content == .prose }
    return required.map { form in
      guard let section = disclosure.section(form.id) else {
        return entry("STR-03", form.title, disclosure.isNarrativeWhole ? .broken : .open, "有的正文没有读出来")
      }
      return entry("STR-03", form.title, section.isEmpty || has("STR-03", in: section.path) ? .broken : .exact)
    }
  }

  private var statements: [Ledger.Entry] {
    disclosure.set.statements.map { statement in
      switch statement.subject {
      case .section(let name):
        let path = disclosure.set.leafSections.first { $0.answers(to: name) }.flatMap {
          disclosure.section($0.id)?.path
        }
        guard path != nil else { return entry(statement.id, statement.name, .open, "没有这一节", name: statement.name) }
        return entry(
          statement.id, statement.name, has(statement.id) ? .broken : .exact, name: statement.name)
      case .table(let name):
        guard let form = disclosure.set.table(named: name), let table = disclosure.table(form.id), table.isWhole else {
          return entry("STR-07", statement.name, .open, "没有\(name)的数据", name: statement.name)
        }
        let rule = table.isAllZero ? "STR-07" : "STR-08"
        if table.isAllZero, disclosure.lacksSection(about: form) {
          return entry(rule, statement.name, .open, "没有这一节", name: statement.name)
        }
        let isBroken = findings.contains { $0.rule == rule && $0.name == statement.name }
        return entry(rule, statement.name, isBroken ? .broken : .exact, name: statement.name)
      }
    }
  }

  private var narrative: [Ledger.Entry] {
    var entries: [Ledger.Entry] = []
    for section in disclosure.sections {
      if !section.document.directives.isEmpty {
        entries.append(
          entry(
            "PRO-01", "\(section.title)：\(section.document.directives.count) 处引用",
            unread.contains(section.path) ? .open : has("PRO-01", in: section.path) ? .broken : .exact, "要用的数没有读出来"))
      }
      entries.append(entry("LNK-01", section.title, has("LNK-01", in: section.path) ? .broken : .exact))
    }
    if disclosure.reasons.byTable.values.contains(where: { !$0.isEmpty }) {
      entries.append(entry("PRO-03", "reasons.yaml", has("PRO-03") ? .broken : .exact))
    }
    if !disclosure.set.isAfterYear {
      entries.append(entry("BUD-8", "与上年预算的比较", has("BUD-8") ? .broken : .exact))
    }
    if !disclosure.terms.isEmpty {
      entries.append(entry("NAR-21", "\(disclosure.terms.count) 个名词", has("NAR-21") ? .broken : .exact))
    }
    return entries
  }

  func has(_ rule: String, outside paths: Set<String>) -> Bool {
    self.paths[rule].map { !$0.subtracting(paths).isEmpty } ?? false
  }

  func has(_ rule: String, in path: String? = nil) -> Bool {
    guard let found = paths[rule] else { return false }
    return path.map { found.contains($0) } ?? true
  }

  func entry(
    _ rule: String, _ what: String, _ verdict: Verdict, _ reason: String? = nil, name: String? = nil
  ) -> Ledger.Entry {
    Ledger.Entry(
      .requirement, rule: rule, name: name ?? BuiltInRules.rule(rule)?.name ?? rule, cell: what, verdict: verdict,
      formula: BuiltInRules.rule(rule)?.help ?? "", reason: verdict == .open ? reason : nil)
  }
}
