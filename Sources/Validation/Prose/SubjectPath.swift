internal import Disclosures
internal import Forms

/// Finds 一般公共服务支出（类）财政事务（款）行政运行（项） in a passage: the subject a paragraph explains.
enum SubjectPath {
  private static let levels: [([UInt8], Int)] = [
    (Words.utf8("（类）"), 0), (Words.utf8("（款）"), 1), (Words.utf8("（项）"), 2), (Words.utf8("(类)"), 0),
    (Words.utf8("(款)"), 1), (Words.utf8("(项)"), 2),
  ]

  /// The subjects in a passage with the place of their names: of each chain the deepest.
  static func find(
    in passage: Passage, tables: [Int], of disclosure: Disclosure
  ) -> [(Range<Int>, ProseNames.Target)] {
    marks(in: passage).compactMap { chain in
      guard let last = chain.last else { return nil }
      for table in tables {
        guard let rows = disclosure.tables[table]?.blocks.first?.rows else { continue }
        if let row = rows.first(where: { $0.level == last.level && matches(chain, $0, rows) }) {
          return (chain[0].range.lowerBound..<last.range.upperBound, .row(table: table, block: 0, key: row.key))
        }
      }
      return nil
    }
  }

  struct Mark {
    let name: String
    let level: Int
    let range: Range<Int>
  }

  /// Chains of named levels that follow each other directly.
  static func marks(in passage: Passage) -> [[Mark]] {
    var chains: [[Mark]] = []
    var place = 0
    while let (range, level) = next(passage, from: place) {
      var start = range.lowerBound
      while start > place, isName(passage, start) { start = previous(passage, start) }
      let name = passage.string(start..<range.lowerBound)
      let mark = Mark(name: name.filter { !$0.isWhitespace }, level: level, range: start..<range.upperBound)
      if let last = chains.last?.last, last.level < level, start - last.range.upperBound <= 6 {
        chains[chains.count - 1].append(mark)
      } else {
        chains.append([mark])
      }
      place = range.upperBound
    }
    return chains
  }

  private static func next(_ passage: Passage, from: Int) -> (Range<Int>, Int)? {
    levels.compactMap { word, level in passage.find(word, in: from..<passage.bytes.count).map { ($0, level) } }
      .min { $0.0.lowerBound < $1.0.lowerBound }
  }

  private static let ends = ["）", ")", "、", "，", "。", "；", "：", ".", "\n", "“", "”"].map(Words.utf8)

  private static func isName(_ passage: Passage, _ place: Int) -> Bool {
    !ends.contains { passage.ends(with: $0, at: place) }
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
      guard let found = current, found.level == mark.level, mark.name.hasSuffix(found.name) || found.name == mark.name
      else { return false }
    }
    return true
  }
}
