package import Disclosures
import Diagnostics
import Figures
package import Forms
internal import TestSupport

/// A made-up department's accounts that are true to the 分, published as departments publish them.
///
/// Everything a rule compares follows from one list of items and carry-overs, so no identity can be out of balance except
/// by rounding. Tables are published in one of the two ways that real documents show: each figure rounded from its own
/// true sum, or summed up from figures that were already rounded.
package struct TrueDisclosure {
  /// How one table was made.
  package enum Convention: CaseIterable { case rounded, summed }

  let set: FormSet
  private var random: SeededGenerator
  private let items: [Item]
  private let income: [String: Int]

  package init(_ set: FormSet, seed: UInt64) {
    self.set = set
    var random = SeededGenerator(seed: seed)
    items = Item.some(of: set, &random)
    var income: [String: Int] = [:]
    for item in items { income[item.otherSource, default: 0] += item.otherIncome }
    self.income = income
    self.random = random
  }

  /// Every table of the form set that the generator knows; others stay empty.
  package mutating func tables() -> [Table?] {
    set.tables.map { form in
      let convention = Convention.allCases.randomElement(using: &random) ?? .rounded
      return table(form, convention)
    }
  }

  private mutating func table(_ form: TableForm, _ convention: Convention) -> Table? {
    switch form.id {
    case "income": coded(form, convention) { $0.incomeColumns }
    case "expenditure": coded(form, convention) { $0.expenditureColumns }
    case "general": coded(form, convention) { $0.fund == .general ? $0.generalColumns : [:] }
    case "funds": coded(form, convention) { $0.fund == .funds ? $0.fundColumns : [:] }
    case "state-capital": coded(form, convention) { $0.fund == .stateCapital ? $0.generalColumns : [:] }
    case "summary": fixed(form, summary)
    case "appropriation": fixed(form, appropriation)
    case "basic": fixed(form, economic(convention))
    case "three-public": fixed(form, threePublic(convention))
    default: form.isOptional ? nil : fixed(form, [:])
    }
  }

  // MARK: Tables with codes

  private func coded(
    _ form: TableForm, _ convention: Convention, _ amounts: (Item) -> [String: Int]
  ) -> Table {
    let columns = form.blocks[0].columns
    var truth: [String: [Amount]] = [:]
    for item in items {
      let known = amounts(item)
      guard known.values.contains(where: { $0 != 0 }) else { continue }
      var own = columns.map { Amount.of(known[$0.id] ?? 0) }
      if convention == .summed, let total = columns.firstIndex(where: { $0.id == "total" }) {
        // 合计 of a row as Excel adds it up: from the rounded columns it is the sum of.
        let parts = item.parts(of: form.id, columns: columns.map(\.id))
        own[total] = parts.isEmpty ? own[total] : parts.map { own[$0] }.reduce(.zero, +)
      }
      for key in [item.code, String(item.code.prefix(5)), String(item.code.prefix(3)), Row.totalKey] {
        truth[key] = zip(truth[key] ?? columns.map { _ in .zero }, own).map(+)
      }
    }
    if truth.isEmpty { truth[Row.totalKey] = columns.map { _ in .zero } }
    let span = SourceSpan.start(of: "\(form.id).yaml")
    let keys = truth.keys.filter { $0 != Row.totalKey }.sorted() + [Row.totalKey]
    let rows = keys.map { key -> Row in
      let isTotal = key == Row.totalKey
      let cells = truth[key, default: []].map { Cell(.figure($0.published(convention)), span: span) }
      return Row(
        key: key, code: isTotal ? nil : key, name: isTotal ? "合计" : key, label: key, level: CodeTree.level(of: key),
        parent: isTotal ? nil : CodeTree.parent(of: key) ?? Row.totalKey, isTotal: isTotal, cells: cells, span: span)
    }
    return Table(
      form: form, blocks: [TableBlock(form: form.blocks[0], rows: rows)], unit: "万元", decimals: 2,
      path: "\(form.id).yaml")
  }

  // MARK: Tables with fixed lines

  /// `block.line.column` (ids or codes) → figure.
  private func fixed(_ form: TableForm, _ figures: [String: Figure]) -> Table {
    let span = SourceSpan.start(of: "\(form.id).yaml")
    let blocks = form.blocks.map { block -> TableBlock in
      let rows = block.lines.map { line -> Row in
        let key = line.code ?? line.id
        let cells = block.columns.map { column in
          Cell(figures["\(block.id).\(key).\(column.id)"].map { .figure($0) } ?? .blank, span: span)
        }
        let parent = line.code.flatMap { CodeTree.parent(of: $0) }.flatMap { parent in
          block.lines.contains { $0.code == parent } ? parent : nil
        }
        return Row(
          key: key, code: line.code, name: line.name, label: line.label, level: line.code.flatMap(CodeTree.level),
          parent: parent, isTotal: line.isTotal, cells: cells, span: span)
      }
      return TableBlock(form: block, rows: rows)
    }
    return Table(form: form, blocks: blocks, unit: "万元", decimals: 2, path: "\(form.id).yaml")
  }

  private var summary: [String: Figure] {
    var cells: [String: Int] = [:]
    for fund in Item.Fund.allCases {
      cells["revenue.\(fund.rawValue).final"] = items.filter { $0.fund == fund }.reduce(0) { $0 + $1.fiscalIncome }
    }
    for (source, amount) in income { cells["revenue.\(source).final", default: 0] += amount }
    let yearIncome = cells.values.reduce(0, +)
    let opening = items.reduce(0) { $0 + $1.opening }, closing = items.reduce(0) { $0 + $1.closing }
    let spent = items.reduce(0) { $0 + $1.spent }
    cells["revenue.year.final"] = yearIncome
    cells["revenue.opening.final"] = opening
    cells["revenue.total.final"] = yearIncome + opening
    for item in items { cells["expenditure.\(item.code.prefix(3)).final", default: 0] += item.spent }
    cells["expenditure.year.final"] = spent
    cells["expenditure.closing.final"] = closing
    cells["expenditure.total.final"] = spent + closing
    return cells.mapValues { Amount.of($0).published(.rounded) }
  }

  private var appropriation: [String: Figure] {
    var cells: [String: Int] = [:]
    func add(_ key: String, _ amount: Int) { cells[key, default: 0] += amount }
    for item in items {
      let fund = item.fund.rawValue
      add("revenue.\(fund).amount", item.fiscalIncome)
      add("revenue.year.amount", item.fiscalIncome)
      add("revenue.opening.amount", item.opening)
      add("revenue.opening-\(fund).amount", item.opening)
      add("revenue.total.amount", item.fiscalIncome + item.opening)
      for column in [fund, "total"] {
        add("expenditure.\(item.code.prefix(3)).\(column)", item.fiscalSpent)
        add("expenditure.year.\(column)", item.fiscalSpent)
        add("expenditure.closing.\(column)", item.closing)
        add("expenditure.total.\(column)", item.fiscalSpent + item.closing)
      }
    }
    return cells.mapValues { Amount.of($0).published(.rounded) }
  }

  /// The general budget's basic expenditure spread over the economic classification.
  private mutating func economic(_ convention: Convention) -> [String: Figure] {
    guard let form = set.tables.first(where: { $0.id == "basic" }), let block = form.blocks.first else { return [:] }
    var cells: [String: Amount] = [:]
    for (code, amount) in spread {
      let group = String(code.prefix(3))
      let total = ["301", "303"].contains(group) ? "staff" : "public"
      for key in [code, group, total] { cells[key, default: .zero] = cells[key, default: .zero] + Amount.of(amount) }
    }
    return Dictionary(
      uniqueKeysWithValues: cells.map { ("\(block.id).\($0.key).final", $0.value.published(convention)) })
  }

  private var spread: [(code: String, amount: Int)] {
    guard let block = set.tables.first(where: { $0.id == "basic" })?.blocks.first else { return [] }
    var random = SeededGenerator(
      seed: UInt64(items.count) &* 7919 &+ UInt64(items.reduce(0) { $0 + $1.spent } & 0xFFFF))
    var left = items.filter { $0.fund == .general }.reduce(0) { $0 + $1.basic }
    let leaves = block.lines.compactMap(\.code).filter { $0.count == 5 }.shuffled(using: &random)
    var found: [(String, Int)] = []
    for (index, code) in leaves.enumerated() where left > 0 {
      let amount = index == leaves.count - 1 ? left : min(left, Int.random(in: 0...max(1, left / 3), using: &random))
      found.append((code, amount))
      left -= amount
    }
    if left > 0, let last = found.indices.last { found[last].1 += left }
    return found.filter { $0.1 > 0 }
  }

  private mutating func threePublic(_ convention: Convention) -> [String: Figure] {
    let basic = Dictionary(uniqueKeysWithValues: spread.map { ($0.code, $0.amount) })
    var cells: [String: Amount] = [:]
    // What projects pay of it is a part of what projects cost.
    var projects = items.filter { $0.fund == .general }.reduce(0) { $0 + max(0, $1.fiscalSpent - $1.basic) }
    for (line, code) in [
      ("abroad", "30212"), ("vehicle-purchase", "31013"), ("vehicle-running", "30231"), ("hospitality", "30217"),
    ] {
      let extra = Bool.random(using: &random) ? Int.random(in: 0...min(5_000_000, projects), using: &random) : 0
      projects -= extra
      let final = (basic[code] ?? 0) + extra
      let budget = final + Int.random(in: 0...9_000_000, using: &random)
      for (block, amount) in [("final", final), ("budget", budget)] {
        for key in [line, "total"] + (line.hasPrefix("vehicle") ? ["vehicles"] : []) {
          cells["\(block).\(key).amount", default: .zero] =
            cells["\(block).\(key).amount", default: .zero] + Amount.of(amount)
        }
      }
    }
    return cells.mapValues { $0.published(convention) }
  }
}

/// An amount with what it is when rounded first and summed afterwards.
private struct Amount {
  let fen: Int
  /// In units of 0.01 万元.
  let rounded: Int

  static let zero = Amount(fen: 0, rounded: 0)

  static func of(_ fen: Int) -> Amount {
    Amount(fen: fen, rounded: Int(ExactDecimal.divideRounding(Int128(fen), 10_000)))
  }

  static func + (left: Amount, right: Amount) -> Amount {
    Amount(fen: left.fen + right.fen, rounded: left.rounded + right.rounded)
  }

  func published(_ convention: TrueDisclosure.Convention) -> Figure {
    let units = convention == .rounded ? Amount.of(fen).rounded : rounded
    return Figure(ExactDecimal(Int128(units), scale: 2), decimals: 2, isExact: fen == 0)
  }
}
