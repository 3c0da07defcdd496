internal import Diagnostics
internal import Documents

/// Tells a second file of one name (`site.yaml` beside `site.json`), of which only one could count.
struct FileStems {
  private var paths: [Substring: String] = [:]

  /// False with a finding where a file of that name, whatever its extension, came before.
  mutating func isFirst(_ entry: SiteFolder.Entry, _ findings: inout [Finding]) -> Bool {
    let stem = entry.name.prefix { $0 != "." }
    guard let other = paths[stem] else {
      paths[stem] = entry.path
      return true
    }
    findings.append(
      InputRule.duplicateFile.finding(
        "有两个 \(stem) 文件：\(other) 和 \(entry.path)", at: .start(of: entry.path), fix: "只留一个"))
    return false
  }

  func has(_ stem: String) -> Bool { paths[stem[...]] != nil }
}
