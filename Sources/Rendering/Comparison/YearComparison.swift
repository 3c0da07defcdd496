package import Disclosures
package import Figures
package import Forms

/// One department's figures of one kind of document, year beside year.
package struct YearComparison: Sendable {
  /// How a figure stands to the year before.
  package enum Change: Sendable, Hashable {
    case same
    /// `percent` is nil on a base that is zero or below it, where it would mean nothing.
    case more(ExactDecimal, percent: ExactDecimal?)
    case less(ExactDecimal, percent: ExactDecimal?)

    /// In the words of the disclosures: 增、减、持平.
    package init(from base: ExactDecimal, to value: ExactDecimal) {
      let difference = value - base
      guard !difference.isZero else {
        self = .same
        return
      }
      let percent =
        base > .zero ? difference.magnitude.divided(by: base, shift: 2, decimals: 1) : nil
      self = difference.isNegative ? .less(-difference, percent: percent) : .more(difference, percent: percent)
    }

    /// `增 33.10，5.2%`.
    package func words(decimals: Int) -> String {
      func written(_ word: String, _ amount: ExactDecimal, _ percent: ExactDecimal?) -> String {
        let share = percent.map { "，\($0.written(decimals: 1, grouped: true))%" } ?? ""
        return "\(word) \(amount.written(decimals: decimals, grouped: true))\(share)"
      }
      return switch self {
      case .same: "持平"
      case .more(let amount, let percent): written("增", amount, percent)
      case .less(let amount, let percent): written("减", amount, percent)
      }
    }
  }

  package struct Cell: Sendable, Hashable {
    package let content: SummaryFigures.Content
    package let unit: MeasureUnit
    /// The page and anchor of the figure; nil where there is none.
    package let page: PagePath?
    package let anchor: String
    /// nil without a figure in the year before.
    package let change: Change?
  }

  package struct Row: Sendable, Hashable {
    package let key: String
    package let label: String
    package let isTrend: Bool
    /// The tables its figures stand in.
    package let table: String
    /// One a year, newest first.
    package let cells: [Cell]

    /// As many decimals as its figures print.
    package var decimals: Int {
      cells.map { cell in
        guard case .figure(_, let written) = cell.content, let point = written.firstIndex(of: ".") else { return 0 }
        return written.distance(from: point, to: written.endIndex) - 1
      }.max() ?? 0
    }
  }

  package struct Group: Sendable, Hashable {
    package let id: String
    package let title: String
    package let rows: [Row]
    /// Where the years do not count the same.
    package let notes: [String]
  }

  package let kind: String
  package let kindTitle: String
  /// Newest first.
  package let summaries: [DisclosureSummary]
  package let groups: [Group]

  package var years: [Int] { summaries.map(\.year) }

  /// `2021 年度（合成）`: what stands over a year's figures.
  package var heads: [String] {
    summaries.map { summary in "\(summary.year) 年度\(summary.markInBrackets)" }
  }

  /// nil where fewer than two years can be compared.
  package init?(_ summaries: [DisclosureSummary], sets: [String: FormSet]) {
    let years = summaries.compactMap { summary in sets[summary.formSet].map { (summary, $0) } }
      .sorted { $0.0.year > $1.0.year }
    guard years.count > 1, let (newest, set) = years.first else { return nil }
    kind = newest.kind
    kindTitle = set.kindTitle
    self.summaries = years.map(\.0)
    let read = years.map { SummaryFigures($0.0, set: $0.1).tables }
    var titles: [String: String] = [:]
    for table in read.joined() where titles[table.id] == nil { titles[table.id] = table.title }
    let ids = Self.merged(read.map { $0.map(\.id) })
    groups = ids.compactMap { id in
      let lines = read.map { tables in tables.first { $0.id == id }?.lines ?? [] }
      let rows = Self.rows(lines, years.map(\.0))
      guard !rows.isEmpty else { return nil }
      let tables = Set(lines.joined().map(\.table))
      return Group(id: id, title: titles[id] ?? id, rows: rows, notes: Self.notes(years, tables: tables))
    }
    if groups.isEmpty { return nil }
  }

  /// Every line that any of the years has, in the order of the newest.
  private static func rows(_ lines: [[SummaryFigures.Line]], _ summaries: [DisclosureSummary]) -> [Row] {
    let byKey = lines.map { Dictionary($0.map { ($0.key, $0) }) { first, _ in first } }
    return merged(lines.map { $0.map(\.key) }).compactMap { key in
      let found = byKey.map { $0[key] }
      guard let named = found.compactMap({ $0 }).first,
        found.contains(where: { if case .figure? = $0?.content { true } else { false } })
      else { return nil }
      // A code that only other years list is a zero here, if the table is here at all.
      let cells = summaries.indices.map { place in
        cell(
          place, found, summaries,
          isZero: { year in
            named.isCoded
              && lines[year].contains { $0.table == named.table && $0.content != .none }
          })
      }
      return Row(key: key, label: named.label, isTrend: named.isTrend, table: named.table, cells: cells)
    }
  }

  private static func cell(
    _ place: Int, _ lines: [SummaryFigures.Line?], _ summaries: [DisclosureSummary], isZero: (Int) -> Bool
  ) -> Cell {
    func content(_ place: Int) -> SummaryFigures.Content {
      lines[place]?.content ?? (isZero(place) ? .unlisted : .none)
    }
    let named = lines[place] ?? lines.compactMap { $0 }[0]
    var change: Change?
    if place + 1 < summaries.count, summaries[place].year == summaries[place + 1].year + 1,
      // What is made up does not rise or fall against what is not.
      summaries[place].mark == summaries[place + 1].mark,
      let value = content(place).value, let before = content(place + 1).value,
      let base = (lines[place + 1] ?? named).unit.converted(before, to: named.unit),
      !(value.isZero && base.isZero && (content(place) == .unlisted || content(place + 1) == .unlisted))
    {
      change = Change(from: base, to: value)
    }
    var page: PagePath?
    if case .figure = content(place) {
      page = DisclosurePaths(summaries[place].id).page(ofTable: named.table, isStatutory: named.isStatutory)
    }
    return Cell(content: content(place), unit: named.unit, page: page, anchor: named.key, change: change)
  }

  /// Lists laid over each other, see ``MergedKeys``.
  static func merged(_ lists: [[String]]) -> [String] {
    lists.reduce(into: MergedKeys()) { $0.add($1) }.keys
  }

  /// The changes of basis between the oldest and the newest year that concern the tables.
  private static func notes(_ years: [(DisclosureSummary, FormSet)], tables: Set<String>) -> [String] {
    guard let newest = years.first?.0.year, let oldest = years.last?.0.year else { return [] }
    var seen: Set<String> = []
    var notes: [(year: Int, text: String)] = []
    for (_, set) in years {
      for change in set.basisChanges where change.from > oldest && change.from <= newest {
        let about = change.about.compactMap { set.table(named: $0)?.id }
        guard about.isEmpty || !tables.isDisjoint(with: about), seen.insert(change.id).inserted else { continue }
        let source = change.source.map { "（依据：\($0)）" } ?? ""
        notes.append((change.from, "\(change.from)年度起，\(change.text)\(source)"))
      }
    }
    return notes.sorted { ($0.year, $0.text) < ($1.year, $1.text) }.map(\.text)
  }
}

extension MeasureUnit {
  /// An amount in another unit: money in any unit of money, anything else in its own only.
  func converted(_ value: ExactDecimal, to other: MeasureUnit) -> ExactDecimal? {
    if self == other { return value }
    guard let scale = moneyScale, let wanted = other.moneyScale else { return nil }
    let power = wanted - scale
    return power > 0
      ? ExactDecimal(value.coefficient, scale: value.scale + power) : value * ExactDecimal(ExactDecimal.power(-power))
  }
}
