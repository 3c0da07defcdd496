internal import Diagnostics
internal import Disclosures
private import Foundation

/// What is kept of a department for the next build: what it came to, and which files it has.
struct KeptDepartment {
  let record: DepartmentRecord
  let files: [BuiltFile]
  let built: Set<String>
  /// What stayed of published versions, since comparison shows it.
  let carriedOver: ContentKey
}

extension KeptDepartment {
  /// nil where it cannot be kept, which nothing is known to make so.
  func pack() -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bare = try? encoder.encode(record.replacing(rest: [], findings: record.disclosures.map { _ in [] }))
    else {
      return nil
    }
    var pack = PackWriter()
    BuiltFile.pack(files, into: &pack)
    pack.put(built.sorted()) { $0.put($1) }
    pack.put(carriedOver.text)
    pack.put(String(decoding: bare, as: UTF8.self))
    pack.put([record.rest] + record.disclosures.map(\.findings)) { pack, findings in
      pack.put(findings) { $1.pack(into: &$0) }
    }
    return pack.bytes
  }

  /// nil where the bytes are not what ``pack()`` made.
  init?(_ bytes: [UInt8]) {
    var pack = PackReader(bytes)
    guard let files = try? BuiltFile.list(from: &pack),
      let built = try? pack.list({ reader throws(PackReader.Damaged) in try reader.text() }),
      let carriedOver = try? pack.text(), let text = try? pack.text(),
      let findings = try? pack.list({ reader throws(PackReader.Damaged) in
        try reader.list { reader throws(PackReader.Damaged) in try Finding(from: &reader) }
      }), pack.isAtEnd, let rest = findings.first,
      let bare = try? JSONDecoder().decode(DepartmentRecord.self, from: Data(text.utf8)),
      findings.count == bare.disclosures.count + 1
    else { return nil }
    let record = bare.replacing(rest: rest, findings: Array(findings.dropFirst()))
    self.init(record: record, files: files, built: Set(built), carriedOver: ContentKey(text: carriedOver))
  }
}

extension DepartmentRecord {
  /// The same with other findings: of no disclosure, and of each.
  fileprivate func replacing(rest: [Finding], findings: [[Finding]]) -> DepartmentRecord {
    DepartmentRecord(
      folder: folder,
      disclosures: zip(disclosures, findings).map { old, findings in
        DisclosureRecord(
          id: old.id, formSet: old.formSet, findings: findings, tally: old.tally, narrative: old.narrative,
          totals: old.totals)
      },
      rest: rest, unreadable: unreadable)
  }
}
