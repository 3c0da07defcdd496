import Diagnostics
import Disclosures
import Forms
import Foundation
import TestSupport
import Testing

@testable import Rendering

/// What a reader is told of a figure: its place in the file is where it stands, and its checks are those of the ledger.
@Suite struct FigureOriginsTests {
  static let disclosure = Result { try ShippedDisclosure.read("pingshan-zwsj/2020/final-accounts").0 }
  static let sum = "支出表[合计].本年支出合计", addend = "支出表[合计].基本支出"

  static let ledger = Ledger(
    entries: [
      .init(
        rule: "TC-1", name: "每行合计等于各栏之和", cell: sum, verdict: .rounding, others: [addend], formula: "甲 = \"乙\"",
        arithmetic: Arithmetic(
          actual: "1", lowest: "1", highest: "1", gap: "0.01", allowed: "0.02", roundedAddends: 2)),
      .init(rule: "X-1", name: "别的表", cell: "收入表[合计].本年收入合计", verdict: .exact, formula: ""),
      .init(rule: "TC-9", name: "不适用的", cell: addend, verdict: .notApplicable, formula: ""),
    ])

  static func origins() throws -> FigureOrigins {
    let disclosure = try disclosure.get()
    let index = try #require(disclosure.set.tables.firstIndex { $0.id == "expenditure" })
    let uses = TableProvenance.uses(in: disclosure)
    return FigureOrigins(
      index, of: disclosure, FigureIndex(disclosure.evaluator, ledger), uses: uses)
  }

  @Test func thePlaceOfAFigureIsWhereItIsTyped() throws {
    let disclosure = try Self.disclosure.get()
    var figures = 0
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, table.form.isStatutory else { continue }
      let origins = FigureOrigins(
        index, of: disclosure, FigureIndex(disclosure.evaluator, Ledger()), uses: [:])
      #expect(origins.file == "tables/\(table.form.id).yaml")
      let source = try #require(disclosure.files.first { $0.path == table.path })
      for figure in origins.lines.flatMap(\.figures) {
        let place = try #require(figure.place)
        let cell = try #require(table.blocks[figure.cell.block].row(figure.cell.row)).cells[figure.cell.column]
        let line = source.text(ofLine: place.line).unicodeScalars.dropFirst(place.column - 1)
        let typed = String(String.UnicodeScalarView(line.prefix(24))).filter { $0 != "\"" && $0 != "'" }
        let value = cell.written.filter { $0 != "," }
        #expect(
          typed.filter { $0 != "," }.hasPrefix(String(value.prefix { $0 != "." })), "\(figure.address): \(typed)")
        figures += 1
      }
    }
    #expect(figures > 500)
  }

  @Test func everyFigureThatTookPartKnowsTheCheckAndOthersDoNot() throws {
    let origins = try Self.origins()
    let figures = origins.lines.flatMap(\.figures)
    #expect(origins.checks.count == 1 && origins.rules.map(\.id) == ["TC-1"])
    #expect(figures.filter { !$0.checks.isEmpty }.map(\.address) == [Self.sum, Self.addend])
    let total = try #require(origins.lines.first)
    #expect(total.label == "合计" && origins.summary(of: total) == "TC-1 尾差 1")
    #expect(total.lines?.count == 1)
  }

  @Test func theScriptIsOneCallWithTheData() throws {
    let bytes = FigureScript(
      origins: try Self.origins(), document: "某局2020年度部门决算", table: "支出决算表", rule: { "rules/#\($0)" },
      section: { $0.anchor ?? "" },
      compared: { $0 == "expenditure-total-total" ? ("years</script>", nil) : (nil, nil) }
    ).bytes
    let script = String(decoding: bytes, as: UTF8.self)
    #expect(script.hasPrefix("mingzhangFigures({") && script.hasSuffix("});\n"))
    #expect(!script.contains("</script"))
    let json = script.dropFirst("mingzhangFigures(".count).dropLast(3)
    let data = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let checks = try #require(data["checks"] as? [[Any]]), cells = try #require(data["cells"] as? [String: [Any]])
    #expect(checks[0][0] as? Int == 0)
    #expect(checks[0].dropFirst().map { $0 as? String } == ["尾差", "甲 = \"乙\"", "0.01", "0.02", Self.sum, "万元"])
    #expect(data["document"] as? String == "某局2020年度部门决算" && data["table"] as? String == "支出决算表")
    let total = try #require(cells["expenditure-total-total"])
    #expect(total[0] as? String == Self.sum && total[3] as? [Int] == [0] && total[5] as? String == "years</script>")
    let rows = try #require(data["rows"] as? [String]), columns = try #require(data["columns"] as? [[String]])
    #expect(rows[try #require(total[7] as? Int)] == "合计")
    #expect(columns[try #require(total[8] as? Int)] == ["本年支出合计", "万元"])
    #expect(try Self.origins().lines.flatMap(\.figures).count == cells.count)
  }

  @Test func figuresOfOneRowKnowItAndRowsOfOneNameStayApart() throws {
    let disclosure = try Self.disclosure.get()
    for (index, table) in disclosure.tables.enumerated() {
      guard let table, table.form.isStatutory else { continue }
      let origins = FigureOrigins(
        index, of: disclosure, FigureIndex(disclosure.evaluator, Ledger()), uses: [:])
      let figures = origins.lines.flatMap(\.figures)
      #expect(Set(figures.map { [$0.row, $0.column] }).count == figures.count, "\(table.title)")
      #expect(origins.columns.allSatisfy { !$0.name.isEmpty && !$0.unit.isEmpty })
      #expect(origins.rows.allSatisfy { !$0.isEmpty })
      // 预算数 and 决算数 of one item stand in one row, though the form prints them in two places.
      if table.form.layout == .transposed {
        #expect(origins.columns.map(\.name) == table.blocks.map(\.form.name))
        #expect(origins.rows.count < figures.count)
      } else {
        #expect(origins.rows.count == origins.lines.count)
      }
    }
  }

  @Test func aTableLeadsBackToTheFigureInTheSentence() throws {
    let disclosure = try Self.disclosure.get()
    let site = "name: 站\ndomain: a.example\nid-code: \"0000000000\"\n"
    let info = try #require(SiteFilesReader.site(SourceFile(path: "site.yaml", text: site)).0)
    let pages = DisclosurePages(
      frame: SiteFrame(info: info, isDraft: false, style: "style.css"),
      department: .remembered(slug: disclosure.department, name: "某局"), disclosure: disclosure, ledger: Self.ledger,
      terms: [])
    let rendered = pages.plan.map { $0.rendered() }
    // Every page names the version of just the script that is written beside it: a browser keeps no older one.
    var versions: Set<String> = []
    for index in disclosure.set.tables.indices {
      guard let table = disclosure.tables[index], let script = pages.figureScriptPath(table),
        let page = rendered.first(where: { $0.path == pages.path(of: disclosure.set.tables[index]) })
      else { continue }
      let version = StableHash.hex(of: pages.figureScript(index))
      #expect(page.values["figures-href"] == .text("figures.js?v=\(version)") && script.path.hasSuffix("/figures.js"))
      versions.insert(version)
    }
    #expect(versions.count > 5)
    let prose = Dictionary(
      rendered.filter { $0.kind == .section }.map { ($0.path.path, $0.values["prose"]) }
    ) { first, _ in first }
    var links = 0
    for uses in pages.uses.values {
      for use in uses {
        guard let anchor = use.anchor, case .markup(let html)? = prose[pages.paths.section(use.section.id).path] else {
          continue
        }
        #expect(html.markup.contains(" id=\"\(anchor)\""), "\(anchor)")
        links += 1
      }
    }
    #expect(links > 40)
    let ids = prose.values.compactMap { value -> String? in
      if case .markup(let html)? = value { return html.markup }
      return nil
    }.flatMap { $0.matches(of: /\ id="([^"]+-figure-[^"]+)"/).map(\.output.1) }
    #expect(Set(ids).count == ids.count)
    // Nothing leads to the figures of the whole document: it has no anchors there.
    let full = try Self.markup(in: #require(rendered.first { $0.kind == .full }?.values["parts"]))
    let repeated = ids.filter { full.contains(" id=\"\($0)\"") }
    #expect(full.contains("<table") && repeated == [])
  }

  /// All finished HTML that a value holds.
  private static func markup(in value: TemplateValue) -> String {
    switch value {
    case .text, .flag: ""
    case .markup(let html): html.markup
    case .group(let values): values.values.map { markup(in: $0) }.joined()
    case .list(let items): items.map { markup(in: .group($0)) }.joined()
    case .rows(let rows): (0..<rows.count).map { markup(in: .group(rows[$0])) }.joined()
    }
  }
}

