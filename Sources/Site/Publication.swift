internal import Diagnostics
internal import Disclosures
internal import Export
internal import Forms

/// What lists, comparison, search and later versions need of a disclosure with pages: far more than the record itself,
/// and not needed where nothing has changed.
struct Publication: Sendable {
  var summary: DisclosureSummary
  let search: SearchDocument
  let corrections: [CorrectedCell]
  /// Where it says what it is.
  let span: SourceSpan

  /// A declared correction, with the address in the form that reports use, however it was written.
  struct CorrectedCell: Sendable, Hashable {
    let cell: String
    let old: String
    let new: String
  }
}

extension Publication {
  /// As bytes, for the next build and for this one's lists.
  static func pack(_ publications: [Publication]) -> [UInt8] {
    var pack = PackWriter()
    pack.put(publications) { pack, publication in
      publication.summary.pack(into: &pack)
      publication.search.pack(into: &pack)
      pack.put(publication.corrections) { pack, correction in
        for text in [correction.cell, correction.old, correction.new] { pack.put(text) }
      }
      publication.span.pack(into: &pack)
    }
    return pack.bytes
  }

  /// nil where the bytes are not what ``pack(_:)`` made.
  static func unpack(_ bytes: [UInt8]) -> [Publication]? {
    var pack = PackReader(bytes)
    let publications = try? pack.list { reader throws(PackReader.Damaged) in
      Publication(
        summary: try DisclosureSummary(from: &reader), search: try SearchDocument(from: &reader),
        corrections: try reader.list { reader throws(PackReader.Damaged) in
          CorrectedCell(cell: try reader.text(), old: try reader.text(), new: try reader.text())
        },
        span: try SourceSpan(from: &reader))
    }
    return pack.isAtEnd ? publications : nil
  }
}

extension Publication.CorrectedCell {
  static func all(of disclosure: Disclosure) -> [Self] {
    let evaluator = disclosure.evaluator
    return disclosure.corrections.map { correction in
      let reference = try? ExpressionParser.reference(correction.cell, span: correction.span)
      let address = reference.flatMap { try? evaluator.value($0).address }
      return Self(cell: address ?? correction.cell, old: correction.old, new: correction.new)
    }
  }
}
