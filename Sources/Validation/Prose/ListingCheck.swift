internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// NAR-10: 人员经费主要包括：A、B、C names what the table of basic expenditure has figures for, all of it and nothing else.
enum ListingCheck {
  private static let include: Words = "包括"
  private static let ends: Words = ["。", "；", "\n"]
  private static let etc: Words = ["等", "等。", "等支出"]

  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    var findings: [Finding] = []
    for (index, section) in disclosure.sections.enumerated() {
      guard let about = section.form?.about,
        let table = disclosure.tables.indices.first(where: {
          disclosure.set.tables[$0].layout == .segments && about.contains(disclosure.set.tables[$0].id)
        }), let data = disclosure.tables[table], data.isWhole, let block = data.blocks.first
      else { continue }
      let codes = block.form.lines.filter { ($0.code?.count ?? 0) == 5 }
      for passage in passages where passage.section == index {
        var place = 0
        while let found = passage.find(include, in: place..<passage.bytes.count) {
          place = found.upperBound
          findings += check(passage, from: found.upperBound, codes, block, data, disclosure.set.tables[table].short)
        }
      }
    }
    return findings
  }

  private static func check(
    _ passage: Passage, from: Int, _ lines: [LineForm], _ block: TableBlock, _ table: Table, _ short: String
  ) -> [Finding] {
    let rest = from..<passage.bytes.count
    let end = passage.firstStart(of: ends, in: rest) ?? rest.upperBound
    func line(_ item: Item) -> LineForm? {
      lines.first { line in ([line.name] + line.aliases).contains { isSame(item.name, $0) } }
    }
    // 公务用车运行维护费及购置费 are two; 税金及附加费用 is one.
    let names = items(passage, from..<end, separators).flatMap { item in
      line(item) == nil ? items(passage, item.range, joins) : [item]
    }
    let matched = names.compactMap { item in line(item).map { (item, $0) } }
    // Fewer than three is no list of subjects; figures behind the names are compared on their own.
    guard matched.count >= 3, matched.count * 2 >= names.count else { return [] }
    func value(_ line: LineForm) -> ExactDecimal {
      block.row(line.code ?? line.id)?.cells.first?.figure(decimals: table.decimals).value ?? .zero
    }
    var findings: [Finding] = []
    let zero = matched.filter { value($0.1).isZero }
    for (item, line) in zero {
      findings.append(
        finding(
          "列举了“\(item.name)”，\(short)[\(line.code ?? line.id)] 没有数", at: passage.span(item.range), fix: "没有发生的不列举"))
    }
    // A list that ends in 等 need not name all.
    guard !passage.ends(with: etc, at: end) else { return findings }
    let segments = Set(matched.map { String($0.1.code?.prefix(3) ?? "") })
    let named = Set(matched.map(\.1.id))
    let left = lines.filter { line in
      segments.contains(String(line.code?.prefix(3) ?? "")) && !named.contains(line.id) && !value(line).isZero
    }
    // 人员经费 and 公用经费 share no class, but a class may be spread over both.
    guard !left.isEmpty, left.count * 2 <= matched.count else { return findings }
    let text =
      left.prefix(5).map { "\($0.name)（\($0.code ?? "")）" }.joined(separator: "、") + (left.count > 5 ? "等" : "")
    findings.append(
      finding("\(short)有数、这里没有列举的：\(text)", at: passage.span(from..<end), fix: "补上，或在最后写“等”"))
    return findings
  }

  /// 办公设备购置支出 for 办公设备购置.
  private static func isSame(_ item: String, _ name: String) -> Bool {
    item == name || item == name + "支出" || item + "支出" == name
  }

  private struct Item {
    let name: String
    let range: Range<Int>
  }

  private static let separators: Words = ["、", "，", "：", ":", ",", " "]

  private static let joins: Words = ["及", "和", "与"]

  private static func items(_ passage: Passage, _ range: Range<Int>, _ separators: Words) -> [Item] {
    var items: [Item] = []
    var start = range.lowerBound
    var place = start
    func close(_ end: Int) {
      guard end > start else { return }
      var name = passage.string(start..<end)
      if name.hasSuffix("等") { name.removeLast() }
      items.append(Item(name: name, range: start..<end))
    }
    while place < range.upperBound {
      if let end = passage.end(of: separators, at: place) {
        close(place)
        place = end
        start = place
      } else {
        place += 1
      }
    }
    close(range.upperBound)
    return items
  }

  private static func finding(_ message: String, at span: SourceSpan, fix: String) -> Finding {
    Finding(
      builtIn: "NAR-10", level: .warning, message: message, at: span,
      fix: fix)
  }
}
