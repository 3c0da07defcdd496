internal import Diagnostics

extension CellReader {
  /// The findings, with those told once that one slip made of a whole column (its unit typed in every cell), and the
  /// negative figures of one row.
  var joined: [Finding] {
    var groups: [(key: String, findings: [Finding])] = []
    var known: [String: Int] = [:]
    var negatives: [String: Int] = [:]
    for (index, finding) in findings.enumerated() where finding.rule == Self.negative {
      negatives[places[index]?.row ?? "", default: 0] += 1
    }
    for (index, finding) in findings.enumerated() {
      let isRow = negatives[places[index]?.row ?? "", default: 0] > 1
      let key = key(of: finding, at: places[index], isRow: isRow)
      if let key, let group = known[key] {
        groups[group].findings.append(finding)
      } else {
        if let key { known[key] = groups.count }
        groups.append((key ?? "#\(index)", [finding]))
      }
    }
    return groups.flatMap { group in
      let isNegative = group.findings[0].rule == Self.negative
      guard group.findings.count >= (isNegative ? 2 : Self.fewestOfAColumn) else { return group.findings }
      var first = group.findings[0]
      let others = group.findings.dropFirst()
      let isRow = group.key.hasPrefix(Self.rowKey)
      first.message += isRow ? "；这一行另有 \(others.count) 格也是" : "；这一栏另有 \(others.count) 格也是这样"
      if !isNegative, let fix = first.fix { first.fix = "整栏改：\(fix)" }
      // A negative figure is known to be wrong where it stands: every one of them.
      for other in isNegative ? others[...] : others.prefix(Self.mostShown) {
        if let span = other.primary { first.spans.append(.init(span, isNegative ? "也是负数" : "")) }
      }
      return [first]
    }
  }

  /// What findings have in common that are one slip; nil for one that stands alone.
  private func key(of finding: Finding, at place: (row: String, column: String)?, isRow: Bool) -> String? {
    guard let place, !place.row.isEmpty, let fix = finding.fix else { return nil }
    if finding.rule == Self.negative { return isRow ? Self.rowKey + place.row : "NUM-1 \(place.column)" }
    // What to do, without the figures of this cell.
    let advice = fix.prefix { $0 != "：" && $0 != "，" && !$0.isNumber }
    return "\(finding.rule) \(place.column) \(advice)"
  }

  private static let negative = "NUM-1"
  private static let rowKey = "row "
  private static let fewestOfAColumn = 3
  private static let mostShown = 3
}
