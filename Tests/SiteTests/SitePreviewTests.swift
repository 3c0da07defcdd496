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

  @Test func anUnreadableFileLeavesNoPagesAndSaysWhy() throws {
    try with { site, preview in
      let good = preview.update(nil)
      let file = "content/unit-1/2020/final-accounts/disclosure.yaml"
      let text = try site.folder.text(file)
      try site.folder.write(file, "form: [")
      let bad = preview.update([file])
      #expect(bad.view == nil)
      #expect(bad.findings.contains { $0.primary?.path == file && $0.level == .error })
      // The last good pages stay at hand, whatever the files say now.
      #expect(good.view?.bytes(at: Self.page) != nil)
      try site.folder.write(file, text)
      #expect(preview.update([file]).view?.bytes(at: Self.page) == good.view?.bytes(at: Self.page))
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
