internal import ArgumentParser
private import Foundation

/// Where a release may go: never where a site's own files are, which it would replace.
enum OutputPlace {
  /// What a site is made from, and what builds keep of it.
  private static let sources = ["content", "forms", "templates", ".mingzhang"]

  /// Ends the run where `output` is, holds, or lies inside a source folder of the site, by whatever links it is named.
  static func check(_ output: String, outside root: String, _ console: Console) throws {
    let target = realPath(output)
    for name in sources {
      let source = realPath("\(root)/\(name)")
      let relation: String
      if target == source {
        relation = "就是站点的 \(name)"
      } else if target.hasPrefix(source + "/") {
        relation = "在站点的 \(name) 里面"
      } else if source.hasPrefix(target == "/" ? "/" : target + "/") {
        relation = "里面有站点的 \(name)"
      } else {
        continue
      }
      let usual = root == "." ? "public" : "\(root)/public"
      console.error("不能写到“\(output)”：它\(relation)，写进去会毁掉原来的文件。什么也没有写；换一个文件夹，例如 \(usual)。\n")
      throw Exit(status: .usage)
    }
  }

  /// An absolute path without links, also of what is not there yet: links that lead nowhere yet are followed, too.
  private static func realPath(_ path: String) -> String {
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    // Without a slash at its end: a link is read by its own name.
    var path = "/" + absolute.split(separator: "/").joined(separator: "/")
    var missing: [Substring] = []
    var links = 0
    while true {
      if let real = realpath(path, nil) {
        defer { free(real) }
        return join(String(cString: real), missing)
      }
      var parts = path.split(separator: "/")
      guard let name = parts.popLast() else { return join("/", missing) }
      let above = "/" + parts.joined(separator: "/")
      if links < 40, let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        path = target.hasPrefix("/") ? target : above + "/" + target
        links += 1
      } else {
        missing.insert(name, at: 0)
        path = above
      }
    }
  }

  private static func join(_ real: String, _ missing: [Substring]) -> String {
    var parts = real.split(separator: "/")
    for part in missing where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
