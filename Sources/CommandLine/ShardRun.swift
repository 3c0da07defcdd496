internal import ArgumentParser
internal import Disclosures
private import Foundation
internal import Publishing
internal import Site

/// `build --shard 2/16`: one machine's part of a site, for `merge` to put together.
struct ShardRun {
  let root: String
  let today: CalendarDate
  let shard: Shard
  /// Gets `files/`, the part's pages, `cache/`, what lists need of them, and `part.json`.
  let folder: String
  let console: Console

  func execute() throws -> ExitStatus {
    try OutputPlace.check(folder, outside: root, console)
    if let problem = ShardPart.problem(withFolder: folder) {
      console.error(problem + "\n")
      throw Exit(status: .usage)
    }
    do {
      try FileManager.default.createDirectory(atPath: ShardPart.cache(folder), withIntermediateDirectories: true)
    } catch {
      console.error("建不了文件夹“\(folder)”：检查权限和磁盘空间。\n")
      throw Exit(status: .usage)
    }
    let cache = BuildCache(folder: ShardPart.cache(folder), tool: ToolIdentity.portable)
    let release = ReleaseRun(to: ShardPart.files(folder), cache: cache)
    var build = SiteBuild(root: root, today: today, mode: .whole, sink: release.sink, cache: cache)
    build.shard = shard
    let outcome = try release.outcome(of: build, root: root, console)
    guard outcome.isComplete || release.sink == nil else {
      release.abandon()
      return .findings
    }
    let name = "第 \(shard.number)/\(shard.count) 份"
    let part = ShardPart(
      number: shard.number, count: shard.count, today: today.iso, tool: ToolIdentity.portable)
    if outcome.isEmpty, release.sink != nil {
      release.abandon()
      try finish(part)
      console.print("\(name)没有可以生成的部门。\n")
      return outcome.hasError ? .findings : .clean
    }
    let report = try release.finish(console)
    try finish(part)
    console.print("\(name)：\(report.manifest.entries.count) 个文件写到 \(release.destination)，各份齐了用 mingzhang merge 合并。\n")
    return outcome.hasError ? .findings : .clean
  }

  private func finish(_ part: ShardPart) throws {
    do {
      try part.write(to: folder)
    } catch {
      console.error("写不了“\(folder)/part.json”：检查权限和磁盘空间。\n")
      throw Exit(status: .usage)
    }
  }
}

/// `mingzhang merge`: puts the parts together as one machine would have built them.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "把 build --shard 各份合成整个站点，与一台机器生成的逐字节相同。",
    discussion: """
      在站点文件夹里运行，内容要与各份生成时相同；核对日期（--today）也要相同。
      缺了的份，和内容已经变了的部门，就地重新核对、重新生成。
      """)

  @Argument(help: ArgumentHelp("各份的文件夹（build --shard 的 --output）。", valueName: "份"))
  var parts: [String]

  @Option(help: ArgumentHelp("站点文件夹；不写就是当前文件夹。", valueName: "站点"))
  var site = "."

  @Option(help: ArgumentHelp("写到哪里；不写就是站点里的 public。", valueName: "文件夹"))
  var output: String?

  @Option(help: ArgumentHelp("按哪一天核对，要与各份相同；不写就是今天。", valueName: "日期"))
  var today: String?

  func run() throws {
    let console = Console()
    var options = SiteOptions()
    options.path = site
    options.today = today
    let root = try options.root(console)
    let day = try options.day(console) ?? Clock.today
    let destination = output ?? (root == "." ? "public" : "\(root)/public")
    try OutputPlace.check(destination, outside: root, console)
    let found = parts.map { (folder: $0, part: ShardPart.read($0)) }
    if let problem = ShardPart.problem(with: found, today: day.iso, tool: ToolIdentity.portable) {
      console.error(problem + "\n")
      throw Exit(status: .usage)
    }
    let missing = ShardPart.missing(from: found.compactMap(\.part))
    if !missing.isEmpty {
      let numbers = missing.prefix(10).map { String($0) }.joined(separator: "、") + (missing.count > 10 ? " 等" : "")
      console.error("少了第 \(numbers) 份（共 \(found.first?.part?.count ?? 0) 份）：其中的部门就地生成，可能要很久。\n")
    }
    let cache = BuildCache(
      folder: "\(root)/.mingzhang/merge", reading: parts.map(ShardPart.cache), tool: ToolIdentity.portable)
    let release = ReleaseRun(to: destination, cache: cache)
    let sink = release.sink.map { MergeSink(target: $0, folders: parts.map(ShardPart.files)) }
    let build = SiteBuild(
      root: root, today: day, mode: .whole, sink: sink, cache: cache)
    let outcome = try release.outcome(of: build, root: root, doing: "合并", console)
    guard !outcome.hasError, outcome.isComplete || release.sink == nil else {
      release.abandon()
      console.print("有错误，没有合并。\n")
      throw Exit(status: .findings)
    }
    let report = try release.finish(console)
    let anew = outcome.departments - outcome.reused
    console.print(
      "已合成 \(report.manifest.entries.count) 个文件到 \(release.destination)（\(ReleaseRun.describe(report))）。"
        + (anew > 0 ? "其中 \(anew) 个部门在各份里没有或已经变了，是就地生成的。" : "") + "\n")
  }
}

/// Takes files from the parts, where they are just as the parts say.
private struct MergeSink: FileSink {
  let target: any FileSink
  let folders: [String]

  func put(_ path: String, _ bytes: [UInt8]) throws -> BuiltFile { try target.put(path, bytes) }

  func put(_ path: String, pieces: some Sequence<[UInt8]>) throws -> BuiltFile {
    try target.put(path, pieces: pieces)
  }

  func discard(under prefix: String) throws { try target.discard(under: prefix) }

  func pages(besides staying: [String]) throws -> any RandomAccessCollection<String> {
    try target.pages(besides: staying)
  }

  /// A department's files at a time are in memory.
  func reuse(_ files: [BuiltFile]) -> Bool {
    var found: [(path: String, bytes: [UInt8])] = []
    for file in files {
      guard OutputPath.problem(with: file.path) == nil, let bytes = bytes(of: file) else { return false }
      found.append((file.path, bytes))
    }
    for file in found where (try? target.put(file.path, file.bytes)) == nil { return false }
    return true
  }

  private func bytes(of file: BuiltFile) -> [UInt8]? {
    for folder in folders {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(file.path)") else { continue }
      let entry = Manifest.Entry(path: file.path, bytes: [UInt8](data))
      if entry.size == file.size, entry.sha256 == file.sha256 { return [UInt8](data) }
    }
    return nil
  }
}
