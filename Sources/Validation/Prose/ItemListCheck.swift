internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// NAR-04: where a section explains expenditure 项 by 项, every 项 of its table has one entry, by its official name, in the
/// table's order.
enum ItemListCheck {
  private struct Entry {
    let row: Row
    let span: SourceSpan
  }

  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    disclosure.sections.indices.flatMap { index -> [Finding] in
      guard let items = disclosure.sections[index].form?.items,
        let table = disclosure.set.tables.firstIndex(where: { $0.id == items }),
        disclosure.tables[table]?.isWhole ?? false
      else { return [] }
      return check(disclosure, table, passages.filter { $0.section == index })
    }
  }

  private static func check(_ disclosure: Disclosure, _ table: Int, _ passages: [Passage]) -> [Finding] {
    guard let rows = disclosure.tables[table]?.blocks.first?.rows else { return [] }
    let deepest = (disclosure.set.tables[table].levels.count) - 1
    var entries: [Entry] = []
    var findings: [Finding] = []
    var unknown = 0
    // Sentences lead to a 项 by the rows above it: where one of these was left out, that is what has to be mended.
    let keys = Set(rows.map(\.key))
    guard rows.allSatisfy({ row in row.code.flatMap(CodeTree.parent(of:)).map(keys.contains) ?? true }) else {
      return []
    }
    let names = SubjectPath.names(of: [table], disclosure)
    for passage in passages {
      for chain in SubjectPath.marks(in: passage, names: names) {
        guard let last = chain.last, last.level == deepest, chain.count > 1 else { continue }
        let span = passage.span(chain[0].range.lowerBound..<last.range.upperBound)
        if let row = SubjectPath.row(of: chain, in: rows) {
          entries.append(Entry(row: row, span: span))
          if let code = SubjectPath.code(of: chain), let own = row.code, code != own {
            findings.append(
              finding("“\(row.name)”的编码写成 \(code)，表里是 \(own)", at: span, fix: "改正编码，或核对科目名称"))
          }
        } else {
          unknown += 1
          findings.append(Self.unknown(chain, rows, at: span))
        }
      }
    }
    let items = rows.filter { row in row.level == deepest && row.cells.contains { !$0.figure(decimals: 2).value.isZero }
    }
    // One or two mentions are no list.
    guard entries.count + unknown >= 2, (entries.count + unknown) * 2 >= items.count else { return [] }
    return findings + repeated(entries) + missing(items, entries, unknown, disclosure, table)
      + order(entries, rows)
  }

  private static func unknown(_ chain: [SubjectPath.Mark], _ rows: [Row], at span: SourceSpan) -> Finding {
    let name = chain.map(\.name).joined(separator: "—")
    let wrong = chain.first { mark in !rows.contains { $0.level == mark.level && mark.name.hasSuffix($0.name) } }
    let near = wrong.flatMap { wrong in
      NearMiss.best(for: wrong.name, among: rows.filter { $0.level == wrong.level }.map(\.name))
    }
    let message =
      wrong.map { "表里没有“\($0.name)”这个\(["类", "款", "项"][min($0.level, 2)])" } ?? "表里没有“\(name)”这样的类、款、项"
    return finding(
      message + (near.map { "，是否为“\($0)”？" } ?? ""), at: span, fix: near.map { "改成 \($0)" } ?? "写科目的正式名称，与表一致")
  }

  private static func repeated(_ entries: [Entry]) -> [Finding] {
    var seen: [String: Entry] = [:]
    return entries.compactMap { entry in
      guard let first = seen[entry.row.key] else {
        seen[entry.row.key] = entry
        return nil
      }
      var finding = finding("“\(entry.row.name)”（\(entry.row.key)）说明了两次", at: entry.span, fix: "核对科目名称，或删去重复的一条")
      finding.spans.append(.init(first.span, "第一次"))
      return finding
    }
  }

  private static func missing(
    _ items: [Row], _ entries: [Entry], _ unknown: Int, _ disclosure: Disclosure, _ table: Int
  ) -> [Finding] {
    let said = Set(entries.map(\.row.key))
    let gone = items.filter { !said.contains($0.key) }
    // Entries under a wrong name are most likely these.
    guard let last = entries.last, gone.count > unknown else { return [] }
    let names =
      gone.prefix(5).map { "\($0.name)（\($0.key)）" }.joined(separator: "、")
      + (gone.count > 5 ? "等 \(gone.count) 项" : "")
    var finding = finding(
      "\(disclosure.set.tables[table].short)里有、正文没有说明的项：\(names)", at: last.span,
      fix: unknown > 0 ? "先改正名称不对的条目，再补上缺的" : "逐项补上，或用 {{逐项说明(\(disclosure.set.tables[table].short))}} 生成")
    finding.spans += gone.prefix(5).map { .init($0.span, $0.name) }
    return [finding]
  }

  private static func order(_ entries: [Entry], _ rows: [Row]) -> [Finding] {
    let places = entries.compactMap { entry in rows.firstIndex { $0.key == entry.row.key } }
    guard let index = places.indices.dropFirst().first(where: { places[$0] < places[$0 - 1] }) else { return [] }
    var finding = finding(
      "“\(entries[index].row.name)”排在“\(entries[index - 1].row.name)”后面，与表的次序不同", at: entries[index].span,
      fix: "按表的次序排列")
    finding.level = .warning
    return [finding]
  }

  private static func finding(_ message: String, at span: SourceSpan, fix: String) -> Finding {
    Finding(
      builtIn: "NAR-04", level: .error, message: message, at: span, fix: fix
    )
  }
}
