internal import Diagnostics

/// Checks the names in every rule, statement and key figure against the tables of the set, before any data is judged.
struct RuleChecker {
  private let set: FormSet
  private let removed: RemovedNames

  init(_ set: FormSet, removed: RemovedNames) {
    self.set = set
    self.removed = removed
  }

  func check() -> [Finding] {
    let sense = RuleSenseChecker(set, removed: removed)
    var findings: [Finding] = []
    for rule in set.rules {
      for item in rule.cases {
        var context: TableResolution?
        if let scope = item.scope {
          findings += check(scope, context: nil, what: rule.id, resolved: &context)
          // Without the table that bare names are columns of, every one of them would be wrong as well.
          guard context != nil else { continue }
        }
        for reference in item.references {
          var found: TableResolution?
          findings += check(reference, context: context, what: rule.id, resolved: &found)
          if let found, found.columns == .bound, let context {
            findings += checkSameColumn(reference, found, scope: item.scope, context: context, what: rule.id)
          }
        }
        findings += sense.check(item, of: rule, context: context)
        if let unless = item.unless, !set.leafSections.contains(where: { $0.answers(to: unless.section) }) {
          findings.append(FormRule.rule.finding("规则 \(rule.id)：没有“\(unless.section)”这个章节", at: item.span))
        }
      }
      for cell in rule.samples.flatMap(\.cells) {
        var ignored: TableResolution?
        findings += check(cell.reference, context: nil, what: rule.id, resolved: &ignored)
      }
    }
    for statement in set.statements {
      switch statement.subject {
      case .table(let name) where set.table(named: name) == nil:
        findings.append(
          removed.renaming([name], since: statement.span)
            ?? FormRule.form.finding("没有“\(name)”这张表", at: statement.span))
      case .section(let name) where !set.leafSections.contains { $0.answers(to: name) }:
        findings.append(FormRule.form.finding("没有“\(name)”这个章节", at: statement.span))
      default: break
      }
    }
    for figure in set.keyFigures {
      var ignored: TableResolution?
      findings += check(figure.address, context: nil, what: "要数", resolved: &ignored)
    }
    for reference in set.charts.flatMap(\.references) {
      var ignored: TableResolution?
      findings += check(reference, context: nil, what: "图", resolved: &ignored)
    }
    for line in set.comparison.flatMap(\.lines) {
      var place: TableResolution?
      findings += check(line.address, context: nil, what: "历年比较", resolved: &place)
      if let place, case .one = place.columns { continue }
      guard place != nil || line.address.isField else { continue }
      findings.append(FormRule.form.finding("历年比较：“\(line.address.text)”要写明表里的一栏", at: line.address.span))
    }
    for name in set.proseNames {
      var ignored: TableResolution?
      findings += check(name.address, context: nil, what: "正文里的叫法“\(name.phrases[0])”", resolved: &ignored)
      if !name.address.isField, let phrase = name.phrases.first(where: { $0.contains("…") }) {
        findings.append(
          FormRule.form.finding(
            "正文里的叫法“\(phrase)”：带“…”的只认申报项", at: name.address.span, fix: "地址写成 申报.某组.某项，或把“…”去掉"))
      }
      for id in name.sections where !set.leafSections.contains(where: { $0.id == id }) {
        findings.append(FormRule.form.finding("正文里的叫法“\(name.phrases[0])”：没有“\(id)”这个章节", at: name.address.span))
      }
    }
    for criterion in set.criteria {
      var context: TableResolution?
      if let scope = try? ExpressionParser.reference("\(criterion.table)[*]", span: criterion.span) {
        findings += check(scope, context: nil, what: "“\(criterion.indicator)”的评分标准", resolved: &context)
      }
      for reference in criterion.references {
        var ignored: TableResolution?
        findings += check(reference, context: context, what: "“\(criterion.indicator)”的评分标准", resolved: &ignored)
      }
    }
    findings += checkSheets() + checkRecords() + checkSteps()
    for section in set.leafSections {
      guard let subject = section.subject else { continue }
      var ignored: TableResolution?
      findings += check(subject, context: nil, what: "章节“\(section.title)”的 subject", resolved: &ignored)
    }
    return findings
  }

  /// The fields that dates and conditions speak of, and the field that names a sheet.
  private func checkRecords() -> [Finding] {
    var findings: [Finding] = []
    for form in set.tables {
      let names = form.blocks.flatMap(\.columns).map(\.name)
      for name in form.orders.flatMap({ [$0.before, $0.after] }) + form.needs.flatMap({ [$0.field, $0.needs] })
      where !names.contains(name) {
        let near = NearMiss.best(for: name, among: names)
        findings.append(
          FormRule.form.finding(
            "\(form.short)没有“\(name)”这一项" + (near.map { "，是否为“\($0)”？" } ?? ""), at: form.span,
            fix: near.map { "改成 \($0)" }))
      }
    }
    if let named = set.namedBy {
      var ignored: TableResolution?
      findings += check(named, context: nil, what: "named-by", resolved: &ignored)
    }
    for figure in set.keyFigures {
      // A row of totals is the only row of a tree that the form itself knows.
      guard case .key(let key)? = figure.address.selector, let form = set.table(named: figure.address.path[0]),
        form.layout == .indicators, let total = form.totalRow, key != total,
        NearMiss.best(for: key, among: [total]) != nil
      else { continue }
      findings.append(
        FormRule.form.finding(
          "要数“\(figure.label)”：\(form.short)的合计行叫“\(total)”，这里写的是“\(key)”", at: figure.address.span, fix: "改成 \(total)")
      )
    }
    return findings
  }

