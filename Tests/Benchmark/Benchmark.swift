import Diagnostics
import Documents
import Foundation
import TestSupport

/// Times the release binary on the sample content, as whole processes, in one run on one machine:
///
/// - one disclosure from a cold process to its verdict, less an empty run, against reading its YAML alone;
/// - 10, 100 and 1,000 disclosures: time and memory for each;
/// - whole sites, against Hugo and against a bare pipeline: `SiteBenchmark`;
/// - a preview in a browser, from saving a file to the changed figure: `PreviewBenchmark`;
/// - on request, what a province would cost: `ScaleSimulation`.
///
/// `Benchmark [--tool PATH] [--only checks|sites|preview] [--largest N] [--disclosures N] [--rounds N] [--simulate UNITS]`.
/// Prints figures and ratios; ends with 1 where a ratio of the checks is past its bound, where the sites do not hold the same
/// figures, or where the browser does not show an edit.
@main
struct Benchmark {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    var tool = Repository.path(".build/release/mingzhang")
    var largest = 1000
    var part: String?
    var sites = SiteBenchmark(tool: tool)
    var units: Int?
    while let argument = arguments.popFirst() {
      switch argument {
      case "--tool": tool = arguments.popFirst() ?? tool
      case "--only": part = arguments.popFirst()
      case "--largest": largest = arguments.popFirst().flatMap { Int($0) } ?? largest
      case "--disclosures": sites.disclosures = arguments.popFirst().flatMap { Int($0) } ?? sites.disclosures
      case "--rounds": sites.rounds = arguments.popFirst().flatMap { Int($0) } ?? sites.rounds
      case "--simulate": units = arguments.popFirst().flatMap { Int($0) }
      // What the benchmark runs of itself, to be compared with.
      case "--nothing": return
      case "--read": return read(arguments.popFirst() ?? "")
      case "--floor":
        return Floor.run(arguments.popFirst() ?? "", arguments.popFirst() ?? "", frame: arguments.popFirst() ?? "")
      default:
        print(
          "用法：Benchmark [--tool 程序] [--only checks|sites|preview] [--largest 份数] [--disclosures 份数] [--rounds 轮数] [--simulate 单位数]"
        )
        exit(2)
      }
    }
    sites.tool = tool
    do {
      if let units { exit(try ScaleSimulation(tool: tool, units: units).run() ? 0 : 1) }
      exit(try run(tool, sites, only: part, largest: largest) ? 0 : 1)
    } catch let failure as Process.Failure {
      print(failure.message)
      exit(1)
    }
  }

  private static func run(_ tool: String, _ sites: SiteBenchmark, only part: String?, largest: Int) throws -> Bool {
    defer { Leftovers.remove() }
    var isGood = true
    if part == nil || part == "checks" {
      let isFast = try checkOne(tool)
      let isLinear = try checkMany(tool, largest: largest)
      isGood = isFast && isLinear
    }
    if part == nil || part == "sites" { isGood = try sites.run() && isGood }
    if part == nil || part == "preview" {
      isGood = try PreviewBenchmark(tool: tool, disclosures: sites.disclosures).run() && isGood
    }
    return isGood
  }

  /// Reads every YAML file of a disclosure into nodes and lets them go.
  private static func read(_ folder: String) {
    for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? []
    where name.hasSuffix(".yaml") {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      let (file, _) = SourceText.decode(Array(data), path: name)
      if let file { _ = YAMLReader.read(file) }
    }
  }

  private static func checkOne(_ tool: String) throws -> Bool {
    let site = try Corpus(count: 1)
    defer { site.discard() }
    let me = CommandLine.arguments[0]
    let folder = site.path + "/content/unit-0001"
    // Taken in turns, so that what slows the machine slows all alike.
    var times: [[Double]] = [[], [], [], []]
    for _ in 0..<41 {
      times[0].append(try Process.time(tool, ["--version"]).processor)
      times[1].append(try Process.time(tool, ["check", site.path]).processor)
      times[2].append(try Process.time(me, ["--nothing"]).processor)
      times[3].append(try Process.time(me, ["--read", folder]).processor)
    }
    let medians = times.map { $0.sorted()[$0.count / 2] * 1000 }
    var walls: [Double] = []
    for _ in 0..<21 { walls.append(try Process.time(tool, ["check", site.path]).wall * 1000) }
    let wall = walls.sorted()[walls.count / 2]
    let work = medians[1] - medians[0], reading = max(0.1, medians[3] - medians[2])
    print("一份公开件，从启动到结论：\(milliseconds(wall))（空启动的处理器时间 \(milliseconds(medians[0]))）")
    print(
      "除去空启动 \(milliseconds(work))；只读它的 YAML \(milliseconds(reading))；比 \(String(format: "%.1f", work / reading))，要求不超过 3"
    )
    return work / reading <= 3 && wall <= 60
  }

  private static func checkMany(_ tool: String, largest: Int) throws -> Bool {
    var perDisclosure: [Double] = []
    var memory = 0
    for count in [10, 100, 1000] where count <= largest {
      let site = try Corpus(count: count)
      defer { site.discard() }
      _ = try Process.time(tool, ["check", site.path])
      let run = try Process.time(tool, ["check", site.path])
      perDisclosure.append(run.wall * 1000 / Double(count))
      memory = run.memory
      print(
        "\(count) 份：\(String(format: "%.2f", run.wall)) 秒，每份 \(milliseconds(run.wall * 1000 / Double(count)))，内存 \(run.memory >> 10) MB"
      )
    }
    guard let first = perDisclosure.dropFirst().first, let last = perDisclosure.last else { return true }
    let growth = last / first
    print("每份的时间从 100 份到 \(largest) 份变为 \(String(format: "%.2f", growth)) 倍，要求不超过 1.25；内存要求不超过 300 MB")
    return growth <= 1.25 && memory < 300 << 10
  }

  private static func milliseconds(_ value: Double) -> String { String(format: "%.1f", value) + " 毫秒" }
}
