internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Forms

/// Every name by which the narrative may speak of a figure: lines, columns and subjects of the tables, declared figures,
/// and the form set's own phrases.
struct ProseNames: Sendable {
  enum Target: Sendable, Hashable {
    case cell(CellID)
    /// A line or subject; which column is meant depends on the sentence.
    case row(table: Int, block: Int, key: String)
    /// A column of a coded table; its row of totals is meant unless a subject was named.
    case column(table: Int, block: Int, column: Int)
    case field(String)

    var table: Int? {
      switch self {
      case .cell(let cell): cell.table
      case .row(let table, _, _), .column(let table, _, _): table
      case .field: nil
      }
    }
  }

  struct Meaning: Sendable, Hashable {
    let target: Target
    /// The sections in which it holds; nil for all.
    let sections: Set<String>?
  }

  struct Match: Sendable {
    let range: Range<Int>
    let meanings: [Meaning]
  }

  private struct Entry {
    let bytes: [UInt8]
    var meanings: [Meaning]
  }

  private static let general: Set<String> = [
    "决算数", "预算数", "年初预算数", "全年预算数", "执行数", "总额", "金额", "预算金额", "货物", "工程", "服务", "人次", "批次",
  ]

  /// By the first three bytes (one Chinese character); the longest names first.
  private let entries: [UInt32: [(bytes: [UInt8], meanings: [Meaning])]]

  init(_ disclosure: Disclosure) {
    var found: [ByteKey: [Meaning]] = [:]
    func add(_ name: String, _ target: Target, in sections: Set<String>? = nil) {
      guard name.utf8.count >= 6 else { return }
      let meaning = Meaning(target: target, sections: sections)
      found[ByteKey(name), default: []].appendNew(meaning)
    }
    let set = disclosure.set
    for (index, form) in set.tables.enumerated() where form.isStatutory {
      for (place, block) in form.blocks.enumerated() {
        if form.isCoded {
          for (column, head) in block.columns.enumerated() where !head.isText {
            for name in [head.name] + head.aliases where name != "合计" && name != "小计" {
              add(name, .column(table: index, block: place, column: column))
            }
          }
          for row in disclosure.tables[index]?.blocks[place].rows ?? [] where !row.isTotal {
            add(row.name, .row(table: index, block: place, key: row.key))
          }
        } else {
          for line in block.lines {
            let key = line.code ?? line.id
            for name in [line.name] + line.aliases where name != "合计" && name != "总计" {
              add(name, .row(table: index, block: place, key: key))
            }
            if line.name.hasSuffix("小计") || line.name.hasSuffix("合计") {
              add(String(line.name.dropLast(2)), .row(table: index, block: place, key: key))
            }
          }
        }
      }
    }
    let fieldNames = Dictionary(grouping: disclosure.fields, by: \.name)
    for field in disclosure.fields {
      let path = "\(field.group).\(field.name)"
      add(field.group + field.name, .field(path))
      // A name of several groups, or one that sentences use of everything, names none.
      if fieldNames[field.name]?.count == 1, !Self.general.contains(field.name) { add(field.name, .field(path)) }
    }
    for name in set.proseNames {
      let sections = name.sections.isEmpty ? nil : Set(name.sections)
      guard let target = Self.target(name.address, set, disclosure) else { continue }
      for phrase in name.phrases where !phrase.contains(TemplatePhrases.gap) { add(phrase, target, in: sections) }
    }
    var entries: [UInt32: [(bytes: [UInt8], meanings: [Meaning])]] = [:]
    for (name, meanings) in found {
      let bytes = Array(name.text.utf8)
      entries[Self.head(bytes, 0), default: []].append((bytes, meanings))
    }
    self.entries = entries.mapValues { list in list.sorted { $0.bytes.count > $1.bytes.count } }
  }

  static func target(_ reference: CellReference, _ set: FormSet, _ disclosure: Disclosure) -> Target? {
    if reference.isField { return .field(reference.path.dropFirst().joined(separator: ".")) }
    guard let resolution = try? TableResolution(reference, in: set), case .key(let name)? = resolution.selector,
      case .one(let column) = resolution.columns
    else { return nil }
    let form = set.tables[resolution.table]
    let block = form.blocks[resolution.block]
    let key: String
    if form.isCoded {
      key = name == (form.totalRow ?? "合计") ? Row.totalKey : name
    } else {
      guard let line = block.line(named: name) else { return nil }
      key = block.lines[line].code ?? block.lines[line].id
    }
    return .cell(CellID(table: resolution.table, block: resolution.block, row: key, column: column))
  }

  /// The names in a range, the longest at each place, without overlaps.
  func matches(in passage: Passage, _ range: Range<Int>) -> [Match] {
    var matches: [Match] = []
    var place = range.lowerBound
    while place + 3 <= range.upperBound {
      let byte = passage.bytes[place]
      guard byte >= 0x80 else {
        place += 1
        continue
      }
      if let list = entries[Self.head(passage.bytes, place)],
        let entry = list.first(where: {
          place + $0.bytes.count <= range.upperBound && passage.starts(with: $0.bytes, at: place)
        })
      {
        matches.append(Match(range: place..<(place + entry.bytes.count), meanings: entry.meanings))
        place += entry.bytes.count
      } else {
        place += byte >= 0xF0 ? 4 : 3
      }
    }
    return matches
  }

  private static func head(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    guard place + 3 <= bytes.count else { return 0 }
    return UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
  }
}

extension [ProseNames.Meaning] {
  fileprivate mutating func appendNew(_ meaning: ProseNames.Meaning) {
    if !contains(meaning) { append(meaning) }
  }
}
