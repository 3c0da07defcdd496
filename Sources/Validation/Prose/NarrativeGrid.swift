internal import Diagnostics
internal import Figures

/// A table written into the narrative, its figures by row and column.
struct NarrativeGrid {
  struct Place: Hashable {
    let row: Int
    let column: Int
  }

  struct Cell {
    let passage: Int
    let range: Range<Int>
    let text: String
    let value: ExactDecimal
    let decimals: Int
    let isPercent: Bool

    /// Half of its last place.
    var half: ExactDecimal { ExactDecimal.halfUnit(decimals: decimals) }
    var isGrouped: Bool { text.contains(",") }
    /// Long enough that it does not fit by chance: neither nothing nor all, nor a small number.
    var isTelling: Bool {
      text.lazy.filter(\.isNumber).drop { $0 == "0" }.count >= 3 && !(isPercent && value == ExactDecimal(100))
        && value != ExactDecimal(100)
    }

    func isSlip(of meant: ExactDecimal) -> Bool {
      DigitSlip(typed: value, meant: meant, decimals: decimals).map { $0 != .surplus && $0 != .missing } ?? false
    }

    func span(in passages: [Passage]) -> SourceSpan { passages[passage].span(range) }
  }

  let heads: [String]
  /// nil for what is no figure.
  let rows: [[Cell?]]
  private let names: [String]

  subscript(place: Place) -> Cell? { rows[place.row][place.column] }

  func name(ofRow row: Int) -> String { names[row] }

  private static let totals: Set<String> = ["合计", "总计", "共计"]

  var totalRow: Int? {
    let found = names.indices.filter { Self.totals.contains(names[$0]) }
    return found.count == 1 ? found[0] : nil
  }

  private static let rates = ["率", "占比", "比例", "比重", "幅", "%", "％"]
  private static let shares = ["占比", "比重", "占"]
  private static let prices = ["单价", "标准", "均"]
  private static let notAdded = prices + ["序号", "得分", "评分", "满意", "排名", "年份", "系数", "倍", "编码"]

  /// The columns with figures, by what their heads say. The first column names the rows.
  let rateColumns: [Int]
  /// Those that come to 100 together.
  let shareColumns: [Int]
  let priceColumns: [Int]
  let amountColumns: [Int]

  private static func heads(_ head: String, say words: [String]) -> Bool {
    words.contains { head.contains(bytesOf: $0) }
  }

  // MARK: Reading

  private static let mostColumns = 14
  private static let mostRows = 300

  /// The tables of the narrative that have more than two rows, in their order.
  static func all(in passages: [Passage]) -> [NarrativeGrid] {
    var grids: [NarrativeGrid] = []
    var place = 0
    while place < passages.count {
      guard case .heading(level: 7) = passages[place].kind else {
        place += 1
        continue
      }
      let start = place
      while place < passages.count, case .heading(level: 7) = passages[place].kind { place += 1 }
      let heads = start..<place
      while place < passages.count, case .cell = passages[place].kind { place += 1 }
      let count = (place - heads.upperBound) / heads.count
      guard (3...mostColumns).contains(heads.count), (3...mostRows).contains(count) else { continue }
      grids.append(NarrativeGrid(passages, heads: heads, rows: count))
    }
    return grids
  }

  private init(_ passages: [Passage], heads: Range<Int>, rows count: Int) {
    self.heads = heads.map { passages[$0].text.filter { !$0.isWhitespace } }
    var rows: [[Cell?]] = []
    var names: [String] = []
    for row in 0..<count {
      let start = heads.upperBound + row * heads.count
      rows.append((start..<(start + heads.count)).map { Self.cell(passages[$0], $0) })
      // 序号 before the name: the first column that is no figure.
      let name = rows[row].firstIndex { $0 == nil } ?? 0
      let passage = passages[start + name]
      names.append(passage.string(passage.prefix..<passage.bytes.count).filter { !$0.isWhitespace })
    }
    self.rows = rows
    self.names = names
    let all = self.heads
    let columns = all.indices.dropFirst().filter { column in rows.count { $0[column] != nil } > 2 }
    let rates = columns.filter { column in
      Self.heads(all[column], say: Self.rates) || rows.contains { $0[column]?.isPercent ?? false }
    }
    rateColumns = rates
    shareColumns = rates.filter { Self.heads(all[$0], say: Self.shares) }
    let plain = columns.filter { !rates.contains($0) }
    priceColumns = plain.filter { Self.heads(all[$0], say: Self.prices) }
    amountColumns = plain.filter { !Self.heads(all[$0], say: Self.notAdded) }
  }

  private static func cell(_ passage: Passage, _ index: Int) -> Cell? {
    var range = passage.prefix..<passage.bytes.count
    while let first = range.first, passage.bytes[first] <= 0x20 { range = (first + 1)..<range.upperBound }
    while let last = range.last, passage.bytes[last] <= 0x20 { range = range.lowerBound..<last }
    guard !range.isEmpty, range.count < 30,
      passage.bytes[range].contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    let text = passage.string(range)
    let isPercent = text.hasSuffix("%")
    guard case .number(let value, let decimals)? = try? FigureLiteral.read(isPercent ? String(text.dropLast()) : text)
    else { return nil }
    return Cell(
      passage: index, range: range, text: text, value: value, decimals: decimals, isPercent: isPercent)
  }
}
