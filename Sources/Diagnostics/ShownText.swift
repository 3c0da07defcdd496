/// Texts of users on their way out: what a terminal would obey or a format cannot hold is made visible instead.
extension String {
  /// Control characters as their pictures (␛), of which a terminal obeys none; tab and line break stay.
  package var withoutControls: String {
    guard unicodeScalars.contains(where: Self.isControl) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { Self.isControl($0) ? Self.picture($0) : $0 }))
  }

  /// Without the characters that XML 1.0 has no way at all to write.
  package var withoutXMLForbidden: String {
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      Self.isControl(scalar) || (0xFFFE...0xFFFF).contains(scalar.value)
    }
    guard unicodeScalars.contains(where: isForbidden) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { isForbidden($0) ? "\u{FFFD}" : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    default: false
    }
  }

  private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
