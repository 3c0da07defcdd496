internal import Diagnostics

/// Finds paths that cannot live in one tree everywhere it may be copied to.
///
/// Two paths collide when they differ only in case or Unicode normal form, or when one is a file where another
/// needs a folder. Linux would take most of them, and the loss would show only on a Windows server or a USB stick.
struct PathCollisions {
  private struct Use {
    let path: String
    let isFolder: Bool
    let origin: String
  }

  /// Keyed by the lower-cased path; `String` equality already ignores the normal form.
  private var uses: [String: Use] = [:]
  private var problems: [PathProblem] = []

  /// Looks at all of a tree's files: names at the top that are kept, files taken over, new files. Only below one name at
  /// the top can paths collide, so no more of them are in memory together.
  ///
  /// - Parameter isProven: whether the new files stand in one tree already: only what comes to them can collide.
  static func problems(
    keep: [String], carried: [String], new: some RandomAccessCollection<String>, isProven: Bool = false
  ) -> [PathProblem] {
    if isProven, keep.isEmpty, carried.isEmpty { return [] }
    var tops: [String: (others: [(path: String, origin: String)], new: RangeSet<Int>)] = [:]
    func note(_ path: String, _ origin: String) {
      tops[OutputPath.top(of: path).lowercased(), default: ([], RangeSet())].others.append((path, origin))
    }
    for name in Set(keep).sorted() { note(name, "保留名单") }
    for path in carried { note(path, "沿用的已发布文件") }
    // Paths come sorted, so that those of one name mostly follow each other.
    var run: (top: String, places: Range<Int>)?
    func note(_ run: (top: String, places: Range<Int>)?) {
      guard let run else { return }
      tops[run.top.lowercased(), default: ([], RangeSet())].new.insert(contentsOf: run.places)
    }
    for (place, path) in new.enumerated() {
      let top = OutputPath.top(of: path)
      if let known = run, known.top.hasSameBytes(as: top) {
        run = (top, known.places.lowerBound..<place + 1)
      } else {
        note(run)
        run = (top, place..<place + 1)
      }
    }
    note(run)
    var problems: [PathProblem] = []
    for (_, files) in tops.sorted(by: { $0.key < $1.key }) where !isProven || !files.others.isEmpty {
      var collisions = PathCollisions()
      for other in files.others { collisions.add(file: other.path, origin: other.origin) }
      for place in files.new.ranges.joined() {
        collisions.add(file: new[new.index(new.startIndex, offsetBy: place)], origin: "新生成的文件")
      }
      problems += collisions.problems
    }
    return problems
  }

  /// Adds a file. `origin` says in Chinese where it comes from, for the message.
  private mutating func add(file path: String, origin: String) {
    for folder in OutputPath.folders(above: path) {
      take(Use(path: folder, isFolder: true, origin: origin), onBehalfOf: path)
    }
    take(Use(path: path, isFolder: false, origin: origin), onBehalfOf: path)
  }

  private mutating func take(_ use: Use, onBehalfOf path: String) {
    let key = use.path.lowercased()
    guard let earlier = uses[key] else {
      uses[key] = use
      return
    }
    let sameSpelling = earlier.path.utf8.elementsEqual(use.path.utf8)
    switch (earlier.isFolder, use.isFolder) {
    case (true, true) where sameSpelling: return
    case (false, false) where sameSpelling:
      problems.append(PathProblem(path, "出现两次（\(earlier.origin)、\(use.origin)）"))
    case (let left, let right) where left != right:
      let file = left ? use : earlier
      let folder = left ? earlier : use
      problems.append(
        PathProblem(path, "“\(file.path)”（\(file.origin)）已占用这个名称，“\(folder.path)”（\(folder.origin)）又要作文件夹"))
    default:
      problems.append(PathProblem(path, "与“\(earlier.path)”（\(earlier.origin)）只有大小写或字符组合方式不同"))
    }
  }
}
