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

  package init(from pack: inout PackReader) throws(PackReader.Damaged) {
    schema = try pack.text()
    id = try pack.text()
    departmentName = try pack.text()
    kind = try pack.text()
    title = try pack.text()
    published = try pack.text()
    formSet = try pack.text()
    unit = try pack.text()
    checks = try pack.text()
    year = try pack.number()
    source = try pack.optionalText()
    mark = try pack.optionalText()
    isDraft = try pack.flag()
    keyFigures = try pack.list { reader throws(PackReader.Damaged) in try KeyFigure(from: &reader) }
    let hasCorrections = try pack.flag()
    let corrections = try pack.list { reader throws(PackReader.Damaged) in
      Correction(
        date: try reader.text(), cell: try reader.text(), old: try reader.text(), new: try reader.text(),
        reason: try reader.text())
    }
    self.corrections = hasCorrections ? corrections : nil
    let hasProjects = try pack.flag()
    let projects = try pack.list { reader throws(PackReader.Damaged) in
      Project(
        name: try reader.text(), slug: try reader.text(),
        figures: try reader.list { reader throws(PackReader.Damaged) in try KeyFigure(from: &reader) })
    }
    self.projects = hasProjects ? projects : nil
    figures = PublishedFigures(
      try pack.list { reader throws(PackReader.Damaged) in .init(try reader.text(), try reader.text()) })
  }
}

extension DisclosureSummary.KeyFigure {
  fileprivate func pack(into pack: inout PackWriter) { for text in [label, value, unit] { pack.put(text) } }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(label: try pack.text(), value: try pack.text(), unit: try pack.text())
  }
}
