private import Foundation
internal import Site

/// What one machine's part of a site looks like on disk, and what it says of itself.
struct ShardPart: Codable {
  /// From 1.
  let number: Int
  let count: Int
  /// The day it was checked by.
  let today: String
  /// The program that made it, its version first.
  let tool: String

  static func files(_ folder: String) -> String { "\(folder)/files" }
  static func cache(_ folder: String) -> String { "\(folder)/cache" }

  /// Written last: a part that says what it is, is whole.
  func write(to folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(self).write(to: URL(fileURLWithPath: "\(folder)/part.json"), options: .atomic)
  }

  /// nil where no part was finished.
  static func read(_ folder: String) -> ShardPart? {
    FileManager.default.contents(atPath: "\(folder)/part.json").flatMap {
      try? JSONDecoder().decode(Self.self, from: $0)
    }
  }

  /// What keeps a part from being written to a folder, as a sentence: it holds something else, such as a published site.
  /// nil where it holds nothing, or an earlier part, finished or not.
  static func problem(withFolder folder: String) -> String? {
    let own: Set<String> = ["files", "cache", "part.json"]
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    // Hidden are what a release and the system keep beside it.
    let foreign = names.filter { !own.contains($0) && !$0.hasPrefix(".") }.sorted()
    if let first = foreign.first {
      let count = foreign.count > 1 ? "等 \(foreign.count) 项" : ""
      return "“\(folder)”里有别的内容（\(first)\(count)），不是 build --shard 的一份，什么也没有写：--output 换一个空的或还没有的文件夹。"
    }
    guard names.contains("part.json"), read(folder) == nil else { return nil }
    return "“\(folder)”里的 part.json 不是 build --shard 写的，什么也没有写：--output 换一个空的或还没有的文件夹。"
  }

  /// What keeps these parts from being merged on that day by this program, as a sentence; nil where nothing does.
  ///
  /// Nothing wrong would come of it, since every department is taken by what it was made from. But all of them would be
  /// made anew on one machine, for hours, where somebody only forgot a date.
  static func problem(with parts: [(folder: String, part: ShardPart?)], today: String, tool: String) -> String? {
    for (folder, part) in parts {
      guard let part else { return "“\(folder)”里没有 build --shard 生成完的内容：等那一份做完，或检查路径。" }
      let name = "“\(folder)”（第 \(part.number)/\(part.count) 份）"
      if part.today != today { return "\(name)是按 \(part.today) 核对的，现在是 \(today)：各份和合并要写同一个 --today。" }
      if part.tool != tool { return "\(name)是另一个版本的程序生成的：各份和合并要用同一个程序。" }
      if let first = parts.first?.part, first.count != part.count {
        return "\(name)与第 \(first.number)/\(first.count) 份分的份数不同：不要把两次生成的混在一起。"
      }
    }
    return nil
  }

  /// Which of them are not there, ascending.
  static func missing(from parts: [ShardPart]) -> [Int] {
    let there = Set(parts.map(\.number))
    return (1...max(1, parts.first?.count ?? 1)).filter { !there.contains($0) }
  }
}
