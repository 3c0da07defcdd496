internal import Diagnostics
internal import Disclosures
internal import Extraction
internal import Forms

/// The ledger's record of privacy and secrecy: what was searched, and what could not be.
extension RequirementLedger {
  var privacy: [Ledger.Entry] {
    var entries: [Ledger.Entry] = []
    for rule in ["PRI-1", "PRI-2", "PRI-3"] {
      let attached = Set(disclosure.attachments.map(\.path))
      entries.append(entry(rule, "数据和正文", has(rule, outside: attached) ? .broken : .exact))
      for attachment in disclosure.attachments {
        let isBroken = has(rule, in: attachment.path)
        let reason = attachment.content.map { $0.unread.map { PersonalMask.apply(to: $0) } } ?? "没有读出内容"
        let verdict: Verdict = isBroken ? .broken : reason == nil ? .exact : .open
        entries.append(entry(rule, "附件“\(PersonalMask.apply(to: attachment.name))”", verdict, reason))
      }
    }
    return entries
  }

  var secrecy: [Ledger.Entry] {
    SecrecyCheck.tables(disclosure).map { table in
      let verdict: Verdict = !table.isWhole ? .open : has("STR-05", in: table.path) ? .broken : .exact
      return entry("STR-05", table.form.short, verdict, "有几行没有读出来")
    }
      + disclosure.secrecy.map { decision in
        entry("SEC-01", decision.codes.map(\.value).joined(separator: "、"), has("SEC-01") ? .broken : .exact)
      }
  }
}
