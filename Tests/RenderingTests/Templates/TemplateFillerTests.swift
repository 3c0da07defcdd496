import Diagnostics
import Mustache
import TestSupport
import Testing

@testable import Rendering

/// What comes out of a template is what swift-mustache makes of it.
@Suite struct TemplateFillerTests {
  static let values: [String: TemplateValue] = [
    "title": .text("甲 & <乙>"), "html": .markup(.markup("<b>粗</b>")), "yes": .flag(true), "no": .flag(false),
    "empty": .text(""), "none": .list([]),
    "items": .list([["name": .text("一")], ["name": .text("二"), "title": .text("里面的")]]),
    "site": .group(["name": .text("某局"), "deep": .group(["name": .text("深处")])]),
  ]

  @Test(arguments: [
    ("{{title}}|{{{html}}}|{{&html}}", "甲 &amp; &lt;乙&gt;|<b>粗</b>|<b>粗</b>"),
    ("{{#items}}{{name}}（{{title}}）{{/items}}", "一（甲 &amp; &lt;乙&gt;）二（里面的）"),
    ("{{#yes}}是{{/yes}}{{^yes}}否{{/yes}}{{#no}}是{{/no}}{{^no}}否{{/no}}", "是否"),
    ("{{#title}}有：{{title}}{{/title}}{{#empty}}空也有{{/empty}}", "有：甲 &amp; &lt;乙&gt;空也有"),
    ("{{#none}}有{{/none}}{{^none}}没有{{/none}}{{^missing}}没有{{/missing}}{{missing}}", "没有没有"),
    ("{{site.name}}{{site.deep.name}}{{site.none}}{{#site}}{{deep.name}}{{title}}{{/site}}", "某局深处深处甲 &amp; &lt;乙&gt;"),
    ("一\n{{#yes}}\n  二\n{{/yes}}\n三", "一\n  二\n三"), ("一\n  {{#yes}}  \n二\n  {{/yes}}\n三\n", "一\n二\n三\n"),
    ("一\n {{! 说明 }}\n二{{! 说明 }}三\n", "一\n二三\n"), ("{{#yes}} 同一行 {{/yes}}\n二", " 同一行 \n二"),
    ("一\r\n{{#yes}}\r\n二\r\n{{/yes}}\r\n", "一\r\n二\r\n"), ("{{#items}}\n{{name}}\n{{/items}}", "一\n二\n"),
    (
      "前\n  {{> part}}\n后{{> part}}", "前\n  <p>甲 &amp; &lt;乙&gt;</p>\n  <p>完</p>\n后<p>甲 &amp; &lt;乙&gt;</p>\n<p>完</p>\n"
    ),
    ("{{<base}}{{$body}}我的{{/body}}不显示{{/base}}", "头 原来的 我的 尾\n"),
    ("{{<base}}\n{{$head}}\n换了\n{{/head}}\n{{/base}}", "头 换了\n 空 尾\n"),
    ("{{<middle}}{{$body}}最外{{/body}}{{/middle}}", "头 中间 最外 尾\n"),
    ("{{<middle}}{{$head}}{{title}}{{/head}}{{/middle}}", "头 甲 &amp; &lt;乙&gt; 中间的 尾\n"),
    ("{{$own}}没有人换{{/own}}", "没有人换"),
  ])
  func fillsAsMustacheDoes(_ template: String, _ expected: String) throws {
    let files = [
      "page": template, "part": "<p>{{title}}</p>\n<p>完</p>\n",
      "base": "头 {{$head}}原来的{{/head}} {{$body}}空{{/body}} 尾\n",
      "middle": "{{<base}}{{$head}}中间{{/head}}{{$body}}中间的{{/body}}{{/base}}",
    ]
    #expect(try Self.filled(files, "page", Self.values) == expected)
    #expect(try Self.byLibrary(files, "page", Self.values) == expected)
  }

