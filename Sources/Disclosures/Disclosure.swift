package import Diagnostics
package import Extraction
package import Figures
package import Forms
private import Synchronization

/// One department's document of one kind for one fiscal year (公开件), as read: typed, with the place of everything.
package struct Disclosure: Sendable {
  /// A figure the finance system does not hold: counts, procurement, assets (申报项).
  package struct Field: Sendable, Hashable {
    package let group: String
    package let name: String
    package let figure: Figure
    package let unit: MeasureUnit
    package let span: SourceSpan

    package init(group: String, name: String, figure: Figure, unit: MeasureUnit, span: SourceSpan) {
      self.group = group
      self.name = name
      self.figure = figure
      self.unit = unit
      self.span = span
    }
  }

  /// Declared figures that are there and could not be read.
  package struct UnreadFigures: Sendable {
    /// `组.项`.
    var fields: Set<String> = []
    var groups: Set<String> = []
    var isWithoutFields = false
    /// Whether any of another period is among them.
    var hasComparatives = false

    package init() {}

    func contains(_ field: String) -> Bool {
      isWithoutFields || fields.contains(field) || groups.contains(String(field.prefix { $0 != "." }))
    }
  }

  /// A published figure that was changed afterwards, declared with its reason (更正).
  package struct Correction: Sendable, Hashable {
    package let date: CalendarDate
    package let cell: String
    package let old: String
    package let new: String
    package let reason: String
    package let span: SourceSpan
  }

  /// `pingshan-zwsj/2020/final-accounts`: below `content/` and in every URL.
  package let id: String
  package let department: String
  package let year: Int
  package let kind: String
  package let set: FormSet
  /// By index in `set.tables`; nil where the data hold none.
  package let tables: [Table?]
  /// Project sheets and the like, in the order of their files.
  package let sheets: [Sheet]
  package let sections: [NarrativeSection]
  /// The paths of files that are there and gave nothing, because they cannot be read.
  package let unread: Set<String>
  package let fields: [Field]
  package let unreadFigures: UnreadFigures
  /// The keys of `disclosure.yaml` that are there and gave nothing: misspelt, or no date. They are not missing as well.
  package let unreadKeys: Set<String>
  /// Figures of other periods: last year's, the budgets'.
  package let comparatives: Comparatives
  /// The glossary terms it selects, in its order.
  package let terms: [Located<String>]
  package let corrections: [Correction]
  package let approved: Located<CalendarDate>?
  package let published: Located<CalendarDate>?
  package let source: String
  package let unit: MeasureUnit
  package let decimals: Int
  package let basisNotes: [String]
  package let attachments: [Attachment]
  /// Subjects that are not broken down because what they pay for is secret.
  package let secrecy: [SecrecyDecision]
  /// The data files as typed, for checks of what must not be written anywhere in them.
  package let files: [SourceFile]
  /// Findings the department has decided to let stand.
  package let exceptions: [Exception]
  /// `suppressions.yaml`, where it could not be read at all.
  package let unreadExceptions: SourceFile?
  /// Why subjects differ from the budget.
  package let reasons: Reasons
  /// The place of `disclosure.yaml`.
  package let span: SourceSpan
  /// Other disclosures of the department on this site, by the period that addresses call them: 上年, 年初预算.
  package var relatives: [String: Disclosure] = [:] { didSet { memo = Memo(Known()) } }
  /// The periods whose disclosure is in the department's folder and cannot be read.
  package var unreadRelatives: Set<String> = [] { didSet { memo = Memo(Known()) } }
  /// What `department.yaml` says the publisher is: 行政单位, 下属事业单位 …
  package var departmentType: String?
  /// The department's name, then former names and short forms.
  package var departmentNames: [String] = [] { didSet { memo = Memo(Known()) } }

  /// What every title says in brackets: that it is made up, say. nil for what a department really publishes.
  package let mark: String?
  /// When the document it was compiled from was published; nil where it is the document itself, or where nobody knows.
  package let original: Located<OriginalDate>?

  /// What checks, pages and search all ask, worked out for the first of them.
  private(set) var memo = Memo(Known())

  static let longestMark = 6

  /// What addresses mean in it.
  package var evaluator: Evaluator { memo.take(\.evaluator) { Evaluator(self) } }

  /// What its `{{…}}` write; each is worked out once.
  package var prose: ProseExpression {
    memo.take(\.prose) {
      ProseExpression(evaluator, context: ProseContext(self), memory: ProseExpression.Memory())
    }
  }

  /// Every narrative file could be read: only then can a section be called missing.
  package var isNarrativeWhole: Bool {
    !unread.contains { $0.lowercased().hasSuffix(".md") || $0.contains("/narrative/") }
  }

  /// Whether everything could be read: only then is what nothing was found for superfluous.
  package var isWhole: Bool {
    unread.isEmpty && unreadKeys.isEmpty && (tables + sheets.flatMap(\.tables)).allSatisfy { $0?.isWhole ?? true }
  }

  /// Whether a file is there that would be a sheet and cannot be read.
  var hasUnreadSheets: Bool {
    unread.contains { path in
      let stem = Table.stem(of: path)
      return path.contains("/performance/") && !set.tables.contains { $0.id == stem || $0.short == stem }
    }
  }

  /// The tables that are there and gave nothing, by index in `set.tables`.
  var unreadTables: Set<Int> {
    guard !unread.isEmpty else { return [] }
    return Set(unread.compactMap { TableFiles.index(of: $0, in: set) })
  }

  package var title: String { "\(year)年度\(set.kindTitle)\(markInBrackets)" }

  /// `（合成）`, or nothing.
  package var markInBrackets: String { mark.map { "（\($0)）" } ?? "" }
  package var scope: Finding.Scope { .disclosure(id) }

  package func table(_ id: String) -> Table? { tables.lazy.compactMap { $0 }.first { $0.form.id == id } }

  package func section(_ id: String) -> NarrativeSection? { sections.first { $0.form?.id == id } }
}

