/// Texts of users on their way out: what a terminal would obey or a format cannot hold is made visible instead.
extension String {
  /// Control characters as their pictures (␛), of which a terminal obeys none; tab and line break stay.
  package var withoutControls: String {
    // Hardly any text has one; 0xC2 begins those beyond ASCII.
    let mayHaveOne = utf8.contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 }
    guard mayHaveOne, unicodeScalars.contains(where: Self.isControl) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { Self.isControl($0) ? Self.picture($0) : $0 }))
  }

  /// Without the characters that XML 1.0 has no way at all to write.
  package var withoutXMLForbidden: String {
    func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
      Self.isControl(scalar) || (0xFFFE...0xFFFF).contains(scalar.value)
    }
    var last: UInt8 = 0
    let mayHaveOne = utf8.contains { byte in
      defer { last = byte }
      // 0xC2 begins the controls beyond ASCII, 0xEF 0xBF the two that are no characters.
      return byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == 0x7F || byte == 0xC2 || byte == 0xBF && last == 0xEF
    }
    guard mayHaveOne, unicodeScalars.contains(where: isForbidden) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { isForbidden($0) ? "\u{FFFD}" : $0 }))
  }

  /// As it may stand in HTML and XML, between tags and in an attribute's quotes of either kind.
  package var escapedForMarkup: String {
    // Most texts have nothing to escape, and this runs for every text of every page.
    guard utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 }) else {
      return self
    }
    var result = ""
    result.reserveCapacity(utf8.count + 16)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
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
