internal import Diagnostics
internal import Disclosures

/// What was built, as bytes for the next build, which goes through tens of thousands of files to see that nothing has
/// changed.
extension BuiltFile {
  static func pack(_ files: [BuiltFile]) -> [UInt8] {
    var pack = PackWriter()
    self.pack(files, into: &pack)
    return pack.bytes
  }

  /// nil where the bytes are not what ``pack(_:)`` made.
  static func unpack(_ bytes: [UInt8]) -> [BuiltFile]? {
    var pack = PackReader(bytes)
    let files = try? list(from: &pack)
    return pack.isAtEnd ? files : nil
  }

  static func pack(_ files: [BuiltFile], into pack: inout PackWriter) {
    pack.put(files) { pack, file in
      pack.put(file.path)
      pack.put(file.size)
      pack.put(file.sha256.hex)
    }
  }

  static func list(from pack: inout PackReader) throws(PackReader.Damaged) -> [BuiltFile] {
    try pack.list { reader throws(PackReader.Damaged) in
      let (path, size, hex) = (try reader.text(), try reader.number(), try reader.text())
      guard let digest = FileDigest(hex: hex) else { throw PackReader.Damaged() }
      return BuiltFile(path: path, size: size, sha256: digest)
    }
  }
}
