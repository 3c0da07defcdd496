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
    guard let record = try? encoder.encode(record) else { return nil }
    var pack = PackWriter()
    BuiltFile.pack(files, into: &pack)
    pack.put(built.sorted()) { $0.put($1) }
    pack.put(carriedOver.text)
    pack.put(String(decoding: record, as: UTF8.self))
    return pack.bytes
  }

  /// nil where the bytes are not what ``pack()`` made.
  init?(_ bytes: [UInt8]) {
    var pack = PackReader(bytes)
    guard let files = try? BuiltFile.list(from: &pack),
      let built = try? pack.list({ reader throws(PackReader.Damaged) in try reader.text() }),
      let carriedOver = try? pack.text(), let text = try? pack.text(), pack.isAtEnd,
      let record = try? JSONDecoder().decode(DepartmentRecord.self, from: Data(text.utf8))
    else { return nil }
    self.init(record: record, files: files, built: Set(built), carriedOver: ContentKey(text: carriedOver))
  }
}