  @Test(arguments: PageKind.allCases)
  func fillsTheShippedThemeAsMustacheDoes(_ kind: PageKind) throws {
    var files: [String: String] = [:]
    for path in Repository.files(below: "templates") where path.hasSuffix(".mustache") {
      let name = path.dropFirst("templates/".count).dropLast(".mustache".count)
      files[String(name)] = String(decoding: try Repository.source(path).bytes, as: UTF8.self)
    }
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      let values = kind.names.mapValues { Self.value(of: $0, &random) }
      let own = try Self.filled(files, kind.template, values)
      let theirs = try Self.byLibrary(files, kind.template, values)
      // After a block that ends on its own line the library takes the next tag to stand within a line.
      #expect(Self.lines(own) == Self.lines(theirs))
      #expect(own.hasPrefix("<!DOCTYPE html>"))
    }
  }

  @Test func aTemplateThatIncludesItselfIsSaidSo() throws {
    for text in ["{{> page/home}}", "{{<page/home}}{{/page/home}}", "{{> part/breadcrumb}}{{> part/loop}}"] {
      let (library, findings) = try TemplateCheckerTests.templates(replacing: [
        "templates/page/home.mustache": text, "templates/part/loop.mustache": "{{> page/home}}",
      ])
      #expect(library == nil)
      #expect(findings.map(\.rule) == ["TPL-03"])
      #expect(findings[0].message == "“page/home”包含了它自己，页面会没有尽头")
    }
  }

  /// A stack or a memory has an end, and a program that meets it tells nobody which line is to blame.
  @Test func templatesThatNeverEndAreSaidSo() throws {
    let nested =
      String(repeating: "{{#has-departments}}", count: 100_000)
      + String(repeating: "{{/has-departments}}", count: 100_000)
    // The last parts first: none of them lies deep where it is met for the first time.
    let chain = (0..<500).map { ("templates/part/x\($0).mustache", $0 == 499 ? "a" : "{{> part/x\($0 + 1)}}") }
    let doubling = (0..<40).map { number in
      (
        "templates/part/x\(number).mustache",
        number == 39 ? "a" : String(repeating: "{{> part/x\(number + 1)}}", count: 2)
      )
    }
    func deep(_ parts: [(String, String)], _ home: String) throws -> [String] {
      let files = Dictionary(parts + [("templates/page/home.mustache", home)]) { $1 }
      let (library, findings) = try TemplateCheckerTests.templates(replacing: files)
      #expect(library == nil)
      return findings.map(\.message)
    }
    #expect(try deep([], nested) == ["一段套一段，超过 24 层"])
    let last = (0..<500).reversed().map { "{{> part/x\($0)}}" }.joined()
    #expect(try deep(chain, last) == ["模板一个套一个，超过 24 层"])
    let few = Array(doubling.suffix(23))
    #expect(try deep(few, "{{> part/x17}}") == ["模板互相包含，合起来超过 16 MB"])
  }

  private static func lines(_ text: String) -> [Substring] { text.split(separator: "\n") }

  private static func filled(
    _ files: [String: String], _ name: String, _ values: [String: TemplateValue]
  ) throws -> String {
    let sources = files.reduce(into: [:]) { $0[$1.key] = SourceFile(path: $1.key, text: $1.value) }
    var filler = TemplateFiller(values)
    filler.fill(try TemplateTree(files: sources).nodes(of: name))
    return String(decoding: filler.bytes, as: UTF8.self)
  }

  private static func byLibrary(
    _ files: [String: String], _ name: String, _ values: [String: TemplateValue]
  ) throws -> String {
    let library = MustacheLibrary(templates: try files.mapValues { try MustacheTemplate(string: $0) })
    // The library writes a quotation mark and an apostrophe in its own way.
    let text = library.render(values.mapValues(plain), withTemplate: name) ?? ""
    return text.replacing("&#34;", with: "&quot;")
  }

  /// A value as the library reads it.
  private static func plain(_ value: TemplateValue) -> Any {
    switch value {
    case .text(let text): text
    case .markup(let html): html.markup
    case .flag(let flag): flag
    case .list(let items): items.map { $0.mapValues(plain) }
    case .rows(let rows): (0..<rows.count).map { rows[$0].mapValues(plain) }
    case .group(let group): group.mapValues(plain)
    }
  }

  /// At hand, or made item by item.
  private static func list(
    _ items: [[String: TemplateValue]], _ random: inout SeededGenerator
  ) -> TemplateValue {
    Bool.random(using: &random) ? .list(items) : .rows(TemplateRows(items.count) { items[$0] })
  }

  private static func value(of shape: TemplateShape, _ random: inout SeededGenerator) -> TemplateValue {
    switch shape {
    case .text: .text(["", "文字", "a & b < c > d \"e\" 'f'", "一\n二"].randomElement(using: &random) ?? "")
    case .markup: .markup(.markup(["", "<p>段</p>\n", "<b>&amp;</b>"].randomElement(using: &random) ?? ""))
    case .flag: .flag(Bool.random(using: &random))
    case .group(let names): .group(names.mapValues { value(of: $0, &random) })
    case .list(let names):
      list(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in names.mapValues { value(of: $0, &random) } }, &random)
    }
  }
}
