package import Diagnostics
package import Figures

/// The official form of one table: what is printed, in which order, under which heads.
package final class TableForm: Sendable {
  /// How the form arranges blocks, lines and columns on paper.
  package enum Layout: String, Sendable, Hashable, CaseIterable {
    /// Coded rows under one head (收入表).
    case list
    /// Blocks of fixed lines side by side (收支总表).
    case paired
    /// One block of coded lines, cut into columns side by side (基本支出表).
    case segments
    /// Lines printed as columns, one printed row (三公表).
    case transposed
    /// A tree of named rows of any depth: indicators with weights and scores (评分表), tasks, payments.
    case indicators
    /// Named fields, each with one value (项目概况).
    case record
  }

  /// ASCII, stable: the file name of its data and the last part of its URL.
  package let id: String
  /// The name rules and prose use: `支出表`.
  package let short: String
  package let title: String
  /// The code printed on it, e.g. `公开03表`; nil where the form has none.
  package let code: String?
  package let layout: Layout
  package let blocks: [BlockForm]
  /// The head over the codes and over the names of coded rows.
  package let codeHead: String?
  package let nameHead: String
  /// The names of the levels of coded rows, by code length or depth: 类, 款, 项.
  package let levels: [String]

  /// What stands over the columns of a tree's levels: 一级指标, 二级指标; the head of names where there is one level.
  package var levelHeads: [String] {
    levels.count == 1 ? [nameHead] : levels.map { $0.hasSuffix("级") ? "\($0)指标" : $0 }
  }
  /// The name of the row of totals of a coded table.
  package let totalRow: String?
  /// Which code list gives the official names of its codes.
  package let codeList: String?
  package let notes: [String]
  /// The unit and decimals of its figures; nil for the disclosure's own.
  package let unit: String?
  package let decimals: Int?
  /// Figures are exact (scores, counts) rather than rounded from something finer.
  package let isExact: Bool
  /// Negative figures are allowed in these columns or lines (ids or names).
  package let negatives: [String]
  /// 行次 are printed; rules may count by them even where they are not.
  package let printsNumbers: Bool
  /// The blocks of a transposed table alternate line by line (预算数、决算数 under each item) instead of following each other.
  package let isInterleaved: Bool
  /// A disclosure may leave the table out.
  package let isOptional: Bool
  /// One of the statutory tables (a score card is not).
  package let isStatutory: Bool
  /// The words for totals, best first: 优, 良, 中, 差. Empty where nothing is graded.
  package let grades: [Grade]
  /// The sheets it lists, by the ids of their forms: a table without data of its own.
  package let collects: [String]
  /// The rows a tree has to have: 产出指标, 效益指标 …
  package let requiredRows: [String]
  /// Dates of a record that follow each other, and fields that call for another.
  package let orders: [Order]
  package let needs: [Need]
  package let span: SourceSpan

  init(
    id: String, short: String, title: String, code: String?, layout: Layout, blocks: [BlockForm], codeHead: String?,
    nameHead: String, levels: [String], totalRow: String?, codeList: String?, notes: [String], unit: String?,
    decimals: Int?, isExact: Bool, negatives: [String], printsNumbers: Bool, isInterleaved: Bool, isOptional: Bool,
    isStatutory: Bool, grades: [Grade], collects: [String], requiredRows: [String], orders: [Order], needs: [Need],
    span: SourceSpan
  ) {
    self.id = id
    self.short = short
    self.title = title
    self.code = code
    self.layout = layout
    self.blocks = blocks
    self.codeHead = codeHead
    self.nameHead = nameHead
    self.levels = levels
    self.totalRow = totalRow
    self.codeList = codeList
    self.notes = notes
    self.unit = unit
    self.decimals = decimals
    self.isExact = isExact
    self.negatives = negatives
    self.printsNumbers = printsNumbers
    self.isInterleaved = isInterleaved
    self.isOptional = isOptional
    self.isStatutory = isStatutory
    self.grades = grades
    self.collects = collects
    self.requiredRows = requiredRows
    self.orders = orders
    self.needs = needs
    self.span = span
  }

  package struct Order: Sendable, Hashable {
    package let before: String
    package let after: String
  }

  /// Where `field` says `value`, `needs` is filled in, and only there.
  package struct Need: Sendable, Hashable {
    package let field: String
    package let value: String
    package let needs: String
  }

  /// A word for scores from a bound upwards; without a bound for all the rest.
  package struct Grade: Sendable, Hashable {
    package let word: String
    package let atLeast: ExactDecimal?
  }

  package var isCoded: Bool { layout == .list || layout == .indicators }

  /// Whether its table and its page are those of a score card: what was reached of what, with the criteria folded away.
  package var isScoreCard: Bool {
    layout == .indicators && ["weight", "score", "criterion"].allSatisfy { blocks[0].column(named: $0) != nil }
  }

  /// The key of the one row of a record.
  package static let recordKey = "record"

  package func block(named name: String) -> Int? {
    blocks.firstIndex { $0.name.hasSameBytes(as: name) || $0.id.hasSameBytes(as: name) }
  }

  package func answers(to name: String) -> Bool {
    name.hasSameBytes(as: short) || name.hasSameBytes(as: id) || name.hasSameBytes(as: title)
      || code?.hasSameBytes(as: name) ?? false
  }
}

