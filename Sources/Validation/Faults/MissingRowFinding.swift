internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Words the finding of a row that was left out: where it belongs, what stands below it, who asks for it, and what it would
/// say.
struct MissingRowFinding {
  let row: MissingRow
  /// As they stand, without the row.
  let checks: [Check]
  let set: FormSet
  let tables: [Table?]

  private var form: TableForm { self.set.tables[row.table] }
  private var isTotal: Bool { row.key == Row.totalKey }

  var finding: Finding {
    let told = row.mended.sorted { checks[$0].told(before: checks[$1], by: nil) }
    var finding: Finding
    if isTotal {
      finding = Finding(rule: "TC-3", name: "合计行", level: .error, message: CodeTreeCheck.lackingTotal(form) ?? "")
    } else if !row.children.isEmpty {
      finding = Finding(
        rule: "TC-5", name: "科目编码", level: .error,
        message: CodeTreeCheck.lacking(row.key, above: row.children, in: form) + name)
    } else {
      let first = checks[told[0]]
      finding = Finding(
        rule: first.rule.id, name: first.rule.name, level: told.map { checks[$0].level }.max() ?? .error,
        message: "\(form.short)缺少 \(row.key)\(name) 这一行")
      finding.basis = first.rule.basis
    }
    finding.basis = finding.basis ?? BuiltInRules.rule(finding.rule)?.basis
    finding.verdict = .broken
    finding.spans = spans(told)
    finding.evidence = evidence(told)
    finding.hypotheses = ["漏了这一行：\(amounts)"]
    finding.fix = isTotal ? "对照原始数据补上这一行" : "对照原始数据补上这一行；编码写错的，改正编码"
    finding.folded = told.map { checks[$0].folded(in: set) }
    return finding
  }

  /// ` 一般公共服务支出`: by the list of codes, or as another table has it; nothing where nobody says.
  private var name: String {
    if isTotal { return "" }
    return SubjectNames.all(of: row.key, in: form, set, tables).first.map { " \($0)" } ?? ""
  }

  /// Where it belongs, what stands below it, and the figures it is missed by.
  private func spans(_ told: [Int]) -> [Finding.LabeledSpan] {
    var spans: [Finding.LabeledSpan] = []
    let rows = tables[row.table]?.blocks.first?.rows ?? []
    if let next = rows.first(where: { isTotal || $0.key > row.key && !$0.isTotal }) {
      spans.append(.init(next.span, "补在这一行前面"))
    } else if let last = rows.last {
      spans.append(.init(last.span, "补在这一行后面"))
    }
    for value in told.compactMap({ asking($0) }) {
      if let span = value.span, !spans.contains(where: { $0.span == span }), spans.count < Self.mostSpans {
        spans.append(.init(span, value.figure.written))
      }
    }
    return spans
  }

  private static let mostSpans = 8

  /// The figure that a check sets against the row, or against the sum it is missing from.
  private func asking(_ index: Int) -> Evaluator.Value? {
    let sides = checks[index].sides
    return (sides.left + sides.right).first { !$0.value.isAbsent && !$0.value.isNumber && $0.value.isOwn }?.value
  }

  private func evidence(_ told: [Int]) -> [String] {
    told.prefix(Self.mostEvidence).compactMap { index in
      guard let value = asking(index) else { return nil }
      let gap = checks[index].sides.balance.arithmetic.gap
      let isSum = value.cell.map { $0.table == row.table } ?? false
      return isSum ? "\(value.title) \(value.figure.written)，明细之和少 \(gap)" : "\(value.title) 是 \(value.figure.written)"
    }
  }

  private static let mostEvidence = 3

  /// `本年支出合计 17,004.14、基本支出 1,093.42，其余为 0`.
  private var amounts: String {
    let columns = form.blocks[0].columns
    let decimals = tables[row.table]?.decimals ?? 0
    let sorted = row.amounts.sorted { $0.key < $1.key }
    let some = sorted.filter { !$0.value.isZero }.map {
      "\(columns[$0.key].name) \($0.value.written(decimals: decimals, grouped: true))"
    }
    return some.joined(separator: "、") + (some.count < sorted.count ? "，其余为 0" : "")
  }
}
