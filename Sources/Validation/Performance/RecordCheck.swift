internal import Diagnostics
internal import Disclosures
internal import Forms

/// Checks the fields of a record that belong together (INV-3): dates in order, and a field that another one calls for.
enum RecordCheck {
  static func run(_ tables: [Table?], in set: FormSet) -> [Finding] {
    tables.compactMap { $0 }.filter { $0.form.layout == .record }.flatMap { table -> [Finding] in
      guard let row = table.blocks.first?.rows.first else { return [] }
      let columns = table.blocks[0].form.columns
      func cell(_ name: String) -> Cell? { columns.firstIndex { $0.name == name }.map { row.cells[$0] } }
      func text(_ name: String) -> String? {
        guard case .text(let text)? = cell(name)?.content else { return nil }
        return text
      }
      func report(_ message: String, at span: SourceSpan, related: [Finding.LabeledSpan] = [], fix: String) -> Finding {
        Finding(
          rule: "INV-3", name: "项目的编码、时间与状态", level: .warning, message: message, at: span, related: related, fix: fix)
      }
      var findings: [Finding] = []
      for order in table.form.orders {
        guard let from = cell(order.before), let to = cell(order.after), let first = text(order.before),
          let last = text(order.after), let start = CalendarDate(first), let end = CalendarDate(last), end < start
        else { continue }
        findings.append(
          report(
            "\(order.after) \(end.chinese)早于\(order.before) \(start.chinese)", at: to.span,
            related: [.init(from.span, order.before)], fix: "核对两个日期"))
      }
      for need in table.form.needs {
        guard let state = text(need.field), let other = cell(need.needs) else { continue }
        let isThere = text(need.needs) != nil
        if state == need.value, !isThere {
          findings.append(report("\(need.field)是“\(state)”，没有填\(need.needs)", at: other.span, fix: "补上\(need.needs)"))
        } else if state != need.value, isThere {
          findings.append(
            report("\(need.field)是“\(state)”，却填了\(need.needs)", at: other.span, fix: "核对\(need.field)和\(need.needs)"))
        }
      }
      return findings
    }
  }
}
