internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Checks the grade of a score card (SC-03) and the points its criteria hand out (SC-05).
enum ScoreCardCheck {
  static func run(_ tables: [Table?], in set: FormSet) -> [Finding] {
    tables.enumerated().flatMap { index, table -> [Finding] in
      guard let table else { return [] }
      return grade(table) + points(table, index: index, set: set)
    }
  }

  private static func grade(_ table: Table) -> [Finding] {
    guard !table.form.grades.isEmpty, let total = table.blocks.first?.row(Row.totalKey),
      let column = table.blocks[0].form.columns.firstIndex(where: { $0.id == "score" }),
      case .figure(let figure) = total.cells[column].content
    else { return [] }
    guard let grade = table.grade else {
      return [
        Finding(
          rule: "SC-03", name: "评分等级", level: .warning, message: "\(table.form.short)没有写评分等级", at: total.span,
          fix: "加上 grade: \(word(for: figure.value, in: table.form) ?? "")")
      ]
    }
    guard let word = word(for: figure.value, in: table.form), word != grade.value else { return [] }
    return [
      Finding(
        rule: "SC-03", name: "评分等级", level: .error,
        message: "得分 \(figure.written) 应是“\(word)”，填的是“\(grade.value)”", at: grade.span,
        related: [.init(total.cells[column].span, "得分")], fix: "改成 \(word)，或核对得分")
    ]
  }

  static func word(for score: ExactDecimal, in form: TableForm) -> String? {
    form.grades.first { grade in grade.atLeast.map { score >= $0 } ?? true }?.word
  }

  /// The points in brackets of a criterion cannot be more than the item has.
  private static func points(_ table: Table, index: Int, set: FormSet) -> [Finding] {
    let columns = table.blocks.first?.form.columns ?? []
    guard let weight = columns.firstIndex(where: { $0.id == "weight" }),
      let criterion = columns.firstIndex(where: { $0.id == "criterion" })
    else { return [] }
    return table.blocks[0].leaves.compactMap { row in
      guard case .figure(let full) = row.cells[weight].content, case .text(let text) = row.cells[criterion].content
      else {
        return nil
      }
      let sum = marks(in: text).reduce(.zero, +)
      guard full.value < sum else { return nil }
      var finding = Finding(
        rule: "SC-05", name: "评分标准的分数", level: .warning,
        message: "“\(row.name)”的分值是 \(full.value.written()) 分，评分标准里的分数加起来是 \(sum.written()) 分",
        at: row.cells[criterion].span, related: [.init(row.cells[weight].span, "分值")], fix: "核对评分标准")
      finding.cell = set.address(of: CellID(table: index, block: 0, row: row.key, column: weight))
      return finding
    }
  }

  /// What stands in brackets as `（2分）` or `(0.5 分)`.
  static func marks(in text: String) -> [ExactDecimal] {
    let scalars = Array(text.unicodeScalars)
    func digits(from start: Int) -> Int { scalars[start...].firstIndex { !("0"..."9").contains($0) } ?? scalars.count }
    func stands(_ choices: Unicode.Scalar..., at place: Int) -> Bool {
      place < scalars.count && choices.contains(scalars[place])
    }
    var marks: [ExactDecimal] = []
    for (start, scalar) in scalars.enumerated() where scalar == "（" || scalar == "(" {
      let whole = digits(from: start + 1)
      guard whole > start + 1 else { continue }
      let decimals = stands(".", at: whole) ? digits(from: whole + 1) : whole
      let end = decimals > whole + 1 ? decimals : whole
      let unit = stands(" ", at: end) ? end + 1 : end
      guard stands("分", at: unit), stands("）", ")", at: unit + 1) else { continue }
      let number = String(String.UnicodeScalarView(scalars[(start + 1)..<end]))
      if case .number(let value, _)? = try? FigureLiteral.read(number) { marks.append(value) }
    }
    return marks
  }
}
