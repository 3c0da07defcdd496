internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// PRJ-12: what `disclosure.yaml` declares of a project, for the prose, is what its sheet says.
///
/// A group of declared figures belongs to the sheet whose name it is, or is the only one to hold; a figure of the group
/// to the key figure whose label ends with its name (执行数: 全年执行数).
enum SheetFieldCheck {
  static func run(_ disclosure: Disclosure) -> [Finding] {
    guard !disclosure.sheets.isEmpty else { return [] }
    return disclosure.fields.compactMap { field in
      guard let sheet = sheet(for: field.group, in: disclosure.sheets),
        let key = sheet.set.keyFigures.first(where: { $0.label == field.name })
          ?? sheet.set.keyFigures.first(where: { $0.label.hasSuffix(field.name) }),
        let value = try? sheet.evaluator.value(key.address), let same = amount(value, in: field.unit)
      else { return nil }
      let stated = RationalRange(Figure(field.figure.value, decimals: field.figure.decimals, isExact: false))
      guard let meets = try? stated.meets(same), !meets else { return nil }
      var finding = Finding(
        rule: "PRJ-12", name: "项目的数与自评表一致", level: .error, verdict: .broken,
        message:
          "申报.\(field.group).\(field.name) 是 \(field.figure.written)，\(Sheet.quoted(sheet.name))的\(key.label)是 \(value.figure.written)",
        at: field.span, related: value.span.map { [.init($0, "自评表")] } ?? [], fix: "核对两处，改成同一个数")
      finding.cell = "申报.\(field.group).\(field.name)"
      return finding
    }
  }

  private static func sheet(for group: String, in sheets: [Sheet]) -> Sheet? {
    if let same = sheets.first(where: { $0.name == group }) { return same }
    let plain = bare(group)
    guard plain.count > 3 else { return nil }
    let holding = sheets.filter { bare($0.name).contains(plain) }
    return holding.count == 1 ? holding[0] : nil
  }

  /// 大数据中心（二期）项目 and 大数据中心二期 are one.
  private static func bare(_ name: String) -> String { name.filter { $0.isLetter || $0.isNumber } }

  private static func amount(_ value: Evaluator.Value, in unit: MeasureUnit) -> RationalRange? {
    guard value.unit.isMoney == unit.isMoney else { return nil }
    return RationalRange(value.figure, power: (value.unit.moneyScale ?? 0) - (unit.moneyScale ?? 0))
  }
}
