import Foundation
import TestSupport
import Testing

/// Whole pages of the sample site, as somebody last looked at them.
@Suite(.serialized) struct GoldenPageTests {
  @Test func keepsTheSamplePagesAsTheyWereAccepted() throws {
    try TemporaryFolder.with { folder in
      let result = try Tool.run("build", "--output", folder.path("site"), "--today", "2026-11-21")
      try #require(result.status == 0, "\(result.output)\(result.errors)")
      let base = "site/\(SampleSite.disclosure)"
      for (page, golden) in [
        ("site/index.html", "home.html"), ("site/pingshan-zwsj/index.html", "department.html"),
        ("\(base)/index.html", "disclosure.html"), ("\(base)/tables/summary/index.html", "table-paired.html"),
        ("\(base)/tables/funds/index.html", "table-list.html"),
        ("\(base)/tables/basic/index.html", "table-segments.html"),
        ("\(base)/tables/three-public/index.html", "table-transposed.html"),
        ("\(base)/sections/totals/index.html", "section.html"),
        ("\(base)/performance/score-card/index.html", "score-card.html"),
        ("\(base)/performance/training/index.html", "sheet.html"),
        ("\(base)/performance/projects/by-rate/index.html", "sheet-index.html"),
        ("site/pingshan-zwsj/projects/index.html", "department-projects.html"),
        ("\(base)/performance/training/training.csv", "sheet.csv"),
        ("\(base)/glossary/index.html", "glossary.html"), ("site/404.html", "not-found.html"),
        ("site/search/index.html", "search.html"),
        ("\(base)/tables/funds/funds.csv", "funds.csv"), ("\(base)/tables/funds/funds.json", "funds.json"),
      ] {
        try Golden.compare(try folder.text(page), with: "pages/\(golden)")
      }
    }
  }
}
