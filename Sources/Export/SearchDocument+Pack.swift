package import Disclosures

extension SearchDocument {
  package func pack(into pack: inout PackWriter) {
    pack.put(department)
    pack.put(year)
    pack.put(kind)
    pack.put(kindTitle)
    pack.put(places) { pack, place in
      for text in [place.label, place.unit, place.href] { pack.put(text) }
      pack.put(place.columns) { pack, column in
        pack.put(column.id)
        pack.put(column.name)
      }
    }
    pack.put(items) { pack, item in
      pack.put(item.kind.rawValue)
      for text in [item.text, item.code, item.more, item.row, item.figure] { pack.put(text) }
      pack.put(item.place)
      pack.put(item.column)
      pack.put(item.cells) { $0.put($1) }
    }
  }

  package init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      department: try pack.text(), year: try pack.number(), kind: try pack.text(), kindTitle: try pack.text())
    places = try pack.list { reader throws(PackReader.Damaged) in
      Place(
        label: try reader.text(), unit: try reader.text(), href: try reader.text(),
        columns: try reader.list { reader throws(PackReader.Damaged) in
          Place.Column(id: try reader.text(), name: try reader.text())
        })
    }
    let count = places.count
    items = try pack.list { reader throws(PackReader.Damaged) in
      guard let kind = Kind(rawValue: try reader.number()) else { throw PackReader.Damaged() }
      let (text, code, more) = (try reader.text(), try reader.text(), try reader.text())
      let (row, figure) = (try reader.text(), try reader.text())
      let place = try reader.number()
      guard (0..<count).contains(place) else { throw PackReader.Damaged() }
      return Item(
        kind: kind, text: text, code: code, more: more, place: place, row: row, figure: figure,
        column: try reader.number(),
        cells: try reader.list { reader throws(PackReader.Damaged) in try reader.text() })
    }
  }
}
