internal import Diagnostics
internal import Documents
private import Foundation

/// Reads a site's folder: the only code below the command line that touches input files. Paths never leave the folder.
struct SiteFolder {
  let root: String
  private let resolvedRoot: String

  init(root: String) {
    self.root = root
    resolvedRoot = Self.resolve(root) ?? root
  }

  struct Entry {
    let name: String
    /// Relative to the site's root.
    let path: String
    let isFolder: Bool
    let size: Int
  }

  /// What is in a folder, sorted by name, without what is nobody's content (``PassedOverFile``). Links that lead out
  /// of the site, and things that are neither file nor folder, are findings.
  func entries(of folder: String, _ findings: inout [Finding]) -> [Entry] {
    guard let names = Self.names(in: absolute(folder)), let resolved = Self.resolve(absolute(folder)) else {
      findings.append(InputRule.path.finding("打不开文件夹“\(folder)”", at: .start(of: folder), fix: "检查权限"))
      return []
    }
    let isInside = isInside(resolved)
    return names.sorted().compactMap { name in
      if PassedOverFile.isPassedOver(name) { return nil }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      func problem(_ message: String, fix: String) -> Entry? {
        findings.append(InputRule.path.finding("“\(name)”\(message)", at: .start(of: path), fix: fix))
        return nil
      }
      var status = stat()
      guard lstat(absolute(path), &status) == 0 else { return problem("打不开", fix: "检查链接是否有效、权限是否够") }
      let isLink = status.st_mode & S_IFMT == S_IFLNK
      // Only a link leads elsewhere.
      if isLink {
        guard let target = Self.resolve(absolute(path)), stat(target, &status) == 0 else {
          return problem("是一个失效的链接", fix: "把文件复制进来，不要用链接")
        }
        guard self.isInside(target) else { return problem("是一个链接，指到了站点文件夹之外", fix: "把文件复制进来，不要用链接") }
      } else if !isInside {
        return problem("是一个链接，指到了站点文件夹之外", fix: "把文件复制进来，不要用链接")
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        // A link to a folder above would never end.
        if isLink { return problem("是指向文件夹的链接", fix: "把文件夹复制进来，不要用链接") }
        return Entry(name: name, path: path, isFolder: true, size: 0)
      case S_IFREG: return Entry(name: name, path: path, isFolder: false, size: Int(status.st_size))
      default: return problem("不是普通文件", fix: "换成普通文件")
      }
    }
  }

  private func isInside(_ path: String) -> Bool { path == resolvedRoot || path.hasPrefix(resolvedRoot + "/") }

  /// With the system's own calls: this runs for every file of a site on every run.
  static func names(in folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      // Not through the imported 256-element tuple: the entry may end before that.
      let offset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
      names.append(
        String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)))
    }
    return names
  }

  private static func resolve(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: absolute(path)) }

  func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: absolute(path), isDirectory: &isDirectory) && isDirectory.boolValue
  }

  /// A text file, decoded; nil with a finding where it is too large, unreadable or not UTF-8.
  func text(_ entry: Entry, _ findings: inout [Finding]) -> SourceFile? {
    guard entry.size <= SourceText.largestFile else {
      findings.append(
        InputRule.size.finding(
          "文件有 \(entry.size >> 20) MB，超过 \(SourceText.largestFile >> 20) MB 的上限", at: .start(of: entry.path),
          fix: "表的数据文件一般不到 1 MB，检查是否放错了文件"))
      return nil
    }
    guard let bytes = bytes(entry, &findings) else { return nil }
    let (file, problems) = SourceText.decode(bytes, path: entry.path)
    findings += problems
    return file
  }

  /// The text of a file that was read before; nil where it is none any more.
  func source(_ path: String) -> SourceFile? {
    var status = stat()
    // What was refused for its size is not read for an excerpt either.
    guard stat(absolute(path), &status) == 0, status.st_size <= SourceText.largestFile,
      let data = FileManager.default.contents(atPath: absolute(path))
    else { return nil }
    return SourceText.decode(Array(data), path: path).0
  }

  /// What is at hand, and the texts of the other files that findings point into: which department a finding between
  /// departments concerns is known too late to have kept them.
  func sources(of findings: [Finding], besides known: [String: SourceFile]) -> [String: SourceFile] {
    var sources = known
    for span in findings.flatMap(\.allSpans) where !(sources[span.path]?.covers(span) ?? false) {
      sources[span.path] = source(span.path) ?? sources[span.path]
    }
    return sources
  }

  func bytes(_ entry: Entry, _ findings: inout [Finding]) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: absolute(entry.path)) else {
      findings.append(InputRule.path.finding("读不了这个文件", at: .start(of: entry.path), fix: "检查权限"))
      return nil
    }
    return Array(data)
  }

  private func absolute(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }
}
