internal import Diagnostics
internal import Disclosures

/// The last lines of a run on many departments: whom to telephone, and about what.
///
/// A folder's name is not a department's, and whoever runs a site of eighty has not read their findings.
struct HeldBackList {
  /// The ids of what is held back, sorted.
  let ids: [String]
  let departments: [Department]
  let findings: [Finding]
  /// How many disclosures there are.
  let all: Int

  /// More would scroll away what was said before; `--format json` lists them all.
  private static let most = 100

  /// One line for each, with `word` before it: `扣下：s-03/2024/final-accounts，保留上一次发布的版本。示例市民政局，错误 1 条……`
  ///
  /// - Parameter fate: what became of a disclosure, behind its id.
  func text(_ word: String, fate: (String) -> String = { _ in "" }) -> String {
    guard !ids.isEmpty else { return "" }
    let named = Dictionary(departments.map { ($0.slug, $0) }) { first, _ in first }
    var errors: [String: [Finding]] = [:]
    for finding in findings where finding.level == .error && finding.suppression == nil {
      if case .disclosure(let id) = finding.scope { errors[id, default: []].append(finding) }
    }
    let lines = ids.prefix(Self.most).map { id in
      let slug = String(id.prefix { $0 != "/" })
      let who = named[slug].map { "\($0.name)，" } ?? ""
      let contact = isConfidential(slug) ? "" : named[slug]?.contact.map { "联系：\($0)。" } ?? ""
      return "\(word)：\(id)\(fate(id))。\(who)\(Self.reason(errors[id] ?? []))。\(contact)".withoutControls + "\n"
    }
    let count = all > ids.count ? "\(word) \(ids.count) 份，其余 \(all - ids.count) 份不受影响。\n" : ""
    let rest =
      ids.count > Self.most ? "……还有 \(ids.count - Self.most) 份（mingzhang check --format json 的 heldBack 列出全部）\n" : ""
    return (ids.count > 1 ? count : "") + lines.joined() + rest
  }

  /// Whether a department's own file holds something that may not be shown: it may be the number to call.
  private func isConfidential(_ slug: String) -> Bool {
    findings.contains { finding in
      finding.isConfidential
        && finding.allSpans.contains { $0.path.hasPrefix("content/\(slug)/department.") }
    }
  }

  /// How many errors there are, and of what kind: `错误 15 条（章节缺失 13、空表说明 2）`.
  private static func reason(_ errors: [Finding]) -> String {
    // What is wrong with a department's own files is told once, at one of its disclosures.
    if errors.isEmpty { return "随部门或相关的公开件一起扣下" }
    var counts: [(name: String, count: Int)] = []
    for finding in errors {
      if let index = counts.firstIndex(where: { $0.name == finding.name }) {
        counts[index].count += 1
      } else {
        counts.append((finding.name, 1))
      }
    }
    let kinds = counts.sorted { $0.count > $1.count }
    let named = kinds.prefix(3).map { $0.count > 1 ? "\($0.name) \($0.count)" : $0.name }.joined(separator: "、")
    return "错误 \(errors.count) 条（\(named)\(kinds.count > 3 ? "等" : "")）"
  }
}
