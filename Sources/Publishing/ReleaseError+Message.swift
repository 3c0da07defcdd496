import Glibc

extension ReleaseError: CustomStringConvertible {
  /// What was found where, one line, and on the next what to do.
  package var description: String { message + "\n" + advice }

  /// What was found, with its path.
  package var message: String {
    switch self {
    case .unsuitablePaths(let problems):
      "有 \(problems.count) 个输出路径不能使用："
        + Self.list(problems.map { "“\(Self.shown($0.path))”\($0.reason)" }, separator: "；")
    case .nothingToRelease(let destination): "没有要发布的文件，发布会清空“\(destination)”"
    case .notAFolder(let path): "发布目标“\(path)”不是文件夹"
    case .missingParent(let path): "发布目标“\(path)”的上级文件夹不存在"
    case .immovable(let path): "发布目标“\(path)”是挂载点或不能整体改名，无法一次性替换"
    case .mountInside(let destination, let mountPoint): "发布目标“\(destination)”里面挂载着“\(mountPoint)”，替换会影响挂载的内容"
    case .foreignFiles(let destination, let paths, false):
      "发布目标“\(destination)”不是空的，也没有明账的清单，里面有 \(paths.count) 个别的文件：\(Self.list(paths.map(Self.shown)))"
    case .foreignFiles(let destination, let paths, true):
      "发布目标“\(destination)”里有 \(paths.count) 个不是明账写入的文件：\(Self.list(paths.map(Self.shown)))"
    case .unknownManifest(let file, let schema):
      "清单“\(file)”的版本是“\(Self.shown(schema))”，本程序只认得“\(Manifest.schema)”"
    case .damagedManifest(let file, let reason): "清单“\(file)”已损坏：\(reason)"
    case .nothingToCarryOver(let destination, let prefix): "要沿用“\(prefix)”的已发布版本，但“\(destination)”里没有"
    case .damagedFile(let file, let reason): "已发布的文件“\(file)”\(reason)"
    case .busy(let lock, let process):
      "另一次发布正在进行" + (process.map { "（进程 \($0)）" } ?? "") + "，锁文件“\(lock)”"
    case .basisChanged(let destination): "编制本次发布时读到的“\(destination)”，已被另一次发布更新"
    case .changedMeanwhile(let destination, let paths):
      "发布准备期间“\(destination)”被改动：\(Self.list(paths.map(Self.shown)))"
    case .twoVersions(let destination, let aside):
      "上次发布中断，原版本在“\(aside)”，而“\(destination)”已是别的内容"
    case .stranded(let destination, let aside, let code):
      "替换“\(destination)”时失败（\(Self.reason(code))），原版本暂存在“\(aside)”"
    case .stopped(let destination): "发布到“\(destination)”中途停止"
    case .system(let action, let path, let code): "\(action)“\(Self.shown(path))”失败：\(Self.reason(code))"
    }
  }

  /// What to do, as a sentence.
  package var advice: String {
    switch self {
    case .unsuitablePaths: "请改正部门、年度、附件等的名称；尚未写入任何文件。"
    case .nothingToRelease: "请检查内容文件夹是否选对；要撤下全部内容，请自行删除发布目标。"
    case .notAFolder: "请换一个路径，或先移走它。"
    case .missingParent: "请先建立上级文件夹，或检查路径有没有写错。"
    case .immovable(let path): "请发布到它的子文件夹（如“\(path == "/" ? "" : path)/site”），再让网站根目录或符号链接指向那里；原内容未动。"
    case .mountInside: "请先卸载它，或换一个发布目标；原内容未动。"
    case .foreignFiles:
      "请移走这些文件，或把顶层名称列入保留名单。使用 --adopt 表示整个文件夹由明账接管：其中的文件会被新版本替换，"
        + "新版本没有的会被删除（保留名单除外）。原内容未动。"
    case .unknownManifest: "请使用写出该清单的明账版本或更新的版本；确认可以替换整个文件夹时使用 --adopt。"
    case .damagedManifest: "请从备份恢复清单；确认可以替换整个文件夹时使用 --adopt。"
    case .nothingToCarryOver: "请检查发布目标是否选对；从未发布过的公开件不能沿用。"
    case .damagedFile: "请从备份恢复该文件，或改正对应的公开件使其通过审核后重新发布；原内容未动。"
    case .busy: "请等它结束后再试。"
    case .basisChanged: "请重新运行发布。"
    case .changedMeanwhile: "请确认没有其他程序写入发布目标，再重新发布；新版本没有生效。"
    case .twoVersions(let destination, let aside): "请二选一：删除或移走“\(aside)”，或者移走“\(destination)”后重新发布（原版本会自动放回）。"
    case .stranded(let destination, let aside, _): "请把“\(aside)”改名为“\(destination)”；下一次发布也会自动放回。"
    case .stopped: "原内容未动；要发布就再运行一次。"
    case .system(_, _, let code): Self.advice(code)
    }
  }

  /// The first five, and how many more there are.
  private static func list(_ items: [String], separator: String = "、") -> String {
    let first = items.prefix(5).joined(separator: separator)
    return items.count > 5 ? first + " 等 \(items.count) 个" : first
  }

  /// A path with its control characters made visible.
  static func shown(_ path: String) -> String {
    path.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control
        ? "\\u{" + String(scalar.value, radix: 16) + "}" : String(scalar)
    }.joined()
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOSPC: "磁盘空间已满"
    case EDQUOT: "超出磁盘配额"
    case EACCES, EPERM: "没有权限"
    case EROFS: "文件系统是只读的"
    case ENAMETOOLONG: "路径太长"
    case EMFILE, ENFILE: "打开的文件太多"
    case EIO: "磁盘读写出错"
    case ENOENT: "文件或文件夹不存在"
    case ELOOP: "符号链接循环"
    default: "系统错误 \(code)（\(String(cString: strerror(code)))）"
    }
  }

  private static func advice(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "请腾出空间后重试：发布期间新旧两个版本同时存在；原内容未动。"
    case EACCES, EPERM, EROFS: "请让运行发布的用户可以写入发布目标及其上级文件夹；原内容未动。"
    case ENAMETOOLONG: "请缩短部门、年度、附件等的名称，或发布到层级较浅的文件夹；原内容未动。"
    case EIO: "请检查磁盘后重试。"
    default: "请检查该路径后重试；原内容未动。"
    }
  }
}
