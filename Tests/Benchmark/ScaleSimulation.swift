import Foundation
import Glibc
import Site

/// What a province of 20,000 units and ten years costs to build on many machines: a small part of it is built for real on
/// this one, in parts and merged, and the rest is reckoned from that.
///
/// Measured: parts of ten units each; merges of a quarter, half and all of them; a part without any unit in sites of 400
/// and 4,000 (more would be hundreds of thousands of folders). Reckoned: straight lines through those.
struct ScaleSimulation {
  private static let province = 20_000
  private static let perPart = 10

  let tool: String
  let units: Int

  private struct Task {
    var disclosures = 0
    var wall = 0.0
    var processor = 0.0
    /// In KB.
    var memory = 0
    var size = Size()
  }

  private struct Size {
    var files = 0
    var pages = 0
    var bytes = 0
    /// Files and folders.
    var inodes = 0
    /// What the file system gives them.
    var allocated = 0
  }

  /// Whether all of it could be built.
  func run() throws -> Bool {
    let count = max(8, units)
    let corpus = try ProvinceCorpus(units: count)
    defer { corpus.remove() }
    print("真的做：\(count) 个单位 × \(ProvinceCorpus.years.count) 年，分 \(parts(of: count)) 份，\(cores) 个核，份一个接一个")
    fflush(nil)
    var tasks: [Task] = []
    for number in 1...parts(of: count) {
      let task = try build(number, of: parts(of: count), corpus)
      if task.disclosures > 0 { tasks.append(task) }
      print("第 \(number) 份：\(task.disclosures) 份公开件，\(Self.text(task.wall)) 秒")
      fflush(nil)
    }
    guard let first = tasks.first, tasks.reduce(0, { $0 + $1.disclosures }) == count * years else {
      print("有的份没有做成")
      return false
    }
    var merges: [Task] = []
    for some in [count / 4, count / 2, count] {
      try corpus.keep(some, of: count)
      merges.append(try merge(some, parts(of: count), corpus))
      print("合并了 \(some) 个单位")
      fflush(nil)
    }
    var starts: [(units: Int, task: Task)] = []
    var known = count
    for many in [Self.province / 50, Self.province / 5] where many > known {
      try corpus.addStubs(from: known + 1, to: many)
      known = many
      starts.append((many, try start(in: many, corpus)))
    }
    defer { fflush(nil) }
    show(tasks, merges, starts, largest: tasks.reduce(first) { $1.memory > $0.memory ? $1 : $0 })
    return true
  }

  private var years: Int { ProvinceCorpus.years.count }
  private var cores: Int { ProcessInfo.processInfo.activeProcessorCount }
  private func parts(of count: Int) -> Int { max(2, count / Self.perPart) }

  // MARK: Measuring

  private func build(_ number: Int, of count: Int, _ corpus: ProvinceCorpus) throws -> Task {
    let folder = "\(corpus.path)/parts/\(number)"
    try FileManager.default.createDirectory(atPath: corpus.path + "/parts", withIntermediateDirectories: true)
    let run = try Process.complete(
      tool,
      ["build", corpus.site, "--shard", "\(number)/\(count)", "--output", folder, "--today", ProvinceCorpus.today])
    sync()
    var task = Task(wall: run.wall, processor: run.processor, memory: run.memory, size: Self.size(folder))
    let built = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/files")) ?? []
    task.disclosures = built.count { $0.hasPrefix("unit-") } * years
    return task
  }

  private func merge(_ units: Int, _ parts: Int, _ corpus: ProvinceCorpus) throws -> Task {
    let target = corpus.path + "/merged"
    try? FileManager.default.removeItem(atPath: target)
    try? FileManager.default.removeItem(atPath: corpus.site + "/.mingzhang")
    sync()
    let run = try Process.complete(
      tool,
      ["merge"] + (1...parts).map { "\(corpus.path)/parts/\($0)" }
        + ["--site", corpus.site, "--output", target, "--today", ProvinceCorpus.today])
    return Task(
      disclosures: units * years, wall: run.wall, processor: run.processor, memory: run.memory, size: Self.size(target))
  }

  /// A part that has no unit of so many: what every part costs before its first.
  private func start(in units: Int, _ corpus: ProvinceCorpus) throws -> Task {
    let names = (1...units).map(Corpus.slug)
    let empty = (1...10_000).lazy.compactMap { Shard("\($0)/10000") }.first { shard in
      !names.contains(where: shard.contains)
    }
    guard let empty else { throw Process.Failure(message: "没有空的份") }
    let run = try Process.complete(
      tool,
      [
        "build", corpus.site, "--shard", "\(empty.number)/10000", "--output", corpus.path + "/empty", "--today",
        ProvinceCorpus.today,
      ])
    return Task(wall: run.wall, processor: run.processor, memory: run.memory)
  }

