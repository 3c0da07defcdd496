/// What the search index takes in of one published disclosure.
package struct SearchDocument: Sendable, Hashable {
  /// Between the figures of a line's columns: no figure has it.
  static let separator = UInt8(ascii: "|")

  /// In the order in which results are shown.
  package enum Kind: Int, Sendable, Hashable, CaseIterable {
    /// A line of a table with its figure.
    case line
    /// A project with a sheet of its own.
    case project
    /// What was said of a line or an indicator: why points were lost, how a target was met; a note below a table.
    case note
    /// A glossary term.
    case term
    /// A section of the narrative or a table, by its title; a table by its columns, too.
    case section
    /// Some sentences of the narrative.
    case passage
  }

  /// Where items of one sort stand: one for each side of a table, shared by all years that have the same form.
  package struct Place: Sendable, Hashable {
    package struct Column: Sendable, Hashable {
      /// The end of the cell's anchor.
      package let id: String
      /// Empty where the figure needs no name.
      package let name: String

      package init(id: String, name: String) {
        self.id = id
        self.name = name
      }
    }

    /// `三公表·决算数`.
    package let label: String
    package let unit: String
    /// Below the disclosure's folder; `*` stands for the row, `+` for the column.
    package let href: String
    package let columns: [Column]

    package init(label: String, unit: String, href: String, columns: [Column]) {
      self.label = label
      self.unit = unit
      self.href = href
      self.columns = columns
    }
  }

  package struct Item: Sendable, Hashable {
    package let kind: Kind
    package let text: String
    package let code: String
    /// The words of a passage, note or definition, the columns of a table: searched and shown. They are searched without
    /// the title above them, which is an item of its own.
    package let more: String
    /// Index in ``SearchDocument/places``.
    package let place: Int
    /// The part of the address that is its own; behind `#` where on the page it stands.
    package let row: String
    /// As printed; empty where there is none to show.
    package let figure: String
    /// Index in ``Place/columns`` of the figure that is shown.
    package let column: Int
    /// The figures of all columns as printed; empty where there is one column only.
    package let cells: [String]

    package init(
      kind: Kind, text: String, code: String = "", more: String = "", place: Int, row: String, figure: String = "",
      column: Int = 0, cells: [String] = []
    ) {
      self.kind = kind
      self.text = text
      self.code = code
      self.more = more
      self.place = place
      self.row = row
      self.figure = figure
      self.column = column
      self.cells = cells
    }
  }

  package struct Department: Sendable, Hashable {
    package let slug: String
    package let name: String
    package let aliases: [String]

    package init(slug: String, name: String, aliases: [String]) {
      self.slug = slug
      self.name = name
      self.aliases = aliases
    }
  }

  package let department: String
  package let year: Int
  /// The last part of its folder.
  package let kind: String
  /// `部门决算`.
  package let kindTitle: String
  package internal(set) var places: [Place] = []
  package internal(set) var items: [Item] = []

  package init(department: String, year: Int, kind: String, kindTitle: String) {
    self.department = department
    self.year = year
    self.kind = kind
    self.kindTitle = kindTitle
  }

  /// The number of a place within this document.
  package mutating func place(_ place: Place) -> Int {
    if let known = places.firstIndex(of: place) { return known }
    places.append(place)
    return places.count - 1
  }

  package mutating func append(_ item: Item) { items.append(item) }
}
