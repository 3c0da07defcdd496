import Diagnostics
import Disclosures
import Foundation
import TestSupport
import Testing

@testable import Site

/// What the preview keeps, and what it tells of a page.
@Suite struct SitePreviewTests {
  private static let page = "unit-1/2020/final-accounts/tables/summary/index.html"

  private func with(_ body: (EditedSite, SitePreview) throws -> Void) throws {
    try BuildIdentityTests.with(departments: 2) { site in
      let day = try #require(BuildIdentityTests.day)
      try body(site, SitePreview(root: site.folder.path) { day })
    }
  }

  @Test func onlyWhatHasChangedIsReadAnew() throws {
    try with { site, preview in
      let first = preview.update(nil)
      let file = "content/unit-1/2020/final-accounts/narrative/11-duties.md"
      // Saved as it was.
      #expect(preview.update([file]).view?.version == first.view?.version)
      try site.folder.write(file, try site.folder.text(file) + "\n再加一段。\n")
      // Another path than the one that changed.
      #expect(preview.update(["content/unit-2/department.yaml"]).view?.version == first.view?.version)
      let second = preview.update([file])
      #expect(second.view?.version != first.view?.version)
      #expect(first.groups.map(\.name) == ["", "unit-1", "unit-2"])
      #expect(second.groups[2].version == first.groups[2].version)
      #expect(second.groups[1].version != first.groups[1].version)
    }
  }

