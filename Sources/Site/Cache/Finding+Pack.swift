internal import Diagnostics
internal import Disclosures

/// Findings as bytes for the next build: they are most of what is kept of a department.
extension Finding {
  func pack(into pack: inout PackWriter) {
    for text in [rule, name, level.rawValue, message] { pack.put(text) }
    for text in [verdict?.rawValue, fix, cell, formula, basis] { pack.put(text) }
    pack.put(spans) { pack, labeled in
      labeled.span.pack(into: &pack)
      pack.put(labeled.label)
    }
    for list in [notes, evidence, hypotheses] { pack.put(list) { $0.put($1) } }
    pack.put(arithmetic != nil)
    arithmetic?.pack(into: &pack)
    switch scope {
    case .site: pack.put(String?.none)
    case .disclosure(let id): pack.put(String?.some(id))
    }
    pack.put(folded) { pack, check in
      for text in [check.rule, check.name, check.cell, check.formula] { pack.put(text) }
    }
    pack.put(suppression != nil)
    suppression?.pack(into: &pack)
    pack.put(isConfidential)
  }

  init(from pack: inout PackReader) throws(PackReader.Damaged) {
    let (rule, name, level, message) = (
      try pack.text(), try pack.text(), Level(rawValue: try pack.text()), try pack.text()
    )
    guard let level else { throw PackReader.Damaged() }
    self.init(rule: rule, name: name, level: level, message: message)
    if let word = try pack.optionalText() {
      guard let known = Verdict(rawValue: word) else { throw PackReader.Damaged() }
      verdict = known
    }
    fix = try pack.optionalText()
    cell = try pack.optionalText()
    formula = try pack.optionalText()
    basis = try pack.optionalText()
    spans = try pack.list { reader throws(PackReader.Damaged) in
      LabeledSpan(try SourceSpan(from: &reader), try reader.text())
    }
    notes = try pack.texts()
    evidence = try pack.texts()
    hypotheses = try pack.texts()
    if try pack.flag() { arithmetic = try Arithmetic(from: &pack) }
    scope = try pack.optionalText().map { .disclosure($0) } ?? .site
    folded = try pack.list { reader throws(PackReader.Damaged) in
      FoldedCheck(
        rule: try reader.text(), name: try reader.text(), cell: try reader.text(), formula: try reader.text())
    }
    if try pack.flag() { suppression = try Suppression(from: &pack) }
    isConfidential = try pack.flag()
  }
}

extension SourceSpan {
  func pack(into pack: inout PackWriter) {
    pack.put(path)
    pack.put(lower)
    pack.put(upper)
  }

  init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(path: try pack.text(), lower: try pack.number(), upper: try pack.number())
  }
}

extension Arithmetic {
  fileprivate func pack(into pack: inout PackWriter) {
    for text in [actual, lowest, highest, gap, allowed] { pack.put(text) }
    pack.put(roundedAddends)
  }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      actual: try pack.text(), lowest: try pack.text(), highest: try pack.text(), gap: try pack.text(),
      allowed: try pack.text(), roundedAddends: try pack.number())
  }
}

extension Suppression {
  fileprivate func pack(into pack: inout PackWriter) {
    pack.put(reason)
    pack.put(approver)
    pack.put(expires)
    pack.put(value)
    span.pack(into: &pack)
  }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      reason: try pack.text(), approver: try pack.text(), expires: try pack.optionalText(),
      value: try pack.optionalText(), span: try SourceSpan(from: &pack))
  }
}

extension PackReader {
  mutating func texts() throws(Damaged) -> [String] {
    try list { reader throws(Damaged) in try reader.text() }
  }
}
