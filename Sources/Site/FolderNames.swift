internal import Diagnostics
internal import Documents

/// What somebody meant by the name of a folder that is not one of ours: most are the Chinese word for what is in it.
enum FolderNames {
  /// Which of the known names is meant; nil where nobody can tell.
  static func meant(by name: String, among known: [String]) -> String? {
    if let near = NearMiss.best(for: name, among: known) { return near }
    let words = known.filter { candidate in (inChinese[candidate] ?? []).contains { name.contains($0) } }
    return words.count == 1 ? words[0] : nil
  }

  /// `final-accounts（决算）`: what a known name stands for, where it has a Chinese word.
  static func explained(_ name: String) -> String {
    inChinese[name].map { "\(name)（\($0[0])）" } ?? name
  }

  /// The name as an address may have it: `ShiLi_WJW` as `shili-wjw`; nil where it has other letters than ours.
  static func plain(_ name: String) -> String? {
    let spaced = name.lowercased().map { " _.".contains($0) ? "-" : $0 }
    let plain = String(spaced)
    return PathName.isPlain(plain) ? plain : nil
  }

  /// The year in `2024年` or `FY2024`; nil where there is none, or more than one.
  static func year(in name: String) -> String? {
    let years = name.split { !("0"..."9").contains($0) }.filter {
      $0.count == 4 && (1990...2100).contains(Int($0) ?? 0)
    }
    return years.count == 1 ? String(years[0]) : nil
  }

  private static let inChinese = [
    "final-accounts": ["决算"], "budget": ["预算"], "overall-performance": ["整体绩效自评", "整体"],
    "project-performance": ["项目绩效自评", "项目绩效"], "tables": ["表格", "附表", "数据表"], "narrative": ["正文", "情况说明", "文字"],
    "performance": ["绩效"], "attachments": ["附件"],
  ]
}
