/// A whole version of an output tree, as one release writes it.
package struct ReleaseRequest: Sendable {
  /// The new files.
  package var files: [OutputFile]
  /// What is taken from the published version instead, verified: `dept/2020/final-accounts/` stands for everything
  /// below, a path without a final `/` for one file. Each must match something, and no new file may lie there.
  package var carriedOver: [String]
  /// Whether a destination that holds files of others may be taken over. What is there is then replaced.
  package var adopt: Bool
  /// Names at the destination's top that belong to others and stay, e.g. `.gitkeep`, `CNAME`, `.well-known`.
  package var keep: [String]
  /// The manifest the version was planned from. If the destination carries another by now, somebody released
  /// meanwhile and totals could disagree with carried-over pages, so the release is refused. Nil: not checked.
  package var basis: Manifest?

  package init(
    files: [OutputFile], carriedOver: [String] = [], adopt: Bool = false, keep: [String] = [],
    basis: Manifest? = nil
  ) {
    self.files = files
    self.carriedOver = carriedOver
    self.adopt = adopt
    self.keep = keep
    self.basis = basis
  }

  /// Checks every path on its own and against the others. Throws ``ReleaseError/unsuitablePaths(_:)`` with all that is
  /// wrong.
  func checkPaths() throws(ReleaseError) {
    var problems: [PathProblem] = []
    func judge(_ path: String, _ reason: String?) {
      if let reason { problems.append(PathProblem(path, reason)) }
    }
    for name in keep {
      judge(
        name,
        OutputPath.problem(with: name)
          ?? (name.contains("/")
            ? "保留名单只能写输出文件夹顶层的名称" : Self.isManifest(name) ? "是明账的清单，不能列入保留名单" : nil))
    }
    for prefix in carriedOver {
      judge(prefix, OutputPath.problem(with: prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix))
    }
    for file in files { judge(file.path, Self.problem(withFile: file.path)) }
    guard problems.isEmpty else { throw .unsuitablePaths(problems) }
    try Self.checkCollisions(keep: keep, carried: [], new: files.map(\.path))
  }

  /// Why a file cannot have a path, in Chinese; nil where it can.
  static func problem(withFile path: String) -> String? {
    OutputPath.problem(with: path) ?? (isManifest(path) ? "这个名称留给明账的清单" : nil)
  }

  /// Throws where two of the paths cannot live in one tree; `carried` are the files taken over from the published version.
  static func checkCollisions(
    keep: [String], carried: [String], new: some RandomAccessCollection<String>, isProven: Bool = false
  ) throws(ReleaseError) {
    let problems = PathCollisions.problems(keep: keep, carried: carried, new: new, isProven: isProven)
    guard problems.isEmpty else { throw .unsuitablePaths(problems) }
  }

  private static func isManifest(_ path: String) -> Bool {
    OutputPath.top(of: path).lowercased() == Manifest.fileName
  }
}
