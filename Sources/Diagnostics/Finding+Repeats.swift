extension Array where Element == Finding {
  /// With what is said in the same words of many places of one file said once, at the first of them: a column left out of
  /// every row, or a name that is wrong wherever it stands, is one mistake.
  ///
  /// - Parameter fewest: how often something is said before it counts as one.
  package func foldingRepeats(from fewest: Int) -> [Finding] {
    guard count >= fewest else { return self }
    var places: [Words: [Int]] = [:]
    for (index, finding) in enumerated() where finding.cell == nil { places[Words(finding), default: []].append(index) }
    var result = self
    var gone: Set<Int> = []
    for same in places.values where same.count >= fewest {
      let first = same[0]
      result[first].message += "（共 \(same.count) 处）"
      let others = same.dropFirst().compactMap { self[$0].spans.first }
      result[first].spans += others.prefix(Self.mostPlaces)
      if others.count > Self.mostPlaces { result[first].notes.append("另有 \(others.count - Self.mostPlaces) 处，没有列出") }
      gone.formUnion(same.dropFirst())
    }
    return gone.isEmpty ? self : result.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }

  private static var mostPlaces: Int { 7 }
}

/// What makes two findings say the same.
private struct Words: Hashable {
  let rule: String
  let level: Finding.Level
  let message: String
  let fix: String?
  let path: String?
  let scope: Finding.Scope

  init(_ finding: Finding) {
    rule = finding.rule
    level = finding.level
    message = finding.message
    fix = finding.fix
    path = finding.primary?.path
    scope = finding.scope
  }
}
