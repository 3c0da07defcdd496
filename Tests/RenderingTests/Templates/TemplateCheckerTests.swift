import Diagnostics
import TestSupport
import Testing

@testable import Rendering

@Suite struct TemplateCheckerTests {
  static func templates(replacing: [String: String] = [:]) throws -> (TemplateLibrary?, [Finding]) {
    var files = try Repository.files(below: "templates").filter { $0.hasSuffix(".mustache") }.map {
      path -> SourceFile in
      if let text = replacing[path] { return SourceFile(path: path, text: text) }
      return try Repository.source(path)
    }
    for (path, text) in replacing where !files.contains(where: { $0.path == path }) {
      files.append(SourceFile(path: path, text: text))
    }
    return TemplateLibrary.load(files, assets: [])
  }

  @Test func acceptsTheShippedTheme() throws {
    let (templates, findings) = try Self.templates()
    #expect(findings.map(\.message) == [])
    #expect(templates != nil)
  }

  @Test(arguments: [
    ("<p>{{headnig}}</p>", "没有“headnig”这个名称，是否为“heading”？", "TPL-02"),
    ("{{> part/breadcrum}}", "没有“part/breadcrum”这个模板", "TPL-03"),
    ("{{#departments}}{{nmae}}{{/departments}}", "没有“nmae”这个名称", "TPL-02"),
    ("{{site.nmae}}", "没有“site.nmae”这个名称", "TPL-02"),
    ("{{#departments}}", "“departments”这一段没有结尾", "TPL-01"),
    ("{{#departments}}{{/years}}", "“{{/years}}”没有对应的开头", "TPL-01"),
    ("{{{heading}}}", "“heading”是文字，不转义就可能混进标签", "TPL-04"),
    ("{{&heading}}", "“heading”是文字", "TPL-04"), ("{{#latest}}{{{label}}}{{/latest}}", "“label”是文字", "TPL-04"),
    ("一二{{heading", "“{{”没有配对的“}}”", "TPL-01"),
  ])
  func findsHolesBeforeAnyPageIsMade(_ template: String, _ message: String, _ rule: String) throws {
    let (templates, findings) = try Self.templates(replacing: ["templates/page/home.mustache": template])
    #expect(templates == nil)
    #expect(findings.contains { $0.rule == rule && $0.message.contains(message) }, "\(findings.map(\.message))")
    #expect(findings.allSatisfy { $0.primary?.path == "templates/page/home.mustache" })
  }

  @Test func findsAnUnknownNameInAPartial() throws {
    let (_, findings) = try Self.templates(replacing: ["templates/part/breadcrumb.mustache": "<nav>{{crumbs}}</nav>"])
    #expect(findings.contains { $0.primary?.path == "templates/part/breadcrumb.mustache" })
  }
}

@Suite struct PagePathTests {
  @Test(arguments: [
    ("index.html", "a/index.html", "a/index.html"), ("a/b/index.html", "index.html", "../../index.html"),
    ("a/b/index.html", "a/c/index.html", "../c/index.html"), ("a/index.html", "a/index.html", "index.html"),
    ("404.html", "assets/style.css", "assets/style.css"),
  ])
  func linksRelatively(_ from: String, _ to: String, _ href: String) {
    #expect(PagePath(from).href(to: PagePath(to)) == href)
  }

  @Test func linksInsideThePageByFragmentAlone() {
    let page = PagePath.page("a")
    #expect(page.href(to: page, fragment: "c") == "#c")
    #expect(page.toRoot == "../")
  }
}

@Suite struct HTMLTextTests {
  @Test func escapesTextAndAttributes() {
    var html = HTMLText()
    html.element("p", ("title", "\"<&'>\""), text: "<script>&\"'")
    #expect(html.markup == "<p title=\"&quot;&lt;&amp;&#39;&gt;&quot;\">&lt;script&gt;&amp;&quot;&#39;</p>")
  }
}
