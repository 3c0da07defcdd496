internal import Diagnostics

/// A template as it is filled: texts, names and sections, with everything it includes in its place.
///
/// Which parts, parents and blocks a page is made of does not depend on its values, so it is worked out once; filling a
/// page only looks up names and copies bytes.
enum TemplateNode: Sendable {
  case text([UInt8])
  /// `{{a.b}}`, or finished HTML.
  case value([String], isRaw: Bool)
  case section([String], [TemplateNode])
  case inverted([String], [TemplateNode])
}

/// Makes the trees of templates that ``TemplateChecker`` has found nothing wrong with.
struct TemplateTree {
  /// Why a template cannot be filled, and the tag that leads there.
  struct Problem: Error {
    let message: String
    let fix: String
    let span: SourceSpan
  }

  /// How deep sections may stand in each other, and templates: all of it has to fit on the stack of a thread.
  static let deepest = 24
  /// In bytes: what a part that holds another twice, which holds another twice, would make of a few lines.
  private static let largest = 16 << 20

  /// By name: the path below `templates/` without its extension.
  let files: [String: SourceFile]

  func nodes(of name: String) throws(Problem) -> [TemplateNode] {
    var left = Self.largest
    return try nodes(of: name, indent: [], blocks: [:], within: [], &left)
  }

  /// - Parameters:
  ///   - indent: what stands before a part that is alone on its line: it stands before every line of the part.
  ///   - blocks: what the templates that this is a parent of put in the place of its blocks.
  ///   - within: the templates that lead here.
  private func nodes(
    of name: String, indent: [UInt8], blocks: [String: [TemplateNode]], within: [String], _ left: inout Int
  ) throws(Problem) -> [TemplateNode] {
    guard let file = files[name] else { return [] }
    let text = indent.isEmpty ? file : Self.indented(file, by: indent)
    left -= text.bytes.count + 64
    var reader = Reader(
      tree: self, tokens: Self.tokens(of: text), blocks: blocks, within: within + [name], left: left)
    let nodes = try reader.nodes()
    left = reader.left
    return nodes
  }

  private static func indented(_ file: SourceFile, by indent: [UInt8]) -> SourceFile {
    var bytes: [UInt8] = []
    for line in 1...file.lineCount {
      let text = file.text(ofLine: line)
      if !text.isEmpty { bytes += indent + text.utf8 }
      if line < file.lineCount { bytes.append(UInt8(ascii: "\n")) }
    }
    return SourceFile(path: file.path, bytes: bytes)
  }

  private enum Token {
    case text([UInt8])
    /// With the white space before it, where it is alone on its line.
    case tag(TemplateScanner.Tag, indent: [UInt8])
  }

  /// Texts and tags. A line with nothing but one tag that prints nothing is no line of the page.
  private static func tokens(of file: SourceFile) -> [Token] {
    let bytes = file.bytes
    var tokens: [Token] = []
    var at = 0
    for tag in TemplateScanner.tags(of: file).0 {
      var before = tag.span.lower
      var after = tag.span.upper
      if tag.kind.isSilent, let line = lonely(tag.span.lower..<tag.span.upper, in: bytes) {
        (before, after) = (line.lowerBound, line.upperBound)
      }
      if before > at { tokens.append(.text(Array(bytes[at..<before]))) }
      tokens.append(.tag(tag, indent: Array(bytes[before..<tag.span.lower])))
      at = after
    }
    if at < bytes.count { tokens.append(.text(Array(bytes[at...]))) }
    return tokens
  }

  /// The whole line of a tag that has it for itself.
  private static func lonely(_ tag: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var start = tag.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    var end = tag.upperBound
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    guard end < bytes.count else { return start..<end }
    return bytes[end] == UInt8(ascii: "\n") ? start..<end + 1 : nil
  }

  /// Goes through the tokens of one template.
  private struct Reader {
    let tree: TemplateTree
    let tokens: [Token]
    let blocks: [String: [TemplateNode]]
    let within: [String]
    private var at = 0
    /// Bytes that the page's template may still become larger by.
    private(set) var left: Int

    init(tree: TemplateTree, tokens: [Token], blocks: [String: [TemplateNode]], within: [String], left: Int) {
      self.left = left
      self.tree = tree
      self.tokens = tokens
      self.blocks = blocks
      self.within = within
    }

    /// Up to the end of the section, or of the template.
    mutating func nodes() throws(Problem) -> [TemplateNode] {
      var nodes: [TemplateNode] = []
      while at < tokens.count {
        let token = tokens[at]
        at += 1
        guard case .tag(let tag, let indent) = token else {
          if case .text(let text) = token { nodes.append(.text(text)) }
          continue
        }
        switch tag.kind {
        case .comment: break
        case .variable: nodes.append(.value(tag.parts, isRaw: false))
        case .raw: nodes.append(.value(tag.parts, isRaw: true))
        case .section: nodes.append(.section(tag.parts, try self.nodes()))
        case .inverted: nodes.append(.inverted(tag.parts, try self.nodes()))
        case .close: return nodes
        case .block:
          let own = try self.nodes()
          nodes += blocks[tag.name] ?? own
        case .partial: nodes += try included(tag, indent, blocks)
        case .parent:
          // The outermost has the last word.
          let own = try definitions()
          nodes += try included(tag, indent, own.merging(blocks) { _, outer in outer })
        }
      }
      return nodes
    }

    /// The blocks between a parent's tag and its end; whatever else stands there is not shown.
    private mutating func definitions() throws(Problem) -> [String: [TemplateNode]] {
      var found: [String: [TemplateNode]] = [:]
      while at < tokens.count {
        let token = tokens[at]
        at += 1
        guard case .tag(let tag, _) = token else { continue }
        switch tag.kind {
        case .close: return found
        case .block: found[tag.name] = try nodes()
        case .section, .inverted, .parent: _ = try nodes()
        case .variable, .raw, .partial, .comment: break
        }
      }
      return found
    }

    private mutating func included(
      _ tag: TemplateScanner.Tag, _ indent: [UInt8], _ blocks: [String: [TemplateNode]]
    ) throws(Problem) -> [TemplateNode] {
      func problem(_ message: String, _ fix: String) -> Problem { Problem(message: message, fix: fix, span: tag.span) }
      guard !within.contains(tag.name) else { throw problem("“\(tag.name)”包含了它自己，页面会没有尽头", "去掉这一处") }
      guard within.count < TemplateTree.deepest else {
        throw problem("模板一个套一个，超过 \(TemplateTree.deepest) 层", "减少层数")
      }
      guard left > 0 else {
        throw problem("模板互相包含，合起来超过 \(TemplateTree.largest >> 20) MB", "少包含几次“\(tag.name)”")
      }
      return try tree.nodes(of: tag.name, indent: indent, blocks: blocks, within: within, &left)
    }
  }
}

extension TemplateScanner.Kind {
  /// Whether it prints nothing by itself.
  fileprivate var isSilent: Bool { self != .variable && self != .raw }
}

extension TemplateScanner.Tag {
  /// `a.b` in its parts.
  fileprivate var parts: [String] { name == "." ? [] : name.split(separator: ".").map(String.init) }
}
