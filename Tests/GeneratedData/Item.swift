import Forms
import TestSupport

/// One 项 of a made-up department: what came in for it and what was spent, in 分.
struct Item {
  enum Fund: String, CaseIterable {
    case general
    case funds
    case stateCapital = "state-capital"
  }

  let code: String
  let fund: Fund
  /// Paid from fiscal appropriation.
  let basic: Int
  let project: Int
  let opening: Int
  let closing: Int
  /// Paid from other income, in the year it came in.
  let otherBasic: Int
  let otherProject: Int
  /// The line of 收支总表 (and column of 收入表) the other income stands in.
  let otherSource: String

  var fiscalSpent: Int { basic + project }
  var fiscalIncome: Int { fiscalSpent + closing - opening }
  var otherIncome: Int { otherBasic + otherProject }
  var spent: Int { fiscalSpent + otherIncome }

  var incomeColumns: [String: Int] {
    ["total": fiscalIncome + otherIncome, "appropriation": fiscalIncome, otherSource: otherIncome]
  }

  var expenditureColumns: [String: Int] {
    ["total": spent, "basic": basic + otherBasic, "project": project + otherProject]
  }

  var generalColumns: [String: Int] { ["total": fiscalSpent, "basic": basic, "project": project] }

  var fundColumns: [String: Int] {
    [
      "opening": opening, "income": fiscalIncome, "total": fiscalSpent, "basic": basic, "project": project,
      "closing": closing,
    ]
  }

  /// The columns that the total column of a table is the sum of.
  func parts(of table: String, columns: [String]) -> [Int] {
    let names =
      table == "income"
      ? columns.filter { $0 != "total" } : ["basic", "project", "superior", "business", "subsidiary"]
    return names.compactMap { columns.firstIndex(of: $0) }
  }

  /// A handful of items with codes of the form set's own list, in ascending order.
  static func some(of set: FormSet, _ random: inout SeededGenerator) -> [Item] {
    let codes = (set.codeLists["functional"]?.names.keys.filter { $0.count == 7 } ?? []).sorted()
    let chosen = Array(codes.shuffled(using: &random).prefix(Int.random(in: 2...14, using: &random)))
    let made = (0..<Int.random(in: 0...6, using: &random)).map { index in "20\(index + 1)0\(index + 1)0\(index + 1)" }
    return Set(chosen + made).sorted().map { item($0, &random) }
  }

  private static func item(_ code: String, _ random: inout SeededGenerator) -> Item {
    func amount() -> Int {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: 0
      case 1: Int.random(in: 1...100_000, using: &random)
      default: Int.random(in: 1...3_000_000_000, using: &random)
      }
    }
    let fund: Fund =
      code.hasPrefix("223") ? .stateCapital : code.hasPrefix("234") || code.hasPrefix("212") ? .funds : .general
    let carries = fund != .stateCapital && Bool.random(using: &random)
    let project = amount()
    let basic = fund == .general ? amount() : 0
    let hasOther = fund == .general && Int.random(in: 0..<3, using: &random) == 0
    return Item(
      code: code, fund: fund, basic: basic, project: project,
      opening: carries ? Int.random(in: 0...max(1, basic + project), using: &random) : 0,
      closing: carries ? amount() : 0, otherBasic: hasOther ? amount() : 0, otherProject: hasOther ? amount() : 0,
      otherSource: ["superior", "undertaking", "business", "subsidiary", "other"].randomElement(using: &random)
        ?? "other")
  }
}
