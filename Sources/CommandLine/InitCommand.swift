internal import ArgumentParser
private import Foundation
internal import Site

/// `mingzhang init`: writes a small complete site that checks and builds.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "新建一个能直接核对和生成的小站点，照着改就是自己的。")

  @Argument(help: ArgumentHelp("新站点的文件夹；必须是空的或还没有。", valueName: "文件夹"))
  var folder: String

  func run() throws {
    let console = Console()
    let existing = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    if let first = existing.sorted().first {
      console.error("“\(folder)”里已经有内容（\(first)\(existing.count > 1 ? " 等 \(existing.count) 项" : "")），没有写入。请换一个空文件夹。\n")
      throw Exit(status: .usage)
    }
    let files = EmbeddedFiles.files(below: "starter")
    do {
      for file in files {
        let target = URL(fileURLWithPath: folder).appendingPathComponent(String(file.path.dropFirst("starter/".count)))
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: target, options: .withoutOverwriting)
      }
    } catch {
      console.error("写不进“\(folder)”：\(error.localizedDescription)\n请检查文件夹的权限和磁盘空间。\n")
      throw Exit(status: .usage)
    }
    console.print(
      """
      已新建站点“\(folder)”，共 \(files.count) 个文件。接下来：

        cd \(folder)
        mingzhang check     核对
        mingzhang build     生成 public/
        mingzhang serve     边改边看

      从 README.md 读起。

      """)
  }
}
