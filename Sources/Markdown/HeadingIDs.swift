/// Makes the ids of a document's headings: the heading's words without punctuation, and a number
/// where that is taken. An id depends only on the headings before it, so adding text moves none.
struct HeadingIDs {
  private var used: Set<String> = []
  /// The last number given to each base, so that many equal headings stay cheap.
  private var last: [String: Int] = [:]

  mutating func id(for text: String) -> String {
    let base = HeadingIDs.slug(text)
    guard used.contains(base) else {
      used.insert(base)
      return base
    }
    var number = last[base] ?? 1
    repeat { number += 1 } while used.contains("\(base)-\(number)")
    last[base] = number
    used.insert("\(base)-\(number)")
    return "\(base)-\(number)"
  }

  /// Letters (Chinese ones too) and digits, lower case; white space and dashes become one `-`.
  static func slug(_ text: String) -> String {
    var words: [String] = [""]
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar == "-" || scalar == "_" {
        words.append("")
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        words[words.count - 1] += scalar.properties.lowercaseMapping
      }
    }
    let slug = words.filter { !$0.isEmpty }.joined(separator: "-")
    return slug.isEmpty ? "section" : slug
  }
}
