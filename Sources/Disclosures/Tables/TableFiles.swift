internal import Diagnostics
internal import Documents
internal import Forms

/// Which table of a form set each data file holds: by its name, or by what its name was most likely to be.
struct TableFiles {
  private let set: FormSet
  /// The tables that a file of the right name is there for.
  private let named: [Int: String]

  init(_ set: FormSet, files: [SourceFile], unreadable: [String]) {
    self.set = set
    var named: [Int: String] = [:]
    for path in files.map(\.path) + unreadable {
      if let index = Self.index(of: path, in: set), named[index] == nil { named[index] = path }
    }
    self.named = named
  }

  /// The table that a file is called after.
  static func index(of path: String, in set: FormSet) -> Int? {
    let stem = Table.stem(of: path)
    return set.tables.firstIndex { $0.id == stem || $0.short == stem }
  }

  /// The table that a file of another name was meant for; nil where none is near, or that one has its file.
  func meant(by path: String) -> Int? {
    near(path).flatMap { named[$0] == nil ? $0 : nil }
  }

  private func near(_ path: String) -> Int? {
    let stem = Table.stem(of: path)
    let known = set.tables.flatMap { [$0.id, $0.short, $0.title] }
    return NearMiss.best(for: stem, among: known).flatMap { name in
      set.tables.firstIndex { $0.id == name || $0.short == name || $0.title == name }
    }
  }

  /// What to say of a file that is called after no table.
  func finding(_ path: String) -> Finding {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    func finding(_ message: String, fix: String) -> Finding {
      InputRule.unknownName.finding("“\(name)”不是这套表样的表" + message, at: .start(of: path), fix: fix)
    }
    guard let index = near(path) else {
      return finding("", fix: "文件名应是表的编号：" + set.tables.map(\.id).joined(separator: "、"))
    }
    let form = set.tables[index]
    if let other = named[index] { return finding("，\(form.short)已经有 \(other)", fix: "用不着的删去或移走") }
    let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? "yaml"
    return finding("，\(form.short)的文件应叫 \(form.id).\(suffix)", fix: "改名为 \(form.id).\(suffix)")
  }
}
