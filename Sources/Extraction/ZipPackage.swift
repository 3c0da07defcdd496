private import CArchive
private import Glibc

/// The entries of a zip, unpacked into memory by libarchive within the reader's budget.
struct ZipPackage {
  struct Entry {
    let name: String
    let bytes: [UInt8]
  }

  private(set) var entries: [Entry] = []
  /// The names of all files in it, wanted or not.
  private(set) var names: [String] = []
  /// Why not everything was unpacked.
  private(set) var problem: String?

  func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// - Parameters:
  ///   - wants: which entries to unpack; the others cost nothing.
  ///   - reader: whose budget it counts against.
  init(_ bytes: [UInt8], reader: inout AttachmentReader, wants: (String) -> Bool) {
    guard let archive = archive_read_new() else {
      problem = "压缩包打不开"
      return
    }
    defer { archive_read_free(archive) }
    // In the C locale, which programs start in, libarchive gives no name that is not ASCII.
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let former = locale.map { uselocale($0) }
    defer {
      if let locale {
        _ = uselocale(former ?? nil)
        freelocale(locale)
      }
    }
    // Only zip: every further format is code that a hostile file could reach.
    archive_read_support_format_zip(archive)
    bytes.withUnsafeBytes { buffer in
      guard archive_read_open_memory(archive, buffer.baseAddress, buffer.count) == ARCHIVE_OK else {
        problem = "压缩包打不开，可能已损坏"
        return
      }
      unpack(archive, &reader, wants)
    }
  }

  private mutating func unpack(_ archive: OpaquePointer, _ reader: inout AttachmentReader, _ wants: (String) -> Bool) {
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
        problem = "压缩包已损坏，没有读完"
        return
      }
      guard reader.entriesLeft > 0 else {
        problem = "里面的文件太多，没有查完"
        return
      }
      reader.entriesLeft -= 1
      let name = Self.name(of: entry, place: names.count + 1)
      guard !name.hasSuffix("/") else { continue }
      names.append(name)
      guard wants(name) else { continue }
      if archive_entry_is_data_encrypted(entry) != 0 {
        problem = "加了密码"
        continue
      }
      guard let data = read(archive, &reader) else { return }
      entries.append(Entry(name: name, bytes: data))
    }
  }

  /// The current entry's data; nil where reading has to stop altogether.
  private mutating func read(_ archive: OpaquePointer, _ reader: inout AttachmentReader) -> [UInt8]? {
    var data: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = chunk.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
      if count == 0 { return data }
      guard count > 0 else {
        problem = "压缩包已损坏，没有读完"
        // What was read before the damage still counts; the next entry may be sound.
        return data
      }
      guard count <= reader.unpackedLeft else {
        problem = "解开后太大，没有查完"
        return nil
      }
      guard reader.secondsLeft > 0 else {
        problem = "读得太久，没有读完"
        return nil
      }
      reader.unpackedLeft -= count
      data += chunk[..<count]
    }
  }

  /// Names from Windows are often GB 18030. A name is only ever shown, never used as a path.
  private static func name(of entry: OpaquePointer, place: Int) -> String {
    for name in [archive_entry_pathname_utf8(entry), archive_entry_pathname(entry)] {
      guard let name else { continue }
      let bytes = UnsafeBufferPointer(start: name, count: min(strlen(name), 1000)).map { UInt8(bitPattern: $0) }
      if let text = TextDecoding.decode(bytes) {
        return String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
      }
    }
    return "第 \(place) 个文件"
  }
}
