import CCMarkGFM
import Synchronization

/// cmark-gfm behind a closure: the tree lives only inside it.
enum CMark {
  /// cmark-gfm keeps the characters that open inline extensions (`~`) in a global table which each
  /// parse fills and clears: parses that overlap would miss strikethrough. A parse of a usual
  /// narrative takes a twentieth of a millisecond, so they take turns. The value says whether the
  /// extensions, which are global as well, are registered.
  private static let turn = Mutex(false)

  /// Parses the bytes and hands out the root.
  static func withTree<Result>(of bytes: [UInt8], _ body: (Node) -> Result) -> Result? {
    guard let root = parse(bytes) else { return nil }
    defer { cmark_node_free(root) }
    return body(Node(pointer: root))
  }

  private static func parse(_ bytes: [UInt8]) -> OpaquePointer? {
    nonisolated(unsafe) var root: OpaquePointer?
    turn.withLock { isReady in
      if !isReady { cmark_gfm_core_extensions_ensure_registered() }
      isReady = true
      guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE) else { return }
      defer { cmark_parser_free(parser) }
      for name in ["table", "strikethrough"] {
        if let found = cmark_find_syntax_extension(name) { _ = cmark_parser_attach_syntax_extension(parser, found) }
      }
      bytes.withUnsafeBytes { buffer in
        guard let base = buffer.bindMemory(to: CChar.self).baseAddress else { return }
        cmark_parser_feed(parser, base, buffer.count)
      }
      root = cmark_parser_finish(parser)
    }
    return root
  }

  /// 1-based lines and byte columns, both ends included; 0 where cmark does not know.
  struct Place {
    let startLine: Int
    let startColumn: Int
    let endLine: Int
    let endColumn: Int
  }

  enum Kind {
    case quote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak, footnoteDefinition
    case table, tableRow, tableCell
    case text, softBreak, lineBreak, code, html, emphasis, strong, strikethrough, link, image, footnoteReference
    case other
  }

  /// A node of the tree, valid while the tree is.
  struct Node {
    fileprivate let pointer: OpaquePointer

    var kind: Kind {
      switch cmark_node_get_type(pointer) {
      case CMARK_NODE_TEXT: .text
      case CMARK_NODE_SOFTBREAK: .softBreak
      case CMARK_NODE_LINEBREAK: .lineBreak
      case CMARK_NODE_CODE: .code
      case CMARK_NODE_HTML_INLINE: .html
      case CMARK_NODE_EMPH: .emphasis
      case CMARK_NODE_STRONG: .strong
      case CMARK_NODE_LINK: .link
      case CMARK_NODE_IMAGE: .image
      case CMARK_NODE_FOOTNOTE_REFERENCE: .footnoteReference
      case CMARK_NODE_BLOCK_QUOTE: .quote
      case CMARK_NODE_LIST: .list
      case CMARK_NODE_ITEM: .item
      case CMARK_NODE_CODE_BLOCK: .codeBlock
      case CMARK_NODE_HTML_BLOCK: .htmlBlock
      case CMARK_NODE_PARAGRAPH: .paragraph
      case CMARK_NODE_HEADING: .heading
      case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
      case CMARK_NODE_FOOTNOTE_DEFINITION: .footnoteDefinition
      default: extensionKind
      }
    }

    /// Extensions are numbered when they register: only their names are fixed.
    private var extensionKind: Kind {
      switch string(cmark_node_get_type_string(pointer)) {
      case "table": .table
      case "table_header", "table_row": .tableRow
      case "table_cell": .tableCell
      case "strikethrough": .strikethrough
      default: .other
      }
    }

    var place: Place {
      Place(
        startLine: Int(cmark_node_get_start_line(pointer)), startColumn: Int(cmark_node_get_start_column(pointer)),
        endLine: Int(cmark_node_get_end_line(pointer)), endColumn: Int(cmark_node_get_end_column(pointer)))
    }

    var children: [Node] {
      var found: [Node] = []
      var next = cmark_node_first_child(pointer)
      while let child = next {
        found.append(Node(pointer: child))
        next = cmark_node_next(child)
      }
      return found
    }

    var literal: String { string(cmark_node_get_literal(pointer)) }
    var destination: String { string(cmark_node_get_url(pointer)) }
    var title: String { string(cmark_node_get_title(pointer)) }
    var fenceInfo: String { string(cmark_node_get_fence_info(pointer)) }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var isOrdered: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
    var isTight: Bool { cmark_node_get_list_tight(pointer) != 0 }

    /// The fence of a fenced code block.
    var fence: (character: UInt8, length: Int)? {
      var length: Int32 = 0
      var indent: Int32 = 0
      var character: CChar = 0
      guard cmark_node_get_fenced(pointer, &length, &indent, &character) != 0 else { return nil }
      return (UInt8(bitPattern: character), Int(length))
    }

    var alignments: [MarkdownTable.Alignment] {
      guard let letters = cmark_gfm_extensions_get_table_alignments(pointer) else { return [] }
      return (0..<Int(cmark_gfm_extensions_get_table_columns(pointer))).map { column in
        switch letters[column] {
        case UInt8(ascii: "l"): .left
        case UInt8(ascii: "c"): .center
        case UInt8(ascii: "r"): .right
        default: .none
        }
      }
    }

    /// All text below, gathered without recursion: for trees too deep to build.
    var flatText: String {
      guard let iterator = cmark_iter_new(pointer) else { return "" }
      defer { cmark_iter_free(iterator) }
      var text = ""
      while cmark_iter_next(iterator) != CMARK_EVENT_DONE {
        if let literal = cmark_node_get_literal(cmark_iter_get_node(iterator)) { text += String(cString: literal) }
      }
      return text
    }

    private func string(_ pointer: UnsafePointer<CChar>?) -> String {
      pointer.map { String(cString: $0) } ?? ""
    }
  }
}
