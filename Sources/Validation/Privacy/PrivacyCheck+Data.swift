internal import Diagnostics
internal import Disclosures

/// Files of data: as typed, and what their values are where these are written in another way.
extension PrivacyCheck {
  static func hits(in file: SourceFile, latest: Int) -> [Hit] {
    let typed = PersonalData.matches(in: file.bytes, latest: latest).map { match -> Hit in
      (match, file.span(match.range), YAMLComment.holds(match.range.lowerBound, of: file))
    }
    return typed + EscapedValue.all(in: file).flatMap { hits(in: $0, besides: typed, latest: latest) }
  }

  private static func hits(in value: EscapedValue, besides typed: [Hit], latest: Int) -> [Hit] {
    let known = typed.filter { value.span.lower <= $0.span.lower && $0.span.upper <= value.span.upper }.map(\.match)
    let key = value.key.map { $0 + "：" } ?? ""
    return PersonalData.matches(in: key + value.text, latest: latest).compactMap { match in
      guard match.range.lowerBound >= key.utf8.count,
        !known.contains(where: { $0.kind == match.kind && $0.masked == match.masked })
      else { return nil }
      return (match, value.span, false)
    }
  }
}

/// The places of everything that was read as a figure: an amount may have the digits of a telephone number.
struct FigurePlaces {
  private let places: Set<SourceSpan>

  init(_ disclosure: Disclosure) {
    var places = Set(disclosure.fields.filter { !Self.isPersonal($0.name) }.map(\.span))
    for row in disclosure.tables.lazy.compactMap({ $0 }).flatMap(\.blocks).flatMap(\.rows) {
      for cell in row.cells {
        if case .figure = cell.content { places.insert(cell.span) }
      }
    }
    for entry in disclosure.comparatives.cells.values.flatMap(\.values) { places.insert(entry.span) }
    for entry in disclosure.comparatives.fields.values.flatMap(\.values) { places.insert(entry.span) }
    self.places = places
  }

  func contains(_ span: SourceSpan) -> Bool { places.contains(span) }

  /// 联系电话 is no amount whatever it is declared as; 电话费 is.
  private static func isPersonal(_ name: String) -> Bool {
    !name.contains("费") && ["电话", "手机", "身份证", "证件号", "卡号"].contains { name.contains($0) }
  }
}
