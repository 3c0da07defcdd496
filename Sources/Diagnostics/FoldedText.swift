/// A text in lines of so many terminal cells, broken where a reader would.
///
/// What somebody is to copy into a file is never broken: a `{…}` runs past the edge rather than being pasted with a line
/// break in it, and an address such as `支出表[201 一般公共服务支出].本年支出合计` goes to the next line whole.
enum FoldedText {
  /// - Parameters:
  ///   - room: the width of the first line.
  ///   - rest: that of those after it.
  static func lines(of text: String, at room: Int, then rest: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words(of: text) {
      let size = DisplayWidth.of(word)
      if used + size > (lines.isEmpty ? room : rest), !line.isEmpty {
        if line.last == " " { line.removeLast() }
        lines.append(line)
        (line, used) = ("", 0)
        if word == " " { continue }
      }
      line += word
      used += size
    }
    return lines + [line]
  }

  /// Where lines may be broken: never within a number, a path or what is to be copied, nor before a mark that closes
  /// something.
  private static func words(of text: String) -> [String] {
    let characters = Array(text)
    var words: [String] = []
    var isOpen = false
    var isWhole = false
    var index = 0
    while index < characters.count {
      if let end = endOfWhole(characters, from: index) {
        words.append(String(characters[index..<end]))
        (isOpen, isWhole, index) = (false, true, end)
        continue
      }
      let character = characters[index]
      index += 1
      let isPlain = character.isASCII && !character.isWhitespace
      let isClosing = "，。、；：）”》".contains(character)
      let isOpened = words.last?.last.map { "“（《".contains($0) } ?? false
      // What is longer than this is broken anywhere.
      if let last = words.last, isPlain && isOpen || isClosing || isOpened,
        last.utf8.count < longestWord || isClosing && isWhole
      {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
        isWhole = false
      }
      isOpen = isPlain
    }
    return words
  }

  private static let longestWord = 40
  /// An address wider than this has to be broken after all.
  private static let widestAddress = 72

  /// The end of what begins here and must stay whole; nil where nothing does.
  private static func endOfWhole(_ characters: [Character], from start: Int) -> Int? {
    if characters[start] == "{" { return endOfBraces(characters, from: start) }
    // An entry of a list with its dash.
    if characters[start...].starts(with: "- {") { return endOfBraces(characters, from: start + 2) }
    guard !isBoundary(characters[start]), start == 0 || isBoundary(characters[start - 1]) else { return nil }
    // A key with its value: `section: 部门职责`.
    let key = characters[start...].prefix { $0.isLowercase && $0.isASCII || $0 == "-" }
    let isEntry = !key.isEmpty && characters[key.endIndex...].starts(with: ": ")
    var end = isEntry ? key.endIndex + 2 : start
    var depth = 0
    var hasBrackets = false
    while end < characters.count {
      let character = characters[end]
      if depth == 0, isBoundary(character) || character == "{" { break }
      if character == "[" { depth += 1 }
      if character == "]", depth > 0 {
        depth -= 1
        hasBrackets = true
      }
      end += 1
    }
    let address = String(characters[start..<end])
    guard depth == 0, hasBrackets || isEntry || address.hasPrefix("申报."), DisplayWidth.of(address) <= widestAddress
    else { return nil }
    return end
  }

  private static func endOfBraces(_ characters: [Character], from start: Int) -> Int? {
    var depth = 0
    for index in start..<characters.count {
      if characters[index] == "{" { depth += 1 }
      if characters[index] == "}" { depth -= 1 }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  private static func isBoundary(_ character: Character) -> Bool {
    character.isWhitespace || "，。、；：“”《》+＝=}".contains(character)
  }
}
