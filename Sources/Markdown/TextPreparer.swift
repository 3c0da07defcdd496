import Diagnostics

/// Turns the file's bytes into the text that cmark parses: directives and escapes become sentinels,
/// bold beside Chinese punctuation gets separators, and characters that are refused are replaced.
///
/// Code is not looked for here, since only the parser knows what is code: whatever was replaced
/// inside code is put back when the tree is built.
struct TextPreparer {
  private let source: [UInt8]
  private var offset: Int
  private var prepared: PreparedText
  /// Whether an odd number of `**` has been seen on this line.
  private var boldIsOpen = false
  /// The end of the last escape or directive: what follows it has a letter on its left.
  private var lastReplacedEnd = -1

  private init(_ file: SourceFile, from start: Int) {
    source = file.bytes
    offset = start
    prepared = PreparedText(path: file.path, from: start, capacity: file.bytes.count - start)
  }

  /// Prepares the bytes from `start` on.
  static func prepare(_ file: SourceFile, from start: Int, findings: inout FindingList) -> PreparedText {
    var preparer = TextPreparer(file, from: start)
    while preparer.offset < preparer.source.count { preparer.step(&findings) }
    preparer.prepared.finish()
    return preparer.prepared
  }

  private mutating func step(_ findings: inout FindingList) {
    let byte = source[offset]
    switch byte {
    case UInt8(ascii: "\\"): escape()
    case UInt8(ascii: "{"): openingBrace()
    case UInt8(ascii: "*"), UInt8(ascii: "~"): run(of: byte)
    case 0...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F, 0xC2, 0xEE, 0xEF: refusedCharacter(&findings)
    default:
      if byte == 0x0A || byte == 0x0D { boldIsOpen = false }
      prepared.copy(byte)
      offset += 1
    }
  }

  private func byte(_ at: Int) -> UInt8? { at < source.count ? source[at] : nil }

  private mutating func copy(_ count: Int) {
    for byte in source[offset..<min(offset + count, source.count)] { prepared.copy(byte) }
    offset = min(offset + count, source.count)
  }

  private mutating func replace(_ count: Int, by replacement: [UInt8]) {
    prepared.replace(offset..<offset + count, by: replacement)
    offset += count
    lastReplacedEnd = offset
  }

  // MARK: The cases

  private mutating func escape() {
    guard let next = byte(offset + 1) else { return copy(1) }
    if let sentinel = Sentinel.escaped(next) {
      replace(2, by: sentinel)
    } else {
      copy(CharacterClass.isASCIIPunctuation(next) ? 2 : 1)
    }
  }

  /// A directive closes on its line and holds neither `{{` nor a backtick, so that `` `{{` `` in code
  /// never reaches out of it. What is not a directive stays, to be judged in the tree.
  private mutating func openingBrace() {
    let brace = UInt8(ascii: "{")
    guard byte(offset + 1) == brace else { return copy(1) }
    var end = offset + 2
    while let next = byte(end), next != 0x0A, next != 0x0D, next != UInt8(ascii: "`") {
      if next == brace, byte(end + 1) == brace { break }
      if next == UInt8(ascii: "}"), byte(end + 1) == next {
        let span = SourceSpan(path: prepared.path, lower: offset, upper: end + 2)
        let body = String(decoding: source[offset + 2..<end], as: UTF8.self)
        prepared.replace(offset..<end + 2, by: Directive(body: body, span: span))
        offset = end + 2
        lastReplacedEnd = offset
        return
      }
      end += 1
    }
    copy(2)
  }

  /// Sets separators around a run of `**` or more, or of `~~`, where punctuation touches it. A single
  /// `*` is left alone: in these documents it is a multiplication sign more often than emphasis.
  private mutating func run(of mark: UInt8) {
    var count = 1
    while byte(offset + count) == mark { count += 1 }
    if mark == UInt8(ascii: "*"), isMask(count) {
      for _ in 0..<count { replace(1, by: Sentinel.mask) }
      return
    }
    let isStar = mark == UInt8(ascii: "*")
    guard isStar ? count >= 2 : count == 2 else { return copy(count) }
    let before = lastReplacedEnd == offset ? nil : CharacterClass.scalar(before: offset, in: source)
    let after = CharacterClass.scalar(at: offset + count, in: source)
    if let before, before != ">", CharacterClass.disturbsEmphasis(before) { separate() }
    if isStar, count == 4, boldIsOpen, let after, !after.properties.isWhitespace {
      // `**甲：****乙。**`: one bold ends and the next begins.
      copy(2)
      separate()
      copy(2)
    } else {
      copy(count)
      if count == 2 || count == 3 { boldIsOpen.toggle() }
    }
    if let after, CharacterClass.disturbsEmphasis(after) { separate() }
  }

  /// Whether a run of `*` blots out digits, as in 138****5678: the form in which numbers may stay.
  private func isMask(_ count: Int) -> Bool {
    func isDigit(_ at: Int) -> Bool { byte(at).map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false }
    let isBehind = offset > 0 && isDigit(offset - 1)
    return isBehind && (count >= 4 || count == 3 && isDigit(offset + count))
  }

  private mutating func separate() {
    guard !prepared.bytes.suffix(3).elementsEqual(Sentinel.separator) else { return }
    prepared.replace(offset..<offset, by: Sentinel.separator)
  }

  /// What no font has, a terminal would obey or XML cannot hold.
  private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0, 0xE000...0xF8FF, 0xFFFE...0xFFFF: true
    default: false
    }
  }

  private mutating func refusedCharacter(_ findings: inout FindingList) {
    let scalar = CharacterClass.scalar(at: offset, in: source) ?? "\u{FFFD}"
    let length = UTF8.width(scalar)
    guard Self.isRefused(scalar) else { return copy(length) }
    let code = String(scalar.value, radix: 16, uppercase: true)
    let span = SourceSpan(path: prepared.path, lower: offset, upper: offset + length)
    findings.add(
      .character, "U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code) 是私用区或控制字符，各人看到的不一样",
      at: span, fix: "换成正式的汉字或符号；多半是从 Word 或 PDF 里带来的")
    replace(length, by: [0xEF, 0xBF, 0xBD])
  }
}