/// One side of a two-sided table; tables with one side have one block without a name.
package final class BlockForm: Sendable {
  package let id: String
  package let name: String
  package let lines: [LineForm]
  package let columns: [ColumnForm]

  /// The head over its line names, e.g. 项目.
  package let nameHead: String?
  /// The columns that hold figures; the others hold text.
  package let figureColumns: [Int]

  /// Every name of every line, as addresses and data may write it; -1 where several coded lines share one.
  private let lineIndex: [ByteKey: Int]
  private let columnIndex: [ByteKey: Int]

  package init(id: String, name: String, lines: [LineForm], columns: [ColumnForm], nameHead: String?) {
    self.id = id
    self.name = name
    self.lines = lines
    self.columns = columns
    self.nameHead = nameHead
    figureColumns = columns.indices.filter { !columns[$0].isText }
    var index: [ByteKey: Int] = [:]
    for (place, line) in lines.enumerated() {
      for name in ([line.name, line.label] + line.aliases).flatMap(Self.spellings) where !name.isEmpty {
        let name = ByteKey(name)
        if let other = index[name], other != place { index[name] = -1 } else { index[name] = place }
      }
    }
    // Codes and ids are unique, and win over names.
    for (place, line) in lines.enumerated() {
      index[ByteKey(line.id)] = place
      if let code = line.code { index[ByteKey(code)] = place }
    }
    lineIndex = index
    var columnIndex: [ByteKey: Int] = [:]
    for (place, column) in columns.enumerated() {
      for name in ([column.name, column.id] + column.aliases).flatMap(Self.spellings)
      where columnIndex[ByteKey(name)] == nil {
        columnIndex[ByteKey(name)] = place
      }
    }
    self.columnIndex = columnIndex
  }

  /// A name, and the same with half-width brackets: 因公出国（境）费, 因公出国(境)费.
  private static func spellings(_ name: String) -> [String] {
    let half = LineForm.halfWidth(name)
    return half == name ? [name] : [name, half]
  }

  /// The column an address means when it names none.
  package var defaultColumn: Int? {
    if let marked = columns.firstIndex(where: \.isDefault) { return marked }
    let figures = figureColumns
    return figures.count == 1 ? figures[0] : nil
  }

  package func column(named name: String) -> Int? {
    columnIndex[ByteKey(name)]
  }

  /// 同栏: the column that has the name of a column of another table. Ids will not do: 上级补助收入 and 上缴上级支出 have the
  /// same one.
  package func column(like other: ColumnForm) -> Int? {
    ([other.name] + other.aliases).lazy.compactMap { self.column(named: $0) }.first
  }

  /// The line of that name or code; nil where there is none, or where several coded lines share the name.
  package func line(named name: String) -> Int? {
    guard let place = lineIndex[ByteKey(name)], place >= 0 else { return nil }
    return place
  }
}

/// One printed line of a fixed table.
package final class LineForm: Sendable {
  /// ASCII, unique in its block: the anchor of its row.
  package let id: String
  /// Unique in its block: what data, rules and prose call it.
  package let name: String
  /// As printed: `一、一般公共服务支出`.
  package let label: String
  /// The functional or economic code behind the line.
  package let code: String?
  /// 行次.
  package let number: Int?
  package let isTotal: Bool
  /// Data may leave it out: then its cells are blank.
  package let isOptional: Bool
  /// The head over a group of lines that are printed as columns.
  package let group: String?
  /// Which of the side-by-side parts it stands in (`segments`).
  package let segment: Int
  package let aliases: [String]

  init(
    id: String, name: String, label: String, code: String?, number: Int?, isTotal: Bool, isOptional: Bool,
    group: String?, segment: Int, aliases: [String]
  ) {
    self.id = id
    self.name = name
    self.label = label
    self.code = code
    self.number = number
    self.isTotal = isTotal
    self.isOptional = isOptional
    self.group = group
    self.segment = segment
    self.aliases = aliases
  }

  /// With half-width brackets instead of full-width ones.
  package static func halfWidth(_ name: String) -> String {
    name.utf8.contains(0xEF) ? name.replacing("（", with: "(").replacing("）", with: ")") : name
  }

  package func answers(to name: String) -> Bool {
    [self.name, label, id].contains(bytesOf: name) || code?.hasSameBytes(as: name) ?? false
      || aliases.contains(bytesOf: name)
  }
}

/// One column of figures or text.
package final class ColumnForm: Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case figure
    case text
    /// What an indicator was to reach, as typed: `≥90%`, `2小时`, `持续提升`.
    case target
    /// What it reached.
    case actual
    case date
  }

  /// ASCII, unique in its block: part of a cell's anchor.
  package let id: String
  package let name: String
  /// As printed where it differs from the name (小计 under a group head).
  package let label: String
  /// The head over a group of columns.
  package let group: String?
  package let aliases: [String]
  package let isDefault: Bool
  package let kind: Kind
  /// The unit and decimals of its figures where they are not the table's.
  package let unit: String?
  package let decimals: Int?
  /// A figure typed with more decimals than declared keeps them: it is as precise as it was typed.
  package let keepsDecimals: Bool
  /// The only words a text may be; empty for any.
  package let choices: [String]
  /// What a text looks like, with `0` for every digit: `0000-000000-00-00-000000`.
  package let shape: String?
  /// A text that may be left empty.
  package let isOptional: Bool

  init(
    id: String, name: String, label: String, group: String?, aliases: [String], isDefault: Bool, kind: Kind,
    unit: String?, decimals: Int?, keepsDecimals: Bool, choices: [String], shape: String?, isOptional: Bool
  ) {
    self.id = id
    self.name = name
    self.label = label
    self.group = group
    self.aliases = aliases
    self.isDefault = isDefault
    self.kind = kind
    self.unit = unit
    self.decimals = decimals
    self.keepsDecimals = keepsDecimals
    self.choices = choices
    self.shape = shape
    self.isOptional = isOptional
  }

  package var isText: Bool { kind != .figure }
  package var isPercent: Bool { unit == "%" }
}