/// The same for the parts of a sheet, which share a page and a script.
@Suite struct SheetOriginsTests {
  static let name = "坪山新区公共区域免费WIFI认证管理平台项目"
  static let rate = "执行.项目总体完成率@\(name)", planned = "概况.项目总投资@\(name)"

  static func origins() throws -> (FigureOrigins, Sheet) {
    let disclosure = try FigureOriginsTests.disclosure.get()
    let sheet = try #require(disclosure.sheets.first { $0.name == Self.name })
    let ledger = Ledger(
      entries: [
        .init(rule: "INV-2", name: "项目总体完成率", cell: rate, verdict: .broken, others: [planned], formula: ""),
        .init(rule: "PRJ-03", name: "预算执行率", cell: "资金[年度资金总额].预算执行率@区级温馨驿站项目", verdict: .exact, formula: ""),
      ])
    return (FigureOrigins(sheet, of: disclosure, FigureIndex(sheet.evaluator, ledger)), sheet)
  }

  @Test func everyFigureOfEveryPartHasItsPlaceAndOnlyItsOwnChecks() throws {
    let (origins, sheet) = try Self.origins()
    let figures = origins.lines.flatMap(\.figures)
    #expect(origins.file == "performance/\(sheet.path.split(separator: "/").last ?? "")")
    #expect(figures.allSatisfy { $0.place != nil && $0.address.hasSuffix("@" + Self.name) })
    #expect(Set(figures.map(\.cell.table)).count > 1 && Set(figures.map(\.anchor)).count == figures.count)
    #expect(origins.checks.map(\.cell) == [Self.rate])
    #expect(Set(figures.filter { !$0.checks.isEmpty }.map(\.address)) == [Self.rate, Self.planned])
  }

  @Test func rowsOfDifferentPartsAreNotTakenForOne() throws {
    let (origins, _) = try Self.origins()
    for (_, figures) in Dictionary(grouping: origins.lines.flatMap(\.figures), by: \.row) {
      #expect(Set(figures.map(\.cell.table)).count == 1)
    }
  }
}
