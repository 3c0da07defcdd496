internal import Disclosures
internal import Forms

/// A table that was left empty though others have figures of its kind: nobody filled it in. Told figure by figure, the right
/// ones would be accused.
struct EmptyTable {
  let path: String
  let short: String
  /// Its total, which all of the others miss.
  let value: Evaluator.Value
  /// The failing checks that it explains, the one to tell it by first.
  let checks: [Int]
  let hypothesis: String

  static func all(among failing: Set<Int>, _ checks: [Check], _ tables: [Table?]) -> [EmptyTable] {
    tables.enumerated().compactMap { index, table in
      guard let table, table.form.layout == .list, table.isAllZero, table.blocks[0].rows.allSatisfy(\.isTotal) else {
        return nil
      }
      let own = failing.sorted().filter { check in
        (checks[check].sides.left + checks[check].sides.right).contains { $0.value.cell?.table == index }
          || checks[check].item.condition?.references.contains { table.form.answers(to: $0.path[0]) } ?? false
      }
      func total(_ check: Int) -> Evaluator.Value? {
        (checks[check].sides.left + checks[check].sides.right).map(\.value).first {
          $0.cell?.table == index && $0.cell?.row == Row.totalKey && !$0.isAbsent
        }
      }
      let first =
        own.first { checks[$0].item.assertion.relation == .same && total($0) != nil } ?? own.first { total($0) != nil }
      guard own.count > 1, let first, let value = total(first) else { return nil }
      return EmptyTable(
        path: table.path, short: table.form.short, value: value, checks: [first] + own.filter { $0 != first },
        hypothesis: "\(table.form.short)是空的，别的表里却有这类资金：多半是这张表没有填；确实没有的，改正别的表")
    }
  }
}
