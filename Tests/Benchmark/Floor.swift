import CCMarkGFM
import CYAML
import Foundation

/// The least that such a site can cost: libyaml's events and cmark-gfm's HTML, put as bytes into as many pages, on two
/// threads.
///
/// Nothing is checked, named, linked or formatted, references in the prose stay as they are written, and there are no
/// downloads. The frame of a page (head, navigation, footer) is that of a built page, so that as many bytes are written
/// around the content.
struct Floor: Sendable {
  private let before: [UInt8]
  private let after: [UInt8]
  private let glossary: [UInt8]
  private let site: String
  private let output: String

  static func run(_ site: String, _ output: String, frame: String) {
    guard let page = try? String(contentsOfFile: frame, encoding: .utf8), let start = page.range(of: "<main"),
      let end = page.range(of: "</main>")
    else { exit(2) }
    cmark_gfm_core_extensions_ensure_registered()
    let floor = Floor(
      before: Array(page[..<start.lowerBound].utf8) + Array("<main><table>".utf8),
      after: Array("</table>".utf8) + Array(page[end.lowerBound...].utf8),
      glossary: table(site + "/content/glossary.yaml"), site: site, output: output)
    let units = names(site + "/content").filter { !$0.hasSuffix(".yaml") }
    DispatchQueue.concurrentPerform(iterations: 2) { thread in
      for (place, unit) in units.enumerated() where place % 2 == thread { floor.write(unit) }
    }
  }

  private func write(_ unit: String) {
    let source = "\(site)/content/\(unit)/\(HugoProject.document)", target = "\(output)/\(unit)/\(HugoProject.document)"
    var whole: [UInt8] = []
    func page(_ path: String, _ content: [UInt8]) {
      Self.write([before, content, after], to: "\(target)/\(path)")
      whole += content
    }
    page("", Self.table(source + "/disclosure.yaml"))
    for folder in ["tables", "performance"] {
      for name in Self.names("\(source)/\(folder)") {
        page("\(folder)/\(name.dropLast(".yaml".count))", Self.table("\(source)/\(folder)/\(name)"))
      }
    }
    for name in Self.names(source + "/narrative") {
      page(
        "sections/\(name.dropLast(".md".count).drop { $0 != "-" }.dropFirst())",
        Self.prose("\(source)/narrative/\(name)"))
    }
    page("glossary", glossary)
    page("full", whole)
    Self.write([before, Self.table("\(site)/content/\(unit)/department.yaml"), after], to: "\(output)/\(unit)")
  }

  /// One pass over libyaml's events: keys and the first two of a line are headers, other scalars are cells.
  private static func table(_ file: String) -> [UInt8] {
    let bytes = FileManager.default.contents(atPath: file).map(Array.init) ?? []
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return [] }
    defer { yaml_parser_delete(&parser) }
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var out: [UInt8] = []
      out.reserveCapacity(4 * buffer.count)
      // For every open container: whether it is a mapping, and how many nodes it has.
      var open: [(isMapping: Bool, count: Int)] = []
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return out }
        defer { yaml_event_delete(&event) }
        switch event.type {
        case YAML_STREAM_END_EVENT: return out
        case YAML_SCALAR_EVENT:
          let place = open.last ?? (false, 0)
          let isKey = place.isMapping && place.count % 2 == 0
          let isLine = !place.isMapping && open.count > 1 && !open[open.count - 2].isMapping
          out += isKey ? Array("<tr><th>".utf8) : isLine && place.count < 2 ? Array("<th>".utf8) : Array("<td>".utf8)
          for byte in UnsafeBufferPointer(start: event.data.scalar.value, count: event.data.scalar.length) {
            switch byte {
            case UInt8(ascii: "&"): out += Array("&amp;".utf8)
            case UInt8(ascii: "<"): out += Array("&lt;".utf8)
            default: out.append(byte)
            }
          }
          out += isKey || isLine && place.count < 2 ? Array("</th>".utf8) : Array("</td>".utf8)
          if !open.isEmpty { open[open.count - 1].count += 1 }
        case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
          if !open.isEmpty { open[open.count - 1].count += 1 }
          open.append((event.type == YAML_MAPPING_START_EVENT, 0))
          out += Array("<tr>".utf8)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: open.removeLast()
        default: break
        }
      }
    }
  }

  private static func prose(_ file: String) -> [UInt8] {
    var bytes = FileManager.default.contents(atPath: file).map(Array.init) ?? []
    let fence = Array("---\n".utf8)
    if bytes.starts(with: fence), let end = bytes.dropFirst(4).firstRange(of: fence) {
      bytes.removeSubrange(..<end.upperBound)
    }
    // Tables only: strikethrough fills a table that all parses share, so that they would have to take turns.
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
    defer { cmark_parser_free(parser) }
    if let found = cmark_find_syntax_extension("table") { _ = cmark_parser_attach_syntax_extension(parser, found) }
    bytes.withUnsafeBytes { cmark_parser_feed(parser, $0.bindMemory(to: CChar.self).baseAddress, $0.count) }
    guard let root = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(root) }
    guard let html = cmark_render_html(root, CMARK_OPT_DEFAULT, nil) else { return [] }
    defer { free(html) }
    return UnsafeRawBufferPointer(start: html, count: strlen(html)).map { $0 }
  }

  private static func write(_ parts: [[UInt8]], to folder: String) {
    var end = folder.startIndex
    while let slash = folder[end...].dropFirst().firstIndex(of: "/") {
      mkdir(String(folder[..<slash]), 0o755)
      end = slash
    }
    mkdir(folder, 0o755)
    let file = open(folder + "/index.html", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    let bytes = Array(parts.joined())
    _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  private static func names(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