  private static func size(_ folder: String) -> Size {
    var size = Size()
    for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      size.inodes += 1
      size.allocated += Int(status.st_blocks) * 512
      guard status.st_mode & S_IFMT == S_IFREG else { continue }
      size.files += 1
      size.pages += name.hasSuffix(".html") ? 1 : 0
      size.bytes += Int(status.st_size)
    }
    return size
  }

  // MARK: Reckoning

  /// A straight line by least squares.
  private struct Line {
    let base: Double
    let slope: Double

    init(_ points: [(x: Double, y: Double)]) {
      let count = Double(points.count)
      let (meanX, meanY) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
      let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
      slope = spread == 0 ? 0 : points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
      base = meanY - slope * meanX
    }

    func at(_ x: Double) -> Double { max(0, base + slope * x) }
  }

  private func show(_ tasks: [Task], _ merges: [Task], _ starts: [(units: Int, task: Task)], largest: Task) {
    let done = Double(tasks.reduce(0) { $0 + $1.disclosures })
    func each(_ value: (Task) -> Double) -> Double { tasks.reduce(0) { $0 + value($1) } / done }
    let processor = each(\.processor), wall = each(\.wall)
    print("\n量到的（\(Int(done)) 份公开件，\(tasks.count) 份）")
    print("\n| | 时间（秒） | 处理器（秒） | 内存（MB） | 文件 | 页 | 字节（MB） |\n|---|---|---|---|---|---|---|")
    func row(_ name: String, _ task: Task) {
      print(
        "| \(name) | \(Self.text(task.wall)) | \(Self.text(task.processor)) | \(task.memory >> 10) | \(task.size.files) | \(task.size.pages) | \(Self.text(Double(task.size.bytes) / 1e6)) |"
      )
    }
    row("最费内存的一份（\(largest.disclosures) 份公开件）", largest)
    for merge in merges { row("合并 \(merge.disclosures) 份公开件", merge) }
    for start in starts { row("\(start.units) 个单位的站点里，一个单位也没有的一份", start.task) }
    print("\n每份公开件：\(Self.text(processor)) 核秒，\(Self.text(wall)) 秒（\(cores) 核）")

    guard let last = merges.last else { return }
    let all = Double(Self.province * years)
    func line(_ value: (Task) -> Double) -> Double {
      Line(merges.map { (Double($0.disclosures), value($0)) }).at(all)
    }
    func start(_ value: (Task) -> Double) -> Double {
      Line(starts.map { (Double($0.units), value($0.task)) }).at(Double(Self.province))
    }
    // A part has a few units in hand, and of all others their names.
    let memory = Double(largest.memory) + max(0, start { Double($0.memory) } - Double(starts.first?.task.memory ?? 0))
    let pages = Double(last.size.pages) / Double(last.disclosures) * all
    print(
      "\n推算的：\(Self.province) 个单位 × \(years) 年，\(Int(all)) 份公开件，\(Self.text(pages / 1e4)) 万页\n")
    print("| 分几份 | 每份几小时（\(cores) 核） | 生成共几核时 | 每份内存（GB） |\n|---|---|---|---|")
    for parts in [50, 200, 1000] {
      let single = (all / Double(parts) * wall + start(\.wall)) / 3600
      let hours = (all * processor + Double(parts) * start(\.processor)) / 3600
      print("| \(parts) | \(Self.text(single)) | \(Self.text(hours)) | \(Self.text(memory / 1_048_576)) |")
    }
    let bytes = each { Double($0.size.bytes) } * all, inodes = each { Double($0.size.inodes) } * all
    let allocated = each { Double($0.size.allocated) } * all
    print(
      """

      各份共 \(Self.text(bytes / 1e9)) GB（占盘 \(Self.text(allocated / 1e9)) GB），\(Self.text(inodes / 1e4)) 万个文件和文件夹；\
      站点 \(Self.text(line { Double($0.size.bytes) } / 1e9)) GB（占盘 \(Self.text(line { Double($0.size.allocated) } / 1e9)) GB），\
      \(Self.text(line { Double($0.size.inodes) } / 1e4)) 万个。
      合并（一台机器）：\(Self.text(line(\.wall) / 3600)) 小时，\(Self.text(line(\.processor) / 3600)) 核时，\
      内存 \(Self.text(line { Double($0.memory) } / 1_048_576)) GB：从 \(merges[0].disclosures)–\(last.disclosures) 份公开件推到 \
      \(Int(all) / last.disclosures) 倍，只能看个大概。
      费用 = 核时 × 每核时的价 + 各份和站点占盘的 GB × 每 GB 的价。
      """)
  }

  private static func text(_ value: Double) -> String {
    String(format: value < 1 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
  }
}
