internal import ArgumentParser
internal import Diagnostics
private import Foundation
internal import Site
private import Synchronization

/// `mingzhang bind`: proposes an address for every typed figure of the narrative that can mean one cell only.
struct BindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bind", abstract: "给正文里直接写的数找到它的单元格，列出修改；--write 写回。",
    discussion: """
      只有恰好一格说得通的数才绑定：1,556.54 改成 {{1,556.54 = 支出表[合计].基本支出}}，
      页面上仍是原来的字，以后表里的数变了就会报错。默认只列出修改（统一差异格式）。
      """)

  @OptionGroup var site: SiteOptions

  @Option(help: ArgumentHelp("只处理这一份，例如 pingshan-zwsj/2020/final-accounts。", valueName: "公开件"))
  var only: String?

  @Flag(help: "写回 narrative/ 里的文件。")
  var write = false

  func run() throws {
    let console = Console()
    let root = try site.root(console)
    let found = Mutex<[String: [NarrativeFigure.Binding]]>([:])
    let wanted = only
    let review = SiteReview.run(
      SiteLoader(root: root), today: try site.day(console) ?? Clock.today, keepsLedgers: true,
      consume: { disclosure in
        guard wanted == nil || wanted == disclosure.id else { return }
        let bindings = disclosure.ledger.narrative.compactMap(\.binding)
        found.withLock { found in
          for binding in bindings { found[binding.span.path, default: []].append(binding) }
        }
      })
    let bindings = found.withLock { $0 }
    var count = 0
    for path in bindings.keys.sorted() {
      let file = "\(root)/\(path)"
      guard let data = FileManager.default.contents(atPath: file),
        let edited = BindingEdits(bytes: Array(data), bindings: bindings[path] ?? [])
      else {
        console.error("\(path) 在核对期间变了，没有改动；请再运行一次。\n")
        throw Exit(status: .usage)
      }
      count += edited.count
      if write {
        do {
          try Data(edited.result).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
          console.error("写不了 \(path)：检查文件夹的权限和磁盘空间。已经写好的文件不受影响。\n")
          throw Exit(status: .usage)
        }
      } else {
        console.print(edited.difference(path: path))
      }
    }
    let tally = review.check.narrative
    console.print(
      count == 0
        ? "没有可以绑定的数。正文的数 \(tally.summary)。\n"
        : write ? "绑定了 \(count) 个数。再运行 mingzhang check 看结果。\n" : "可以绑定 \(count) 个数；加 --write 写回。\n")
  }
}

/// A file with its figures bound.
struct BindingEdits {
  let original: [UInt8]
  let result: [UInt8]
  let count: Int

  /// nil where a place is not in the file.
  init?(bytes: [UInt8], bindings: [NarrativeFigure.Binding]) {
    original = bytes
    var result: [UInt8] = []
    var place = 0
    for binding in bindings.sorted(by: { $0.span.lower < $1.span.lower }) {
      guard binding.span.lower >= place, binding.span.upper <= bytes.count else { return nil }
      let typed = bytes[binding.span.lower..<binding.span.upper]
      // The replacement begins with what stands there.
      guard Array(binding.replacement.utf8).dropFirst(2).starts(with: typed) else { return nil }
      result += bytes[place..<binding.span.lower]
      result += Array(binding.replacement.utf8)
      place = binding.span.upper
    }
    result += bytes[place...]
    self.result = result
    count = bindings.count
  }

  /// The changed lines, as `patch` reads them.
  func difference(path: String) -> String {
    func lines(_ bytes: [UInt8]) -> [String] {
      bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    var text = "--- a/\(path)\n+++ b/\(path)\n"
    for (index, (before, after)) in zip(lines(original), lines(result)).enumerated() where before != after {
      text += "@@ -\(index + 1) +\(index + 1) @@\n-\(before)\n+\(after)\n"
    }
    return text
  }
}
