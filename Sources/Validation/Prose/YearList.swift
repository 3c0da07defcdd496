internal import Disclosures

/// 2021 年、2022 年、2023 年收入总计分别为 A、B、C: the years that 分别 gives amounts to, in their order.
struct YearList {
  /// The years that have no amount yet; empty where there are more amounts than years.
  private var years: [Int]
  /// What all of them are figures of; nil where that is not beyond doubt.
  var targets: [ProseNames.Target]?

  private static let respectively: Words = "分别"
  private static let since: Words = ["以来", "至"]

  /// nil where the words before the figure do not share amounts out to years.
  init?(_ lead: Lead) {
    guard let word = lead.passage.findLast(Self.respectively, in: lead.range) else { return nil }
    let sentence = lead.passage.sentence(before: lead.range.upperBound)
    // Before it in the cell of a table, and in another sentence.
    guard word.lowerBound >= sentence.lowerBound else { return nil }
    let before = sentence.lowerBound..<word.lowerBound
    let years = lead.passage.years(in: before).map(\.number).distinct
    // 自 2020 年以来: which amount is whose is not said.
    let isSpan = lead.has(Self.since, before) && years.contains { $0 < lead.year - 1 }
    guard years.count > 1 || isSpan else { return nil }
    self.years = isSpan ? [] : years
  }

  /// The year of the figure: the next that has none; nil where it is none of those said.
  mutating func next() -> Int? { years.isEmpty ? nil : years.removeFirst() }

  /// Whether a figure with these words before it, which are few, goes on with the list.
  static func goesOn(_ lead: Lead) -> Bool { lead.range.count <= 6 }
}
