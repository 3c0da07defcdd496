import Foundation
import TestSupport

/// The corpus once more as a project for Hugo: the pages of one built disclosure, read back into sources, for as many
/// departments.
struct HugoProject {
  let path: String
  /// The path of a disclosure below its department.
  static let document = "2020/final-accounts"

  /// `built` is a site that Mingzhang wrote from the corpus.
  init(count: Int, built: String) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("hugo-\(UUID().uuidString)").path
    let files = FileManager.default
    try files.copyItem(atPath: Repository.path("Tests/Benchmark/hugo"), toPath: path)
    try files.createDirectory(atPath: path + "/static/assets", withIntermediateDirectories: true)
    try files.copyItem(atPath: built + "/assets/style.css", toPath: path + "/static/assets/style.css")

    let folder = "\(built)/\(Corpus.slug(1))/\(Self.document)"
    let overview = Markup.main(of: try String(contentsOfFile: folder + "/index.html", encoding: .utf8))
    let pages = try Self.pages(overview, folder: folder)
    let issued = overview.first("time")?.text() ?? ""
    let byline = overview.first("p", class: "byline")?.all("span").last?.text() ?? ""
    let head = """
      issued: \(PageSource.quoted(issued))
      source: \(PageSource.quoted(byline.replacing("来源：", with: "")))
      figures:
      \(Self.figures(overview))
      """
    for number in 1...count {
      let department = Corpus.name(number)
      let unit = "\(path)/content/\(Corpus.slug(number))"
      try Self.write("---\ntitle: \(department)\nweight: \(number)\n---\n", to: unit + "/_index.md")
      let document = "\(unit)/\(Self.document)"
      try Self.write(
        "---\ntitle: \(department)2020年度部门决算\ndepartment: \(department)\n\(head)---\n", to: document + "/_index.md")
      for (place, page) in pages.enumerated() {
        let words = """
          title: \(PageSource.quoted(page.title))
          group: \(PageSource.quoted(page.group))
          weight: \(place + 1)
          sheet: \(page.tables != nil)
          """
        try Self.write("---\n\(words)\n---\n\n\(page.markdown)", to: "\(document)/\(page.path)/index.md")
        if let tables = page.tables { try Self.write(tables, to: "\(document)/\(page.path)/table.yaml") }
      }
      try Self.write(
        "---\ntitle: 全文\ngroup: 全文\nlayout: full\nweight: \(pages.count + 1)\n---\n", to: document + "/full/index.md")
    }
  }

  /// Deleted at the end of the benchmark.
  func discard() { Leftovers.put(path) }

  /// The pages in the order of the table of contents.
  private static func pages(_ overview: Markup, folder: String) throws -> [PageSource] {
    try overview.all { $0.has("toc-group") }.flatMap { group in
      try group.all("a").compactMap { link -> PageSource? in
        guard let target = link.attributes["href"], target.hasSuffix("/index.html") else { return nil }
        return PageSource(
          path: String(target.dropLast("/index.html".count)), title: link.text(),
          group: group.first("h3")?.text() ?? "",
          page: try String(contentsOfFile: "\(folder)/\(target)", encoding: .utf8))
      }
    }
  }

  private static func figures(_ overview: Markup) -> String {
    (overview.first("dl", class: "figures")?.all("div") ?? []).map { figure in
      func word(_ name: String, _ role: String? = nil) -> String {
        PageSource.quoted(figure.first(name, class: role)?.text() ?? "")
      }
      return "  - {name: \(word("dt")), value: \(word("data")), unit: \(word("span", "unit"))}\n"
    }.joined()
  }

  private static func write(_ text: String, to file: String) throws {
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }
}