  /// Its department stays as it was, and says why; other departments go on.
  @Test(arguments: ["disclosure.yaml", "tables/summary.yaml", "narrative/11-duties.md", "../../department.yaml"])
  func anUnreadableFileLeavesTheLastGoodPages(name: String) throws {
    try with { site, preview in
      let other = "unit-2/2020/final-accounts/tables/summary/index.html"
      let section = "unit-1/2020/final-accounts/sections/duties/index.html"
      let good = try #require(preview.update(nil).view)
      let file =
        name.hasPrefix("..") ? "content/unit-1/department.yaml" : "content/unit-1/2020/final-accounts/" + name
      let text = try site.folder.text(file)
      try site.folder.write(file, "---\nform: [\n")
      let bad = preview.update([file])
      #expect(bad.showsEarlier)
      #expect(bad.findings.contains { $0.primary?.path == file && $0.level == .error })
      for page in [Self.page, section] {
        #expect(try Self.figures(#require(bad.view?.bytes(at: page))) == Self.figures(#require(good.bytes(at: page))))
      }
      let next = "content/unit-2/2020/final-accounts/tables/summary.yaml"
      let nextText = try site.folder.text(next)
      try site.folder.write(next, nextText.replacing(/总计: .*/, with: "总计: 99902.34"))
      let more = preview.update([next])
      #expect(more.showsEarlier)
      #expect(try String(decoding: #require(more.view?.bytes(at: other)), as: UTF8.self).contains("99,902.34"))
      try site.folder.write(file, text)
      try site.folder.write(next, nextText)
      let mended = preview.update([file, next])
      #expect(!mended.showsEarlier)
      for page in [Self.page, section, other] { #expect(mended.view?.bytes(at: page) == good.bytes(at: page)) }
    }
  }

  /// Such as a file without an ending, which looks like a department.
  @Test(arguments: ["README", "迷路"]) func whatLiesInContentIsFoundAsInAFreshPreview(name: String) throws {
    try with { site, preview in
      let first = preview.update(nil)
      let path = "content/\(name)"
      if name == "README" { try site.folder.write(path, "") } else { try site.folder.link(path, to: "nowhere") }
      let second = preview.update([path])
      #expect(second.findings.contains { $0.primary?.path == path })
      let day = try #require(BuildIdentityTests.day)
      #expect(second.findings == SitePreview(root: site.folder.path) { day }.update(nil).findings)
      // Whoever keeps what a group looks like by its version shows it, too.
      #expect(second.groups[0].version != first.groups[0].version)
      #expect(second.groups[1].version == first.groups[1].version)
      try site.folder.remove(path)
      #expect(preview.update([path]).findings == first.findings)
    }
  }

  @Test func aDepartmentThatBecameAFileIsGoneAndSaysSo() throws {
    try with { site, preview in
      #expect(preview.update(nil).view?.bytes(at: Self.page) != nil)
      try site.folder.remove("content/unit-1")
      try site.folder.write("content/unit-1", "")
      let state = preview.update(["content/unit-1"])
      #expect(state.findings.contains { $0.primary?.path == "content/unit-1" && $0.level == .error })
      #expect(state.view?.bytes(at: Self.page) == nil && state.groups.map(\.name) == ["", "unit-2"])
    }
  }

  @Test func onlyAChangeOfTheirFilesIsAnotherStateOfTheAssets() throws {
    try with { site, preview in
      let first = try #require(preview.update(nil).view)
      try site.folder.write("templates/assets/extra.css", "p{}")
      let second = try #require(preview.update(["templates/assets/extra.css"]).view)
      #expect(second.assets != first.assets)
      let file = "content/unit-1/2020/final-accounts/narrative/11-duties.md"
      try site.folder.write(file, try site.folder.text(file) + "\n再加一段。\n")
      let third = try #require(preview.update([file]).view)
      #expect(third.assets == second.assets && third.version != second.version)
    }
  }

  /// What a page says, without what depends on the rest of the site: whether it is a draft.
  private static func figures(_ page: [UInt8]) -> Substring {
    let text = String(decoding: page, as: UTF8.self)
    guard let start = text.range(of: "<main"), let end = text.range(of: "</main>") else { return "" }
    return text[start.upperBound..<end.lowerBound]
  }

  /// Nothing good to show yet: what can be shown is, and a disclosure that cannot be read leaves no pages.
  @Test func whatWasNeverGoodIsShownAsFarAsItGoes() throws {
    try with { site, preview in
      let table = "content/unit-1/2020/final-accounts/tables/summary.yaml"
      try site.folder.write(table, "收入: [")
      let partial = preview.update(nil)
      #expect(!partial.showsEarlier)
      #expect(partial.view?.bytes(at: Self.page) == nil)
      #expect(partial.view?.bytes(at: "unit-1/2020/final-accounts/index.html") != nil)
      try site.folder.write("content/unit-2/2020/final-accounts/disclosure.yaml", "form: [")
      let day = try #require(BuildIdentityTests.day)
      #expect(SitePreview(root: site.folder.path) { day }.update(nil).view == nil)
    }
  }

  /// The glossary changes while a department cannot be read.
  @Test func aChangeOfTheFrameKeepsTheLastGoodPages() throws {
    try with { site, preview in
      _ = preview.update(nil)
      let table = "content/unit-1/2020/final-accounts/tables/summary.yaml"
      try site.folder.write(table, "收入: [")
      _ = preview.update([table])
      let glossary = "content/glossary.yaml"
      try site.folder.write(glossary, try site.folder.text(glossary) + "\n")
      let state = preview.update([glossary])
      #expect(state.showsEarlier)
      #expect(state.view?.bytes(at: Self.page) != nil)
    }
  }

  @Test func departmentsComeAndGo() throws {
    try with { site, preview in
      _ = preview.update(nil)
      try site.addDepartment("unit-3")
      let more = preview.update(["content/unit-3"])
      #expect(more.view?.bytes(at: "unit-3/index.html") != nil)
      try site.folder.remove("content/unit-3")
      let less = preview.update(["content/unit-3"])
      #expect(less.view?.bytes(at: "unit-3/index.html") == nil)
      #expect(less.groups.map(\.name) == ["", "unit-1", "unit-2"])
    }
  }

  @Test func everyFigureOfATableHasItsPlaceInTheData() throws {
    try with { site, preview in
      let view = try #require(preview.update(nil).view)
      let audit = try #require(view.audit(at: Self.page))
      #expect(audit.disclosure == "unit-1/2020/final-accounts")
      #expect(audit.figures.count > 10)
      let html = String(decoding: try #require(view.bytes(at: Self.page)), as: UTF8.self)
      for figure in audit.figures {
        #expect(html.contains("id=\"\(figure.anchor)\""), "\(figure.address)")
        let file = try #require(audit.sources[figure.span.path])
        let typed = String(decoding: file.bytes[figure.span.lower..<figure.span.upper], as: UTF8.self)
        let plain = figure.value.replacing(",", with: "")
        #expect(
          Decimal(string: typed) == Decimal(string: plain), "\(figure.address): \(typed) is shown as \(figure.value)")
      }
    }
  }

  @Test func theTextNamesTheCellsItsFiguresComeFrom() throws {
    try with { _, preview in
      let view = try #require(preview.update(nil).view)
      let audit = try #require(view.audit(at: "unit-1/2020/final-accounts/sections/totals/index.html"))
      #expect(audit.file?.hasSuffix("21-totals.md") ?? false)
      #expect(audit.figures.contains { $0.address.hasPrefix("收支总表.收入[") })
      #expect(view.audit(at: "unit-1/index.html") == nil)
      #expect(view.audit(at: "../etc/passwd") == nil)
    }
  }
}