  /// Steps are read from the top: a bound behind a wider one is never reached.
  private func checkSteps() -> [Finding] {
    set.criteria.flatMap { criterion -> [Finding] in
      criterion.parts.compactMap { part in
        guard case .steps(_, let steps) = part.kind else { return nil }
        let bounds = steps.filter { $0.relation == .atLeast || $0.relation == .above }.map(\.bound)
        let upper = steps.filter { $0.relation == .atMost || $0.relation == .below }.map(\.bound)
        let isSorted =
          zip(bounds, bounds.dropFirst()).allSatisfy { $1 <= $0 }
          && zip(upper, upper.dropFirst()).allSatisfy { $0 <= $1 }
        let isClosed = steps.dropLast().allSatisfy { $0.relation != nil }
        guard !isSorted || !isClosed else { return nil }
        return FormRule.form.finding(
          "“\(criterion.indicator)”的分档从上往下读，后面的档被前面的挡住了", at: criterion.span,
          fix: "不低于的从高到低排，不高于的从低到高排，不写界限的放在最后")
      }
    }
  }

  /// The columns of a table that lists sheets are key figures of these sheets.
  private func checkSheets() -> [Finding] {
    set.tables.filter { !$0.collects.isEmpty }.flatMap { form -> [Finding] in
      form.collects.flatMap { id -> [Finding] in
        guard let sheet = set.sheets.first(where: { $0.id == id }) else {
          let near = NearMiss.best(for: id, among: set.sheets.map(\.id))
          return [
            FormRule.form.finding(
              "\(form.short)的 collects：没有“\(id)”这种分表" + (near.map { "，是否为“\($0)”？" } ?? ""), at: form.span,
              fix: near.map { "改成 \($0)" })
          ]
        }
        let labels = sheet.set.keyFigures.map(\.label)
        guard !form.blocks[0].columns.contains(where: { labels.contains($0.name) }) else { return [] }
        return [
          FormRule.form.finding(
            "\(form.short)的栏在分表“\(id)”的 key-figures 里一个也没有", at: form.span, fix: "可用：" + labels.joined(separator: "、"))
        ]
      } + checkColumns(of: form)
    }
  }

  /// A column that no sheet has a key figure for would always be empty.
  private func checkColumns(of form: TableForm) -> [Finding] {
    let sheets = set.sheets.filter { form.collects.contains($0.id) }
    let labels = sheets.flatMap { $0.set.keyFigures.map(\.label) }
    guard !labels.isEmpty else { return [] }
    return form.blocks[0].columns.filter { !labels.contains($0.name) }.map { column in
      let near = NearMiss.best(for: column.name, among: labels) ?? labels.first { $0.hasSuffix(column.name) }
      return FormRule.form.finding(
        "\(form.short)的“\(column.name)”一栏，各种分表的 key-figures 里都没有" + (near.map { "，是否为“\($0)”？" } ?? ""),
        at: form.span, fix: near.map { "改成 \($0)" } ?? "可用：" + labels.joined(separator: "、"))
    }
  }

  private func check(
    _ reference: CellReference, context: TableResolution?, what: String, resolved: inout TableResolution?
  ) -> [Finding] {
    if reference.isField { return checkField(reference, what: what) }
    do {
      resolved = try TableResolution(reference, in: set, context: context)
      return []
    } catch {
      if let renaming = removed.renaming(reference.names, since: reference.span) { return [renaming] }
      let isOwnRemoval = reference.names.contains(where: removed.contains)
      return [
        FormRule.rule.finding(
          "规则 \(what)：\(error.message)" + (isOwnRemoval ? "（这套表样自己删去了它）" : ""), at: error.span,
          fix: isOwnRemoval ? "改这条规则，或不删" : error.fix)
      ]
    }
  }

  /// 同栏: every column that `for` goes through has to stand in the other table, too.
  private func checkSameColumn(
    _ reference: CellReference, _ found: TableResolution, scope: CellReference?, context: TableResolution, what: String
  ) -> [Finding] {
    let block = set.tables[context.table].blocks[context.block]
    let other = set.tables[found.table]
    let columns: [Int] =
      switch context.columns {
      case .one(let column): [column]
      case .all, .bound: scope?.column == nil ? [] : block.figureColumns
      }
    let missing = columns.map { block.columns[$0] }.filter { column in
      other.blocks[found.block].column(like: column) == nil
        && !([column.name] + column.aliases).contains { removed.contains($0, since: reference.span) }
    }
    guard !missing.isEmpty else { return [] }
    if let renaming = removed.renaming(missing.map(\.name), since: reference.span) { return [renaming] }
    let names = missing.map { "“\($0.name)”" }.joined(separator: "、")
    return [
      FormRule.rule.finding(
        "规则 \(what)：\(other.short)\(other.blocks[found.block].name)没有\(names)这\(missing.count > 1 ? "些" : "一")栏，没有可比的“同栏”",
        at: reference.span, fix: "for 里只写两张表都有的栏；不同名的栏，一栏写一条 cases")
    ]
  }

  /// A rule may only use figures that the set declares: a misspelt one would never be checked.
  private func checkField(_ reference: CellReference, what: String) -> [Finding] {
    let name = reference.path.dropFirst().joined(separator: ".")
    guard reference.path.count != 3 || reference.selector != nil || !set.fields.contains(where: { $0.path == name })
    else { return [] }
    let near = NearMiss.best(for: name, among: set.fields.map(\.path))
    return [
      FormRule.rule.finding(
        "规则 \(what)：表样的 fields 里没有申报项“\(name)”" + (near.map { "，是否为“\($0)”？" } ?? ""), at: reference.span,
        fix: near.map { "改成 申报.\($0)" } ?? "先在 fields 里声明它")
    ]
  }
}
