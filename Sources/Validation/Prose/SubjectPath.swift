internal import Disclosures
internal import Forms

/// Finds 一般公共服务支出（类）财政事务（款）行政运行（项） in a passage: the subject a paragraph explains.
enum SubjectPath {
  private static let words: Words = ["类", "款", "项"]

  /// The subjects in a passage with the place of their names: of each chain the deepest.
  static func find(
    in passage: Passage, tables: [Int], names: [[[UInt8]]], of disclosure: Disclosure
  ) -> [(Range<Int>, ProseNames.Target)] {
    marks(in: passage, names: names).compactMap { chain in
      guard let last = chain.last else { return nil }
      for table in tables {
        guard let rows = disclosure.tables[table]?.blocks.first?.rows else { continue }
        if let row = row(of: chain, in: rows) {
          return (chain[0].range.lowerBound..<last.range.upperBound, .row(table: table, block: 0, key: row.key))
        }
      }
      return nil
    }
  }

  /// The row a chain of names means; nil where the table has no such row.
  static func row(of chain: [Mark], in rows: [Row]) -> Row? {
    rows.first { $0.level == chain.last?.level && matches(chain, $0, rows) }
  }

  struct Mark {
    let name: String
    let level: Int
    let range: Range<Int>
    /// The figures before 类, 款 or 项 in the brackets: 204.
    var code = ""
  }

  /// The code that a chain gives piece by piece, （204类）……（06款）……（01项）; nil where it does not.
  static func code(of chain: [Mark]) -> String? {
    let code = chain.map(\.code).joined()
    return chain.count == 3 && zip(chain, [3, 2, 2]).allSatisfy { $0.code.utf8.count == $1 } ? code : nil
  }

  /// Whether a range stands in the brackets of such a mark: the 01 of （01项） counts nothing.
  static func isInMark(_ range: Range<Int>, _ passage: Passage) -> Bool {
    passage.ends(with: .opening, at: range.lowerBound) && passage.starts(with: .closing, at: range.upperBound)
      && words.all.contains { passage.ends(with: $0, at: range.upperBound) }
  }

  /// The names of each level, the longest first: 政府办公厅（室）及相关机构事务 has brackets of its own.
  static func names(of tables: [Int], _ disclosure: Disclosure) -> [[[UInt8]]] {
    (0..<3).map { level in
      let rows = tables.compactMap { disclosure.tables[$0]?.blocks.first?.rows }.joined()
      return Set(rows.filter { $0.level == level }.map(\.name)).map { Array($0.utf8) }.sorted { $0.count > $1.count }
    }
  }

  /// Chains of named levels that follow each other directly.
  static func marks(in passage: Passage, names: [[[UInt8]]]) -> [[Mark]] {
    var chains: [[Mark]] = []
    var place = 0
    while let (range, level, digits) = next(passage, from: place) {
      var start = range.lowerBound
      if let known = names[level].first(where: { passage.ends(with: $0, at: range.lowerBound) }),
        range.lowerBound - known.count >= place
      {
        start -= known.count
      } else {
        while start > place, isName(passage, start) { start = previous(passage, start) }
      }
      let name = passage.string(start..<range.lowerBound)
      let mark = Mark(
        name: name.filter { !$0.isWhitespace }, level: level, range: start..<range.upperBound,
        code: passage.string(digits))
      if let last = chains.last?.last, last.level < level, start - last.range.upperBound <= 6 {
        chains[chains.count - 1].append(mark)
      } else {
        chains.append([mark])
      }
      place = range.upperBound
    }
    let dashed = dashed(in: passage, names: names)
    if dashed.isEmpty { return chains }
    // “……（款）-……（项）” is both: what begins first counts.
    var kept: [[Mark]] = []
    for chain in (chains + dashed).sorted(by: { $0[0].range.lowerBound < $1[0].range.lowerBound }) {
      if let end = kept.last?.last?.range.upperBound, chain[0].range.lowerBound < end { continue }
      kept.append(chain)
    }
    return kept
  }

  private static let dashes: Words = ["-", "—", "－", "–"]
  private static let quote: Words = "“"
  private static let unquote: Words = "”"
  /// In bytes: three of the longest names.
  private static let longest = 300

  /// “一般公共服务支出-财政事务-行政运行”科目: 类, 款 and 项 in quotation marks, of which one at least has to be known.
  private static func dashed(in passage: Passage, names: [[[UInt8]]]) -> [[Mark]] {
    var chains: [[Mark]] = []
    var place = 0
    while let open = passage.find(quote, in: place..<passage.bytes.count) {
      place = open.upperBound
      guard let close = passage.find(unquote, in: place..<min(passage.bytes.count, place + longest)) else { continue }
      var parts: [Range<Int>] = []
      var start = place
      while let dash = passage.find(dashes, in: start..<close.lowerBound) {
        parts.append(start..<dash.lowerBound)
        start = dash.upperBound
      }
      parts.append(start..<close.lowerBound)
      place = close.upperBound
      let isKnown = parts.enumerated().contains { level, part in
        level < names.count
          && names[level].contains { $0.count == part.count && passage.starts(with: $0, at: part.lowerBound) }
      }
      guard parts.count == names.count, isKnown else { continue }
      chains.append(
        parts.enumerated().map { level, part in
          let end = level == parts.count - 1 ? close.upperBound : part.upperBound
          return Mark(
            name: passage.string(part).filter { !$0.isWhitespace }, level: level, range: part.lowerBound..<end)
        })
    }
    return chains
  }

  /// The next （类）, （款） or （项）, also with a code in it (204类) and with brackets of two kinds.
  private static func next(_ passage: Passage, from: Int) -> (range: Range<Int>, level: Int, digits: Range<Int>)? {
    var place = from
    while place < passage.bytes.count {
      let bracket = place
      guard let start = passage.end(of: .opening, at: place) else {
        place += 1
        continue
      }
      place = start
      var inner = place
      while passage.isDigit(at: inner) { inner += 1 }
      if let level = words.all.firstIndex(where: { passage.starts(with: $0, at: inner) }),
        let close = passage.end(of: .closing, at: inner + 3)
      {
        return (bracket..<close, level, place..<inner)
      }
    }
    return nil
  }

  private static let ends: Words = ["）", ")", "、", "，", "。", "；", "：", ".", "\n", "“", "”"]

  private static func isName(_ passage: Passage, _ place: Int) -> Bool {
    !passage.ends(with: ends, at: place)
  }

  private static func previous(_ passage: Passage, _ place: Int) -> Int {
    var place = place - 1
    while place > 0, passage.bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  private static func matches(_ chain: [Mark], _ row: Row, _ rows: [Row]) -> Bool {
    var current: Row? = row
    for mark in chain.reversed() {
      while let found = current, (found.level ?? -1) > mark.level {
        current = found.parent.flatMap { key in rows.first { $0.key == key } }
      }
      guard let found = current, found.level == mark.level,
        mark.name.hasSuffix(found.name)
          // 一般公共服务（类）支出.
          || (mark.name + "支出").hasSuffix(found.name)
      else { return false }
    }
    return true
  }
}
