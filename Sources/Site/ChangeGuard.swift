internal import Diagnostics
internal import Disclosures
internal import Forms

/// Compares what is about to be published with what is out: nothing published changes or vanishes silently (Y-07).
struct ChangeGuard {
  var findings: [Finding] = []
  /// The disclosures held back, those that the check holds back included.
  var heldBack: Set<String>
  /// The published versions that stay.
  var carriedOver: [DisclosureSummary] = []

  /// - Parameters:
  ///   - published: what is out of one department.
  ///   - disclosures: the ids of its disclosures as they are now; `unreadable` are there but cannot be read.
  ///   - moved: where what is out at another address is now, by its id there: a department's folder has another name.
  ///   - today: the day a correction would be declared on.
  ///   - publications: what they would publish; asked for only where something is out.
  ///   - heldBack: what the check holds back.
  init(
    published: [DisclosureSummary], disclosures: [String], unreadable: [String], heldBack: Set<String>,
    moved: [String: String] = [:], today: CalendarDate? = nil, publications: () -> [Publication] = { [] }
  ) {
    self.heldBack = heldBack
    guard !published.isEmpty else { return }
    let current = Dictionary(publications().map { ($0.summary.id, $0) }) { first, _ in first }
    for summary in published {
      let id = moved[summary.id] ?? summary.id
      guard disclosures.contains(id) else {
        if !unreadable.contains(summary.id) {
          self.heldBack.insert(summary.id)
          findings.append(Self.vanished(summary))
        }
        continue
      }
      guard !self.heldBack.contains(id), let publication = current[id] else { continue }
      let silent = publication.summary.changes(since: summary).filter { change in
        !publication.corrections.contains {
          $0.cell == change.cell && $0.new == change.new ?? "" && $0.old == change.old ?? ""
        }
      }
      guard !silent.isEmpty else { continue }
      self.heldBack.insert(id)
      findings += silent.prefix(20).map {
        Self.silent($0, of: silent.count, in: id, at: publication.span, today: today)
      }
    }
    carriedOver = published.filter { self.heldBack.contains(moved[$0.id] ?? $0.id) }
  }

  private static func vanished(_ summary: DisclosureSummary) -> Finding {
    Finding(
      rule: "Y-07", name: "已公开的内容", level: .error,
      message: "“\(summary.departmentName)\(summary.title)”已经公开，content 里却没有了，保留已发布的版本",
      at: .start(of: "content/\(summary.id)/disclosure.yaml"),
      fix: "放回原来的文件，公开的内容应当长期保留；改过文件夹名的，在 department.yaml 里写 formerly；确要撤下的，见文档“发布”的“撤下”",
      scope: .disclosure(summary.id))
  }

  private static func silent(
    _ change: (cell: String, old: String?, new: String?), of count: Int, in id: String, at span: SourceSpan,
    today: CalendarDate?
  ) -> Finding {
    let (old, new) = (change.old ?? "", change.new ?? "")
    return Finding(
      rule: "Y-07", name: "更正要公开说明", level: .error,
      message: "\(change.cell) 已公开为 \(old.isEmpty ? "空" : old)，现在是 \(new.isEmpty ? "空" : new)，没有登记更正",
      at: span, label: "在这个文件里登记", notes: count > 20 ? ["这份公开件一共有 \(count) 处"] : [],
      fix:
        "改错了就改回来；确要更正的，在 disclosure.yaml 的 corrections: 下登记这一行，换上真正的原因：- {date: \(today?.iso ?? "年-月-日"), cell: \"\(change.cell)\", old: \"\(old)\", new: \"\(new)\", reason: 原因}",
      scope: .disclosure(id))
  }
}
