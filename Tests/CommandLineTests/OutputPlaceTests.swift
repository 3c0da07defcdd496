import Foundation
import TestSupport
import Testing

/// Where a release must not go, however it is named.
@Suite struct OutputPlaceTests {
  private func everything(_ site: SampleSite) throws -> [String: String] { try site.folder.contents(below: "site") }

  @Test(arguments: [
    ("content", "就是站点的 content"), ("content/out", "在站点的 content 里面"), (".", "里面有站点的 content"), ("..", "里面有站点的 content"),
    ("templates/assets/out", "在站点的 templates 里面"), ("forms", "就是站点的 forms"),
    (".mingzhang/cache/x", "在站点的 .mingzhang 里面"), ("new/../content/new/deep", "在站点的 content 里面"),
  ])
  func theSitesOwnFilesAreNeverReplaced(place: String, reason: String) throws {
    try SampleSite.with { site in
      let before = try everything(site)
      let target = "\(site.root)/\(place)"
      for arguments in [
        ["publish", target, site.root], ["publish", target, site.root, "--adopt"],
        ["build", site.root, "--output", target], ["build", site.root, "--output", target, "--shard", "1/1"],
      ] {
        let result = try Tool.run(list: arguments)
        #expect(result.status == 2 && result.errors.contains(reason), "\(arguments) \(result.errors)")
        #expect(try everything(site) == before, "\(arguments)")
      }
    }
  }

  @Test func linksDoNotHideWhereTheyLead() throws {
    try SampleSite.with { site in
      try site.folder.link("inside", to: "site/content")
      try site.folder.link("new", to: "site/content/new")
      try site.folder.link("again", to: "site")
      let before = try everything(site)
      for name in ["inside", "inside/", "inside/x", "new", "again/content", "again"] {
        let result = try Tool.run("publish", site.folder.path("") + "/" + name, site.root, "--adopt")
        #expect(result.status == 2 && result.errors.contains("不能写到"), "\(name) \(result.errors)")
        #expect(try everything(site) == before, "\(name)")
      }
      // Named by way of the link itself, and from inside the site.
      let relative = try Tool.run(list: ["publish", "content", "--adopt"], in: site.folder.path("again"))
      #expect(relative.status == 2 && relative.errors.contains("例如 public"), "\(relative.errors)")
    }
  }

  @Test func aMergeIsRefusedToo() throws {
    try SampleSite.with { site in
      let part = site.folder.path("part")
      #expect(try Tool.run("build", site.root, "--shard", "1/1", "--output", part).status == 0)
      let before = try everything(site)
      let result = try Tool.run("merge", part, "--site", site.root, "--output", "\(site.root)/content/out")
      #expect(result.status == 2 && result.errors.contains("在站点的 content 里面"), "\(result.errors)")
      #expect(try everything(site) == before)
    }
  }

  @Test func neighboursOfTheSitesFilesAreFree() throws {
    try SampleSite.with { site in
      for arguments in [["--output", "\(site.root)/content-out"], []] {
        let result = try Tool.run(list: ["build", site.root] + arguments)
        #expect(result.status == 0, "\(result.errors)")
      }
    }
  }

  /// A part of a site lies beside nothing else: its folder is all its own.
  @Test func aPartGoesToAFolderOfItsOwn() throws {
    try SampleSite.with { site in
      let live = site.folder.path("live")
      #expect(try Tool.run("publish", live, site.root).status == 0)
      let before = try site.folder.contents(below: "live")
      let refused = try Tool.run("build", site.root, "--shard", "1/1", "--output", live)
      #expect(refused.status == 2 && refused.errors.contains("里有别的内容"), "\(refused.errors)")
      #expect(try site.folder.contents(below: "live") == before)
      try site.folder.write("other/part.json", "{}")
      let other = try Tool.run("build", site.root, "--shard", "1/1", "--output", site.folder.path("other"))
      #expect(other.status == 2 && other.errors.contains("part.json 不是"), "\(other.errors)")
      #expect(try site.folder.names(in: "other") == ["part.json"])
      // An earlier part, finished or not, is written anew.
      let part = site.folder.path("part")
      for _ in 0..<2 { #expect(try Tool.run("build", site.root, "--shard", "1/1", "--output", part).status == 0) }
      try site.folder.remove("part/part.json")
      #expect(try Tool.run("build", site.root, "--shard", "1/1", "--output", part).status == 0)
    }
  }
}
