internal import Diagnostics

extension DisclosureSummary {
  package func pack(into pack: inout PackWriter) {
    for text in [schema, id, departmentName, kind, title, published, formSet, unit, checks] { pack.put(text) }
    pack.put(year)
    pack.put(source)
    pack.put(mark)
    pack.put(isDraft)
    pack.put(keyFigures) { $1.pack(into: &$0) }
    pack.put(corrections != nil)
    pack.put(corrections ?? []) { pack, correction in
      for text in [correction.date, correction.cell, correction.old, correction.new, correction.reason] {
        pack.put(text)
      }
      pack.put(correction.title)
    }
    pack.put(projects != nil)
    pack.put(projects ?? []) { pack, project in
      pack.put(project.name)
      pack.put(project.slug)
      pack.put(project.figures) { $1.pack(into: &$0) }
    }
    pack.put(figures) { pack, figure in
      pack.put(figure.address)
      pack.put(figure.written)
    }
  }

  package convenience init(from pack: inout PackReader) throws(PackReader.Damaged) {
    let (schema, id, departmentName) = (try pack.text(), try pack.text(), try pack.text())
    let (kind, title, published) = (try pack.text(), try pack.text(), try pack.text())
    let (formSet, unit, checks) = (try pack.text(), try pack.text(), try pack.text())
    let (year, source, mark) = (try pack.number(), try pack.optionalText(), try pack.optionalText())
    let isDraft = try pack.flag()
    let keyFigures = try pack.list { reader throws(PackReader.Damaged) in try KeyFigure(from: &reader) }
    let hasCorrections = try pack.flag()
    let corrections = try pack.list { reader throws(PackReader.Damaged) in
      Correction(
        date: try reader.text(), cell: try reader.text(), old: try reader.text(), new: try reader.text(),
        reason: try reader.text(), title: try reader.optionalText())
    }
    let hasProjects = try pack.flag()
    let projects = try pack.list { reader throws(PackReader.Damaged) in
      Project(
        name: try reader.text(), slug: try reader.text(),
        figures: try reader.list { reader throws(PackReader.Damaged) in try KeyFigure(from: &reader) })
    }
    let figures = PublishedFigures(
      try pack.list { reader throws(PackReader.Damaged) in .init(try reader.text(), try reader.text()) })
    self.init(
      schema: schema, id: id, departmentName: departmentName, year: year, kind: kind, title: title,
      published: published, source: source, mark: mark, formSet: formSet, unit: unit, checks: checks,
      keyFigures: keyFigures, corrections: hasCorrections ? corrections : nil,
      projects: hasProjects ? projects : nil, isDraft: isDraft, figures: figures)
  }
}

extension DisclosureSummary.KeyFigure {
  fileprivate func pack(into pack: inout PackWriter) { for text in [label, value, unit] { pack.put(text) } }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(label: try pack.text(), value: try pack.text(), unit: try pack.text())
  }
}

extension DisclosureSummary: Equatable {
  package static func == (one: DisclosureSummary, other: DisclosureSummary) -> Bool {
    func packed(_ summary: DisclosureSummary) -> [UInt8] {
      var pack = PackWriter()
      summary.pack(into: &pack)
      return pack.bytes
    }
    return one === other || packed(one) == packed(other)
  }
}
