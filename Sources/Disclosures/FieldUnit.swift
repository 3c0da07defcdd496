internal import Diagnostics
internal import Documents
internal import Figures
internal import Forms

/// The unit typed behind a declared figure against the one its form counts in. Amounts may be in any unit of money, and
/// things are counted in more than one word (名 for 人, 批 for 批次): only what cannot be the same is told.
enum FieldUnit {
  /// Words that count the same things.
  private static let counters: [Set<String>] = [
    ["人", "名", "位", "人次"], ["个", "项", "批", "批次", "次", "家", "件", "组", "团"], ["台", "套", "台套", "台/套", "台（套）", "件"],
    ["辆", "台", "部", "架"], ["分", "%"],
  ]

  static func problem(_ written: MeasureUnit, for form: FieldForm, at span: SourceSpan) -> Finding? {
    let declared = MeasureUnit(form.unit)
    let name = written.name.replacing("(", with: "（").replacing(")", with: "）")
    if written.isMoney, declared.isMoney { return nil }
    if name == declared.name || counters.contains(where: { $0.contains(name) && $0.contains(declared.name) }) {
      return nil
    }
    return InputRule.kind.finding(
      "申报.\(form.path)：单位写“\(written.name)”，表样里是“\(form.unit)”", at: span, fix: "改成 \(form.unit)，或核对是不是填错了项",
      level: written.isMoney == declared.isMoney ? .warning : .error)
  }
}
