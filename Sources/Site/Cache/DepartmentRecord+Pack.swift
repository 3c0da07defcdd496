internal import Diagnostics
internal import Disclosures
internal import Figures
internal import Validation

/// What is left of a department as bytes: for the next build, and for the lists of this one.
extension DepartmentRecord {
  func pack(into pack: inout PackWriter) {
    folder.pack(into: &pack)
    pack.put(disclosures) { $1.pack(into: &$0) }
    pack.put(rest) { $1.pack(into: &$0) }
    pack.put(unreadable) { $0.put($1) }
  }

  init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      folder: try DepartmentFolder(from: &pack),
      disclosures: try pack.list { reader throws(PackReader.Damaged) in try DisclosureRecord(from: &reader) },
      rest: try pack.list { reader throws(PackReader.Damaged) in try Finding(from: &reader) },
      unreadable: try pack.texts())
  }
}

extension DepartmentFolder {
  fileprivate func pack(into pack: inout PackWriter) {
    pack.put(slug)
    pack.put(department != nil)
    department?.pack(into: &pack)
    pack.put(ids) { $0.put($1) }
    pack.put(unreadable) { $0.put($1) }
    pack.put(isBlocked)
  }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    let slug = try pack.text()
    self.init(
      slug: slug, department: try pack.flag() ? try Department(from: &pack) : nil, ids: try pack.texts(),
      unreadable: try pack.texts(), isBlocked: try pack.flag())
  }
}

extension Department {
  fileprivate func pack(into pack: inout PackWriter) {
    pack.put(slug)
    pack.put(name)
    pack.put(aliases) { $0.put($1) }
    for text in [level, type, parent, region, contact] { pack.put(text) }
    pack.put(formerly) { pack, former in
      pack.put(former.slug)
      pack.put(former.name)
      pack.put(former.until != nil)
      pack.put(former.until ?? 0)
      former.span.pack(into: &pack)
    }
    pack.put(units) { pack, unit in
      pack.put(unit.value)
      unit.span.pack(into: &pack)
    }
    span.pack(into: &pack)
  }

  fileprivate convenience init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      slug: try pack.text(), name: try pack.text(), aliases: try pack.texts(), level: try pack.optionalText(),
      type: try pack.optionalText(), parent: try pack.optionalText(), region: try pack.optionalText(),
      contact: try pack.optionalText(),
      formerly: try pack.list { reader throws(PackReader.Damaged) in
        let (slug, name) = (try reader.text(), try reader.optionalText())
        let (hasEnd, end) = (try reader.flag(), try reader.number())
        return FormerAddress(
          slug: slug, name: name, until: hasEnd ? end : nil, span: try SourceSpan(from: &reader))
      },
      units: try pack.list { reader throws(PackReader.Damaged) in
        Located(try reader.text(), at: try SourceSpan(from: &reader))
      },
      span: try SourceSpan(from: &pack))
  }
}

extension DisclosureRecord {
  fileprivate func pack(into pack: inout PackWriter) {
    pack.put(id)
    pack.put(formSet)
    pack.put(findings) { $1.pack(into: &$0) }
    tally.pack(into: &pack)
    pack.put(narrative) { pack, section in
      pack.put(section.section)
      for verdict in NarrativeFigure.Verdict.allCases { pack.put(section.tally[verdict]) }
    }
    totals.pack(into: &pack)
  }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      id: try pack.text(), formSet: try pack.text(),
      findings: try pack.list { reader throws(PackReader.Damaged) in try Finding(from: &reader) },
      tally: try LedgerTally(from: &pack),
      narrative: try pack.list { reader throws(PackReader.Damaged) in
        let section = try reader.text()
        var tally = NarrativeTally()
        for verdict in NarrativeFigure.Verdict.allCases { tally[verdict] = try reader.number(in: LedgerTally.counts) }
        return SectionTally(section: section, tally: tally)
      },
      totals: try DisclosureTotals(from: &pack))
  }
}

extension PackReader {
  /// A number that somebody else's machine may have sent: added up and put to one scale, it has to stay a number.
  fileprivate mutating func number(in range: ClosedRange<Int>) throws(Damaged) -> Int {
    let number = try number()
    guard range.contains(number) else { throw Damaged() }
    return number
  }
}

extension LedgerTally {
  /// How many of anything one disclosure can have.
  fileprivate static let counts = 0...1_000_000

  fileprivate func pack(into pack: inout PackWriter) {
    for kind in [Ledger.Entry.Kind.identity, .requirement] {
      for verdict in Verdict.allCases { pack.put(count(verdict, kind)) }
    }
    pack.put(openReasons.sorted { $0.key < $1.key }) { pack, reason in
      pack.put(reason.key)
      pack.put(reason.value)
    }
  }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init()
    for kind in [Ledger.Entry.Kind.identity, .requirement] {
      for verdict in Verdict.allCases {
        add(verdict, kind, times: try pack.number(in: Self.counts))
      }
    }
    let reasons = try pack.list { reader throws(PackReader.Damaged) in
      (try reader.text(), try reader.number(in: Self.counts))
    }
    for (reason, count) in reasons { add(openReason: reason, times: count) }
  }
}

extension DisclosureTotals {
  func pack(into pack: inout PackWriter) {
    for text in [id, kind] { pack.put(text) }
    pack.put(year)
    pack.put(figures) { pack, total in
      pack.put(total.label)
      total.figure.pack(into: &pack)
      total.span.pack(into: &pack)
    }
  }

  init(from pack: inout PackReader) throws(PackReader.Damaged) {
    self.init(
      id: try pack.text(), kind: try pack.text(), year: try pack.number(),
      figures: try pack.list { reader throws(PackReader.Damaged) in
        Total(
          label: try reader.text(), figure: try Figure(from: &reader), span: try SourceSpan(from: &reader))
      })
  }
}

extension Figure {
  /// Far more than the digits a figure may be typed with (``ExactDecimal``).
  private static let largest: UInt128 = 10_000_000_000_000_000_000_000_000

  fileprivate func pack(into pack: inout PackWriter) {
    let coefficient = value.coefficient
    pack.put(Int(truncatingIfNeeded: coefficient >> 64))
    pack.put(Int(truncatingIfNeeded: coefficient))
    for number in [value.scale, decimals] { pack.put(number) }
    pack.put(isExact)
  }

  fileprivate init(from pack: inout PackReader) throws(PackReader.Damaged) {
    let (high, low) = (try pack.number(), try pack.number())
    let coefficient = Int128(high) << 64 | Int128(UInt(bitPattern: low))
    let (scale, decimals) = (try pack.number(in: 0...12), try pack.number(in: 0...12))
    guard coefficient.magnitude <= Self.largest else { throw PackReader.Damaged() }
    self.init(ExactDecimal(coefficient, scale: scale), decimals: decimals, isExact: try pack.flag())
  }
}
