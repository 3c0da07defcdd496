internal import Diagnostics
internal import Disclosures

/// What is kept of a department for the next build: what it came to, and which files it has.
struct KeptDepartment {
  let record: DepartmentRecord
  let files: [BuiltFile]
  let built: Set<String>
  /// What stayed of published versions, since comparison shows it.
  let carriedOver: ContentKey
}

extension KeptDepartment {
  func pack() -> [UInt8] {
    var pack = PackWriter()
    BuiltFile.pack(files, into: &pack)
    pack.put(built.sorted()) { $0.put($1) }
    pack.put(carriedOver.text)
    record.pack(into: &pack)
    return pack.bytes
  }

  /// nil where the bytes are not what ``pack()`` made.
  init?(_ bytes: [UInt8]) {
    var pack = PackReader(bytes)
    guard let files = try? BuiltFile.list(from: &pack), let built = try? pack.texts(),
      let carriedOver = (try? pack.text()).flatMap({ FileDigest(hex: $0) }),
      let record = try? DepartmentRecord(from: &pack), pack.isAtEnd
    else { return nil }
    self.init(record: record, files: files, built: Set(built), carriedOver: ContentKey(digest: carriedOver))
  }
}
