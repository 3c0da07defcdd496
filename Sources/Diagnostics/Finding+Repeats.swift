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

  /// With what one rule says of one place said once: of a disclosure without its text every section is missing, and that
  /// is one thing to put right. For readers only, since each of them is counted.
  ///
  /// - Parameter fewest: how many findings of a rule at one place count as one.
  package func foldingPlaces(from fewest: Int) -> [Finding] {
    guard count >= fewest else { return self }
    var places: [Place: [Int]] = [:]
    for (index, finding) in enumerated()
    where finding.cell == nil && finding.level > .note && finding.suppression == nil && finding.spans.count == 1 {
      places[Place(finding), default: []].append(index)
    }
    var result = self
    var gone: Set<Int> = []
    for same in places.values where same.count >= fewest {
      let others = same.dropFirst().map { self[$0].message }
      result[same[0]].notes.append("同样的还有 \(others.count) 条：\(others.joined(separator: "；"))")
      if let fix = self[same[0]].fix { result[same[0]].fix = "\(fix)；其余照此" }
      gone.formUnion(same.dropFirst())
    }
    return gone.isEmpty ? self : result.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }

  /// With what is said in the same words of several disclosures said once, at the first of them: a term that the glossary
  /// lacks is one mistake, however many select it. For readers only, since every one of them is held back.
  ///
  /// - Parameter fewest: in how many disclosures something is said before it counts as one.
  package func foldingDisclosures(from fewest: Int) -> [Finding] {
    guard count >= fewest else { return self }
    var places: [Words: [(place: Int, id: String)]] = [:]
    for (index, finding) in enumerated()
    where finding.cell == nil && finding.level > .note && finding.suppression == nil {
      guard case .disclosure(let id) = finding.scope else { continue }
      places[Words(finding, isAnywhere: true), default: []].append((index, id))
    }
    var result = self
    var gone: Set<Int> = []
    for same in places.values {
      // Twice in one disclosure are two places.
      let others = same.dropFirst().filter { $0.id != same[0].id }
      var seen: Set<String> = []
      let ids = others.map(\.id).filter { seen.insert($0).inserted }
      guard ids.count + 1 >= fewest else { continue }
      let named = ids.prefix(Self.mostPlaces).joined(separator: "、") + (ids.count > Self.mostPlaces ? "等" : "")
      result[same[0].place].notes.append("另有 \(ids.count) 份公开件也是这样：\(named)")
      gone.formUnion(others.map(\.place))
    }
    return gone.isEmpty ? self : result.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
  }
}

/// What makes two findings speak of the same.
private struct Place: Hashable {
  let rule: String
  let name: String
  let level: Finding.Level
  let span: SourceSpan?
  let scope: Finding.Scope

  init(_ finding: Finding) {
    rule = finding.rule
    name = finding.name
    level = finding.level
    span = finding.primary
    scope = finding.scope
  }
}

/// What makes two findings say the same.
private struct Words: Hashable {
  let rule: String
  let level: Finding.Level
  let message: String
  let fix: String?
  let path: String?
  let scope: Finding.Scope?

  /// - Parameter isAnywhere: whether file and disclosure do not matter.
  init(_ finding: Finding, isAnywhere: Bool = false) {
    rule = finding.rule
    level = finding.level
    message = finding.message
    fix = finding.fix
    path = isAnywhere ? nil : finding.primary?.path
    scope = isAnywhere ? nil : finding.scope
  }
}
