internal import Diagnostics
internal import Forms

/// The rows of one table whose names are not those of their codes. Where many bear the names of other codes, the table was
/// numbered by some other list: one mistake.
struct MisnamedCodes {
  private struct Entry {
    let code: String
    let name: String
    let official: String
    let span: SourceSpan
    let level: Finding.Level
  }

  private var entries: [Entry] = []
  /// So many are no slips.
  private static let fewest = 5
  private static let mostSaid = 6

  mutating func add(_ name: String, of code: String, official: String, at span: SourceSpan, level: Finding.Level) {
    entries.append(Entry(code: code, name: name, official: official, span: span, level: level))
  }

  func findings(_ form: TableForm, _ codes: CodeList?) -> [Finding] {
    guard let codes, !entries.isEmpty else { return [] }
    let own = Dictionary(codes.names.map { ($1, $0) }) { min($0, $1) }
    let others = entries.filter { own[$0.name] != nil }
    guard entries.count >= Self.fewest, others.count * 2 >= entries.count else {
      return entries.map { entry in
        finding(
          entry.level,
          "编码 \(entry.code) 的名称应是“\(entry.official)”，这里写的是“\(entry.name)”"
            + (NearMiss.slip(in: entry.name, of: entry.official).map { "：\($0)" } ?? ""), at: entry.span,
          fix: "改成 \(entry.official)，或" + (own[entry.name].map { "把编码改成 \($0)（\(entry.name)）" } ?? "改正编码"))
      }
    }
    let said = entries.prefix(Self.mostSaid).map { "\($0.code) 写“\($0.name)”（应是“\($0.official)”）" }
    let right = others.prefix(Self.mostSaid).map { "\($0.name) \(own[$0.name] ?? "")" }
    var whole = finding(
      entries.map(\.level).max() ?? .error,
      "\(form.short)有 \(entries.count) 个编码与名称对不上：\(said.joined(separator: "、"))\(entries.count > said.count ? "等" : "")",
      at: entries[0].span,
      fix: "编码不是照当年的科目表编的，逐行改正：\(right.joined(separator: "、"))\(others.count > right.count ? "等" : "")")
    whole.spans += entries.dropFirst().map { .init($0.span, "应是 \($0.official)") }
    return [whole]
  }

  private func finding(_ level: Finding.Level, _ message: String, at span: SourceSpan, fix: String) -> Finding {
    Finding(rule: "TC-4", name: "科目编码与名称", level: level, message: message, at: span, fix: fix)
  }
}
