internal import Diagnostics
internal import Disclosures

/// NAR-13: the department's own name is spelled alike everywhere: not 规划与自然资源局 for 规划和自然资源局.
enum NameVariantCheck {
  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    // Of a 本级 the name without its brackets, which is the second.
    let names = disclosure.departmentNames.prefix(2)
    let written = names.last { name in ["（", "("].contains { names[0].hasPrefix(name + $0) } } ?? names.first
    guard let name = written.map(Array.init), name.count >= 6 else { return [] }
    let known = disclosure.departmentNames
    // The last characters, by which a name is found: 自然资源局.
    let tail = Array(String(name.suffix(4)).utf8)
    var findings: [Finding] = []
    var seen: Set<String> = []
    for passage in passages {
      var place = passage.prefix
      while let found = passage.find(tail, in: place..<passage.bytes.count) {
        place = found.upperBound
        guard let variant = variant(passage, endingAt: found.upperBound, of: name), !known.contains(variant.text),
          !known.contains(where: { $0.hasSuffix(variant.text) }), seen.insert(variant.text).inserted
        else { continue }
        findings.append(
          Finding(
            builtIn: "NAR-13", level: .warning,
            message: "“\(variant.text)”与部门名称“\(String(name))”只差一两个字", at: passage.span(variant.range),
            fix: "改成“\(String(name))”；确是另一个单位或旧称的，写进 department.yaml 的 aliases"))
      }
    }
    return findings
  }

  /// As many characters as the name has, before a place, where they are nearly the name.
  private static func variant(
    _ passage: Passage, endingAt end: Int, of name: [Character]
  ) -> (text: String, range: Range<Int>)? {
    let before = Array(passage.string(0..<end))
    for length in [name.count, name.count - 1, name.count + 1] where length <= before.count {
      let text = Array(before.suffix(length))
      if text == name { return nil }
      guard text.first == name.first, text.allSatisfy({ $0.isLetter }), differences(text, name) <= 2 else { continue }
      let string = String(text)
      return (string, (end - string.utf8.count)..<end)
    }
    return nil
  }

  /// The edit distance of two short names.
  private static func differences(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for i in 1...a.count {
      var diagonal = row[0]
      row[0] = i
      for j in 1...b.count {
        let above = row[j]
        row[j] = min(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
