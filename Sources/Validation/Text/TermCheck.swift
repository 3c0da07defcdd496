internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// The glossary terms a disclosure selects exist and are valid for its year and place; those it uses are selected.
enum TermCheck {
  static func run(_ disclosure: Disclosure, terms: [Term], passages: [Passage]) -> [Finding] {
    selection(disclosure, terms) + unexplained(disclosure, terms, passages)
  }

  /// Terms of the shared glossary that the text or the tables use and the disclosure does not explain: one finding.
  private static func unexplained(_ disclosure: Disclosure, _ terms: [Term], _ passages: [Passage]) -> [Finding] {
    guard !disclosure.terms.isEmpty else { return [] }
    let selected = Set(disclosure.terms.map(\.value))
    // A misspelt one is told of already, and is most likely what is missing.
    guard selected.isSubset(of: terms.map(\.name)) else { return [] }
    // 财政拨款 inside 财政拨款收入 is explained with it.
    let covered = terms.filter { selected.contains($0.name) }.flatMap { [$0.name] + $0.aliases }
    var missing: [(term: Term, place: SourceSpan)] = []
    let tables = tableNames(disclosure)
    for term in terms where !selected.contains(term.name) && isValid(term, disclosure) {
      if covered.contains(where: { $0.contains(term.name) || term.name.contains($0) }) { continue }
      let names = ([term.name] + term.aliases).filter { $0.utf8.count >= 9 }.map { Array($0.utf8) }
      let found = passages.lazy.compactMap { passage in
        names.lazy.compactMap { passage.find($0, in: passage.prefix..<passage.bytes.count) }.first.map {
          passage.span($0)
        }
      }.first
      if let place = found ?? tables[term.name] { missing.append((term, place)) }
    }
    guard let first = missing.first else { return [] }
    let words =
      missing.prefix(6).map { "“\($0.term.name)”" }.joined(separator: "、")
      + (missing.count > 6 ? "等 \(missing.count) 个" : "")
    return [
      Finding(
        rule: "NAR-21", name: "名词解释", level: .warning, message: "正文或表里用到、名词解释里没有选的名词：\(words)", at: first.place,
        related: missing.dropFirst().prefix(5).map { .init($0.place, $0.term.name) },
        fix: "在 disclosure.yaml 的 glossary 里选上")
    ]
  }

  /// The heads and lines of the tables that hold figures.
  private static func tableNames(_ disclosure: Disclosure) -> [String: SourceSpan] {
    var names: [String: SourceSpan] = [:]
    for table in disclosure.tables.lazy.compactMap({ $0 }) where table.form.isStatutory && !table.isAllZero {
      for block in table.blocks {
        for column in block.form.columns { names[column.name] = .start(of: table.path) }
        for row in block.rows where row.cells.contains(where: { !$0.figure(decimals: table.decimals).value.isZero }) {
          names[row.name] = row.span
        }
      }
    }
    return names
  }

  private static func isValid(_ term: Term, _ disclosure: Disclosure) -> Bool {
    (term.years?.contains(disclosure.year) ?? true) && isLocal(term, disclosure)
  }

  private static func isLocal(_ term: Term, _ disclosure: Disclosure) -> Bool {
    let place = disclosure.set.id.split(separator: "/").first.map { String($0) } ?? ""
    return term.jurisdictions.isEmpty || term.jurisdictions.contains(place)
  }

  /// `[财政拨款收入、其他收入]` is one item: lists are separated by half-width commas.
  private static func joined(_ selected: Located<String>, _ terms: [Term]) -> Finding? {
    guard let mark = selected.value.first(where: { "、，；".contains($0) }) else { return nil }
    let parts = selected.value.split { "、，；".contains($0) }.map { $0.filter { !$0.isWhitespace } }
    let names = Set(terms.flatMap { [$0.name] + $0.aliases })
    guard parts.count > 1, parts.contains(where: names.contains) else { return nil }
    return Finding(
      rule: "NAR-21", name: "名词解释", level: .error,
      message: "“\(mark)”不分项，\(parts.count) 个名词连成了一个“\(selected.value)”", at: selected.span,
      fix: "用半角逗号分开：\(parts.joined(separator: ", "))")
  }

  private static func selection(_ disclosure: Disclosure, _ terms: [Term]) -> [Finding] {
    if terms.isEmpty, let first = disclosure.terms.first {
      return [
        Finding(
          rule: "NAR-21", name: "名词解释", level: .error,
          message: "没有 content/glossary.yaml，选用的 \(disclosure.terms.count) 个名词都没有解释",
          at: first.span, fix: "加上 content/glossary.yaml，写上这些名词的解释")
      ]
    }
    let known = Dictionary(terms.map { ($0.name, $0) }) { first, _ in first }
    return disclosure.terms.compactMap { selected in
      guard let term = known[selected.value] else {
        if let joined = joined(selected, terms) { return joined }
        let near = NearMiss.best(for: selected.value, among: terms.flatMap { [$0.name] + $0.aliases })
        return Finding(
          rule: "NAR-21", name: "名词解释", level: .error,
          message: "glossary.yaml 里没有“\(selected.value)”" + (near.map { "，是否为“\($0)”？" } ?? ""), at: selected.span,
          fix: near.map { "改成 \($0)" } ?? "先在 content/glossary.yaml 里写上它的解释")
      }
      if let years = term.years, !years.contains(disclosure.year) {
        return Finding(
          rule: "NAR-21", name: "名词解释", level: .error,
          message: "“\(term.name)”只用于 \(years.lowerBound)—\(years.upperBound) 年度", at: selected.span,
          related: [.init(term.span, "名词的适用年度")], fix: "换成当年的名词")
      }
      if !isLocal(term, disclosure) {
        return Finding(
          rule: "NAR-21", name: "名词解释", level: .error,
          message: "“\(term.name)”只用于 \(term.jurisdictions.joined(separator: "、"))，这份公开件的表样是 \(disclosure.set.id)",
          at: selected.span, related: [.init(term.span, "名词的适用地区")], fix: "换成当地的名词")
      }
      return nil
    }
  }
}
