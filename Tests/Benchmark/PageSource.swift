import Foundation

/// One page as an author of the peer would keep it: prose as Markdown with its figures written in, tables as YAML.
struct PageSource {
  let path: String
  let title: String
  let group: String
  let markdown: String
  let tables: String?

  /// Reads it back from a page that Mingzhang built.
  init(path: String, title: String, group: String, page: String) {
    (self.path, self.title, self.group) = (path, title, group)
    let main = Markup.main(of: page)
    let forms = main.all { $0.name == "table" && $0.has("form") }
    tables = forms.isEmpty ? nil : Self.yaml(forms, notes: main.all { $0.has("notes") })
    let passages = main.all { $0.has("prose") || $0.has("glossary") || $0.name == "h2" }
    markdown = forms.isEmpty ? passages.map(Self.blocks).joined() : ""
  }

  // MARK: Prose

  private static func blocks(_ element: Markup) -> String {
    switch element.name {
    case "p": return inline(element) + "\n\n"
    case "h2", "h3", "h4":
      return String(repeating: "#", count: Int(element.name.dropFirst()) ?? 2) + " \(inline(element))\n\n"
    case "ol": return element.elements.enumerated().map { "\($0.offset + 1). \(inline($0.element))\n" }.joined() + "\n"
    case "ul": return element.elements.map { "- \(inline($0))\n" }.joined() + "\n"
    case "dt": return inline(element) + "\n"
    case "dd": return ": \(inline(element))\n\n"
    case "table":
      var rows = element.all("tr").map { row in
        "| " + row.elements.map { inline($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
      }
      rows.insert("|" + String(repeating: " --- |", count: element.all("tr").first?.elements.count ?? 0) + "\n", at: 1)
      return rows.joined() + "\n"
    default: return element.elements.map(blocks).joined()
    }
  }

  private static func inline(_ element: Markup) -> String {
    let text = element.text(skipping: ShownFigures.isAid).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.replacing(/[\\*_\[\]<`]/) { "\\\($0.0)" }
  }

  // MARK: Tables

  private static func yaml(_ forms: [Markup], notes: [Markup]) -> String {
    let lines = notes.flatMap { $0.all { $0.name == "p" || $0.name == "li" } }.map { quoted($0.text()) }
    return "notes: [\(lines.joined(separator: ", "))]\ntables:\n" + forms.map(yaml).joined()
  }

  private static func yaml(_ form: Markup) -> String {
    let caption = form.first("caption")
    func word(_ name: String) -> String { quoted(caption?.first("span", class: "caption-\(name)")?.text() ?? "") }
    let rows = form.first("tbody")?.all("tr") ?? []
    let first = rows.first { $0.elements.contains(where: isFigure) }
    let columns = (first?.elements ?? []).filter(isFigure).map { cell in
      "{id: \(quoted(name(of: cell, in: first))), headers: \(quoted(cell.attributes["headers"] ?? ""))}"
    }
    let head = (form.first("thead")?.all("tr") ?? []).filter { !$0.has("sheet-head") }
    return """
        - id: \(quoted(caption?.attributes["id"] ?? ""))
          class: \(quoted(form.attributes["class"] ?? ""))
          title: \(word("title"))
          code: \(word("code"))
          unit: \(word("unit"))
          columns: [\(columns.joined(separator: ", "))]
          head:
      \(head.map(line).joined())\
          rows:
      \(rows.map(line).joined())
      """
  }

  private static func line(_ row: Markup) -> String {
    let cells = row.elements.map { cell -> String in
      if isFigure(cell) { return quoted(cell.text()) }
      var words = ["is: \(cell.name)"]
      for key in ["id", "headers", "scope", "colspan", "rowspan", "class"] {
        if let value = cell.attributes[key] { words.append("\(key): \(quoted(value))") }
      }
      words.append("text: \(quoted(cell.text { $0.name == "details" || $0.name == "svg" }))")
      let more = cell.all("details").flatMap { $0.all("p") }
      if !more.isEmpty { words.append("more: [\(more.map { quoted($0.text()) }.joined(separator: ", "))]") }
      return "{\(words.joined(separator: ", "))}"
    }
    let names = ["id", "class"].compactMap { key in row.attributes[key].map { "\(key): \(quoted($0)), " } }
    return "    - {\(names.joined())cells: [\(cells.joined(separator: ", "))]}\n"
  }

  private static func isFigure(_ cell: Markup) -> Bool {
    cell.has("n") && cell.attributes["id"] != nil && cell.name == "td"
  }

  /// A figure's name is its line's and its column's.
  private static func name(of cell: Markup, in row: Markup?) -> String {
    let id = cell.attributes["id"] ?? ""
    guard let line = row?.attributes["id"], id.hasPrefix(line + "-") else { return id }
    return String(id.dropFirst(line.count + 1))
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