extension Disclosure {
  /// Lets go of what was worked out, where many disclosures stay in memory; who asks next has it worked out anew. Copies
  /// share it.
  package func forget() {
    memo.forget()
    for relative in relatives.values { relative.forget() }
  }

  struct Known: Sendable {
    var evaluator: Evaluator?
    var prose: ProseExpression?
  }
}

/// A value with its place.
package struct Located<Value: Sendable & Hashable>: Sendable, Hashable {
  package let value: Value
  package let span: SourceSpan

  package init(_ value: Value, at span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

/// A file offered as it is.
package struct Attachment: Sendable, Hashable {
  /// The file's name, which is also the last part of its URL.
  package let name: String
  package let path: String
  package let size: Int
  /// What could be read of it; nil where nobody has looked.
  package var content: AttachmentContent?
}

/// Figures of other periods, by the cell or field they belong to.
package struct Comparatives: Sendable {
  package struct Entry: Sendable, Hashable {
    package let figure: Figure
    package let span: SourceSpan

    package init(figure: Figure, span: SourceSpan) {
      self.figure = figure
      self.span = span
    }
  }

  package var cells: [String: [CellID: Entry]] = [:]
  package var fields: [String: [String: Entry]] = [:]

  package init() {}

  package var periods: [String] { Set(cells.keys).union(fields.keys).sorted() }
}

extension Sequence where Element == Disclosure {
  /// Each with the other disclosures of its department that addresses can reach: last year's, and the year's budget.
  ///
  /// - Parameter unread: the ids of disclosures that are there and cannot be read.
  package func linked(besides unread: [String] = []) -> [Disclosure] {
    var byID: [String: Disclosure] = [:]
    var unread = Set(unread)
    for disclosure in self {
      // A form set of another kind in the folder is a mistake of its own.
      if disclosure.set.kind == disclosure.kind {
        byID[disclosure.id] = disclosure
      } else {
        unread.insert(disclosure.id)
      }
    }
    return map { disclosure in
      var linked = disclosure
      for (period, id) in disclosure.relativeIDs {
        linked.relatives[period] = byID[id]
        if unread.contains(id) { linked.unreadRelatives.insert(period) }
      }
      return linked
    }
  }
}

extension Disclosure {
  /// The ids that the other disclosures would have which addresses can reach, by period.
  package var relativeIDs: [String: String] {
    var ids = ["上年": "\(department)/\(year - 1)/\(kind)"]
    if kind != "budget" { ids["年初预算"] = "\(department)/\(year)/budget" }
    return ids
  }
}
