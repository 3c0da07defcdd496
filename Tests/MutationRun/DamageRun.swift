import Diagnostics
import Disclosures
import Dispatch
import Foundation
import Site
import Synchronization
import TestSupport

/// Damages the files of a site one at a time, as hands and programs do, and counts what is found each time: one cause
/// should be one finding, and nothing may crash.
struct DamageRun {
  let site: String

  /// One damaged file.
  private struct Damage {
    enum Kind: String, CaseIterable {
      case deleted = "删去", empty = "清空", cut = "只剩一半", tab = "制表符", unclosed = "括号没有配对", key = "键名写错", line = "漏一行"
    }

    let path: String
    let kind: Kind
    /// nil where the file is gone.
    let bytes: [UInt8]?
  }

  /// How many findings most damages may bring: the mistake, and where two files tell of it the other.
  private static let most = 2
  private static let share = 0.95

  /// Prints how many findings the damages bring; false where too many bring several.
  func run() -> Bool {
    guard let damages = try? damages() else {
      print("读不了 \(site)/content")
      return false
    }
    let counts = Mutex([Damage.Kind: [Int]]())
    let cores = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: cores) { core in
      try? TemporaryFolder.with { folder in
        try FileManager.default.copyItem(atPath: "\(site)/content", toPath: folder.path("content"))
        for damage in stride(from: core, to: damages.count, by: cores).map({ damages[$0] }) {
          let count = try count(damage, in: folder)
          counts.withLock { $0[damage.kind, default: []].append(count) }
        }
      }
    }
    return report(counts.withLock { $0 }, of: damages.count)
  }

  private func report(_ counts: [Damage.Kind: [Int]], of planned: Int) -> Bool {
    print("\n改坏\t0 条\t1 条\t2 条\t3 条\t更多\t平均\t方式")
    func line(_ found: [Int], _ name: String) {
      let columns = (0...3).map { count in found.count { $0 == count } } + [found.count { $0 > 3 }]
      let mean = found.isEmpty ? 0 : Double(found.reduce(0, +)) / Double(found.count)
      print(
        "\(found.count)\t" + columns.map(String.init).joined(separator: "\t") + String(format: "\t%.2f\t", mean) + name)
    }
    for kind in Damage.Kind.allCases { line(counts[kind] ?? [], kind.rawValue) }
    let all = counts.values.flatMap { $0 }
    line(all, "合计")
    let few = Double(all.count { $0 <= Self.most }) / Double(max(1, all.count))
    print(String(format: "不超过 %d 条的占 %.1f%%", Self.most, few * 100))
    return all.count == planned && few >= Self.share
  }

  /// The errors and warnings of the site with one file damaged; the file is as before afterwards.
  private func count(_ damage: Damage, in folder: TemporaryFolder) throws -> Int {
    let original = Array(try Data(contentsOf: folder.url(damage.path)))
    defer { _ = try? folder.write(damage.path, original) }
    if let bytes = damage.bytes { try folder.write(damage.path, bytes) } else { try folder.remove(damage.path) }
    let review = SiteReview.run(SiteLoader(root: folder.path), today: CalendarDate("2026-11-21"), keepsLedgers: false)
    return review.check.findings.count { $0.needsAttention }
  }

  /// Every file in every way, keys and lines at two places each.
  private func damages() throws -> [Damage] {
    var random = SeededGenerator(seed: 1)
    var damages: [Damage] = []
    let files = try FileManager.default.subpathsOfDirectory(atPath: "\(site)/content").map { "content/\($0)" }.sorted()
    for path in files where [".yaml", ".md", ".csv", ".json"].contains(where: path.hasSuffix) {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(site)/\(path)")))
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      func joined(_ lines: [ArraySlice<UInt8>]) -> [UInt8] { Array(lines.joined(separator: [UInt8(ascii: "\n")])) }
      damages.append(Damage(path: path, kind: .deleted, bytes: nil))
      damages.append(Damage(path: path, kind: .empty, bytes: []))
      // Between two lines, so that no character is cut.
      damages.append(Damage(path: path, kind: .cut, bytes: joined(Array(lines.prefix(lines.count / 2)))))
      damages.append(Damage(path: path, kind: .tab, bytes: [UInt8(ascii: "\t")] + bytes))
      damages.append(Damage(path: path, kind: .unclosed, bytes: bytes + Array("\nx: [\n".utf8)))
      let keys = lines.indices.filter { lines[$0].contains(UInt8(ascii: ":")) }
      for index in keys.shuffled(using: &random).prefix(2) {
        var changed = lines
        let colon = lines[index].firstIndex(of: UInt8(ascii: ":")) ?? lines[index].endIndex
        changed[index] = lines[index][..<colon] + [UInt8(ascii: "x")] + lines[index][colon...]
        damages.append(Damage(path: path, kind: .key, bytes: joined(changed)))
      }
      let written = lines.indices.filter { !lines[$0].allSatisfy { $0 <= 0x20 } }
      for index in written.shuffled(using: &random).prefix(2) {
        var changed = lines
        changed.remove(at: index)
        damages.append(Damage(path: path, kind: .line, bytes: joined(changed)))
      }
    }
    return damages
  }
}
