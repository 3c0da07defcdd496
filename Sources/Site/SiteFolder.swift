internal import Diagnostics
internal import Documents
private import Foundation

/// Reads a site's folder: the only code below the command line that touches input files. Paths never leave the folder.
struct SiteFolder {
  let root: String
  private let resolvedRoot: String

  init(root: String) {
    self.root = root
    resolvedRoot = URL(fileURLWithPath: root).resolvingSymlinksInPath().standardizedFileURL.path
  }

  struct Entry {
    let name: String
    /// Relative to the site's root.
    let path: String
    let isFolder: Bool
    let size: Int
  }

  /// What is in a folder, sorted by name; hidden files and the lock files of editors are left out. Links that lead out
  /// of the site, and things that are neither file nor folder, are findings.
  func entries(of folder: String, _ findings: inout [Finding]) -> [Entry] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: absolute(folder)) else {
      findings.append(InputRule.path.finding("打不开文件夹“\(folder)”", at: .start(of: folder), fix: "检查权限"))
      return []
    }
    return names.sorted().compactMap { name in
      guard !name.hasPrefix("."), !name.hasPrefix("~$"), !name.hasSuffix("~"), !name.hasSuffix(".swp") else {
        return nil
      }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      let place = SourceSpan.start(of: path)
      let target = URL(fileURLWithPath: absolute(path)).resolvingSymlinksInPath().standardizedFileURL.path
      guard target == resolvedRoot || target.hasPrefix(resolvedRoot + "/") else {
        findings.append(
          InputRule.path.finding("“\(name)”是一个链接，指到了站点文件夹之外", at: place, fix: "把文件复制进来，不要用链接"))
        return nil
      }
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
        let type = attributes[.type] as? FileAttributeType
      else {
        findings.append(InputRule.path.finding("“\(name)”打不开", at: place, fix: "检查链接是否有效、权限是否够"))
        return nil
      }
      switch type {
      case .typeDirectory where (try? FileManager.default.destinationOfSymbolicLink(atPath: absolute(path))) != nil:
        // A link to a folder above would never end.
        findings.append(InputRule.path.finding("“\(name)”是指向文件夹的链接", at: place, fix: "把文件夹复制进来，不要用链接"))
        return nil
      case .typeDirectory: return Entry(name: name, path: path, isFolder: true, size: 0)
      case .typeRegular:
        return Entry(name: name, path: path, isFolder: false, size: (attributes[.size] as? Int) ?? 0)
      case .typeSymbolicLink:
        findings.append(InputRule.path.finding("“\(name)”是一个失效的链接", at: place, fix: "把文件复制进来，不要用链接"))
        return nil
      default:
        findings.append(InputRule.path.finding("“\(name)”不是普通文件", at: place, fix: "换成普通文件"))
        return nil
      }
    }
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
    guard let data = FileManager.default.contents(atPath: absolute(path)) else { return nil }
    return SourceText.decode(Array(data), path: path).0
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
