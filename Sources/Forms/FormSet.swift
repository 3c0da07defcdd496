package import Diagnostics

/// The statutory tables, sections and rules of one (jurisdiction, fiscal year, kind). Data, not code.
package struct FormSet: Sendable {
  /// `national/2020/final-accounts`: also where its files are.
  package let id: String
  /// A hash of every file it was read from, parents and code lists included.
  package let digest: String
  package let title: String
  package let year: Int
  /// The last part of a disclosure's URL: `final-accounts`.
  package let kind: String
  /// `部门决算`.
  package let kindTitle: String
  /// How long after approval it must be public; nil where no law says.
  package let deadline: Deadline?
  /// What the document reports is known only after the fiscal year (决算), so it cannot be public before.
  package let isAfterYear: Bool
  package let unit: String
  package let decimals: Int
  package let tables: [TableForm]
  package internal(set) var sections: [SectionForm]
  package internal(set) var statements: [StatementForm]
  package let codeLists: [String: CodeList]
  /// What subjects were called in earlier years → what they are called now, of all lists.
  package let formerNames: [String: String]
  package internal(set) var rules: [Rule]
  /// Where the set comes from, and what in it nobody has verified.
  package let sources: [String]
  package let unverified: [Unverified]
  /// The rules that no recorded exception can let pass.
  package let locked: Set<String>
  /// The figures a disclosure may declare beside its tables (申报项).
  package let fields: [FieldForm]
  /// The words that readers meet beside the tables (尾差 footnote, symbols).
  package internal(set) var keyFigures: [KeyFigure]
  /// What prose calls figures (正文里的叫法), beside the names of tables, lines and columns.
  package internal(set) var proseNames: [ProseName]

  /// How items of its score card are scored, where its own figures decide.
  package internal(set) var criteria: [Criterion]
  /// What is compared over the years, table by table; empty for the key figures alone.
  package internal(set) var comparison: [ComparisonForm] = []
  /// Where figures of different years do not count the same.
  package internal(set) var basisChanges: [BasisChange] = []
  /// The charts of the overview.
  package internal(set) var charts: [ChartForm] = []
  /// The sheets a disclosure may attach, many of each: project self-evaluations, investment sheets.
  package internal(set) var sheets: [SheetForm]
  /// Of the set of a sheet: the field that names one.
  package let namedBy: CellReference?
  /// Of the set of a sheet as filled in: its name, which stands behind its addresses (`…@民生诉求`).
  package var sheet: String?

  /// What the addresses of its rules mean, by its tables.
  package let resolutions = ResolutionCache()

  package func table(named name: String) -> TableForm? { tables.first { $0.answers(to: name) } }

  package var statutoryTables: [TableForm] { tables.filter(\.isStatutory) }

  /// The sections that hold prose, in printed order.
  package var leafSections: [SectionForm] { sections.flatMap(\.leaves) }

  /// The title of the section that rules call `name`, for people; `name` itself where there is none.
  package func sectionTitle(_ name: String) -> String { leafSections.first { $0.answers(to: name) }?.title ?? name }
}

/// The shape of one kind of sheet: a form set of its own.
package struct SheetForm: Sendable {
  /// What the `form:` of a sheet's file says.
  package let id: String
  package let set: FormSet
}

/// A statutory time limit: calendar days from the approval by the finance department (批复).
package struct Deadline: Sendable, Hashable {
  package let days: Int
  package let basis: String
}

/// A required section of the document.
package struct SectionForm: Sendable, Hashable {
  package enum Content: String, Sendable, Hashable {
    /// Prose from a narrative file.
    case prose
    /// The statutory tables.
    case tables
    /// The glossary.
    case glossary
  }

  package let id: String
  package let title: String
  /// Other titles inspectors accept.
  package let accepts: [String]
  package let content: Content
  package let isRequired: Bool
  package let children: [SectionForm]
  /// The tables whose figures it explains, by id.
  package let about: [String]
  /// The figure it is about where a sentence names none: its table's total.
  package let subject: CellReference?
  /// The coded table it explains 项 by 项, by id.
  package let items: String?

  package var leaves: [SectionForm] { children.isEmpty ? [self] : children.flatMap(\.leaves) }

  package func answers(to name: String) -> Bool {
    name.hasSameBytes(as: id) || name.hasSameBytes(as: title) || accepts.contains(bytesOf: name)
  }

  /// The same section without the subjects that `isGone` tells of.
  func dropping(_ isGone: (CellReference) -> Bool) -> SectionForm {
    SectionForm(
      id: id, title: title, accepts: accepts, content: content, isRequired: isRequired,
      children: children.map { $0.dropping(isGone) }, about: about,
      subject: subject.flatMap { isGone($0) ? nil : $0 }, items: items)
  }
}

/// A sentence that has to stand in the text: where a table is empty (and may not where it is not), or always.
package struct StatementForm: Sendable, Hashable {
  package enum Subject: Sendable, Hashable {
    /// The table that is empty.
    case table(String)
    /// The section that has to say it.
    case section(String)
  }

  package let id: String
  package let name: String
  package let level: Finding.Level
  package let basis: String
  package let subject: Subject
  /// One phrase of every group has to occur in one sentence. Of an empty table `支出0` is also said by 支出预算为 0.00 万元.
  package let phrases: [[String]]
  package let span: SourceSpan
}

/// Something in a form set that nobody has checked against the official text. Rules that rest on it warn at most.
package struct Unverified: Sendable, Hashable {
  package let note: String
  /// Tables, rules or lines it concerns; empty for a remark.
  package let about: [String]
}

/// A figure that is declared beside the tables: `申报.政府采购.总额`.
package struct FieldForm: Sendable, Hashable {
  package let group: String
  package let name: String
  package let unit: String
  package let path: String

  init(group: String, name: String, unit: String) {
    (self.group, self.name, self.unit) = (group, name, unit)
    path = "\(group).\(name)"
  }
}

/// A phrase by which prose speaks of a figure: 收入决算总计 for 收支总表.收入[总计].
package struct ProseName: Sendable, Hashable {
  /// The phrase and others that mean the same.
  package let phrases: [String]
  package let address: CellReference
  /// The sections in which it means that figure, by id; empty for all.
  package let sections: [String]
}

/// A figure shown on the overview, in the form set's order.
package struct KeyFigure: Sendable, Hashable {
  package let label: String
  package let address: CellReference
}
