/// A list of hundreds of departments is cut into pages: each has some neighbouring rows of it.
struct ListSlice: Sendable, Hashable {
  /// So many rows are still read on a phone; a city has fewer departments.
  static let usualLength = 500

  /// From 1.
  let number: Int
  let rows: Range<Int>
  /// Whether it is all of the list.
  let isWhole: Bool

  /// At least one, which may be empty.
  static func all(of count: Int, length: Int) -> [ListSlice] {
    (0..<max(1, (count + length - 1) / length)).map { number in
      ListSlice(
        number: number + 1, rows: number * length..<min(count, (number + 1) * length), isWhole: count <= length)
    }
  }

  /// `第 501–1000 个`.
  var label: String { "第 \(rows.lowerBound + 1)–\(rows.upperBound) 个" }

  /// What titles say besides: the first page is the one that everybody links to.
  var suffix: String { number == 1 ? "" : "（\(label)）" }
}

extension PagePath {
  /// The page of a slice of a list whose first page this is.
  func slice(_ slice: ListSlice) -> PagePath {
    slice.number == 1 ? self : PagePath(path.dropLast("index.html".count) + "\(slice.number)/index.html")
  }
}

extension TemplateValue {
  /// Links between the slices of a list: `has-slices` and `slices`.
  static func links(
    between slices: [ListSlice], current: ListSlice, href: (ListSlice) -> String
  ) -> [String: TemplateValue] {
    [
      "has-slices": .flag(slices.count > 1),
      "slices": .list(
        slices.count > 1
          ? slices.map {
            ["label": .text($0.label), "href": .text(href($0)), "is-current": .flag($0 == current)]
          } : []),
    ]
  }
}
