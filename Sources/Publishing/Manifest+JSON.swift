internal import Diagnostics
import FoundationEssentials

extension Manifest {
  /// The bytes of `manifest.json`: one file a line, always the same for the same entries.
  package var json: [UInt8] {
    var json: [UInt8] = []
    writeJSON { json += $0 }
    return json
  }

  /// Hands the same over piece by piece: as a whole it would be the largest thing in a build's memory.
  func writeJSON<Failure>(to put: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var piece = Array(#"{"schema":"\#(Self.schema)","files":["#.utf8)
    for place in entries.indices {
      piece += place == 0 ? "\n".utf8 : ",\n".utf8
      let entry = entries[place]
      piece += #"  {"path":"#.utf8
      Self.append(quoted: entry.path, to: &piece)
      piece += #","size":\#(entry.size),"sha256":"\#(entry.sha256.hex)"}"#.utf8
      if piece.count > 1 << 16 {
        try put(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    if !entries.isEmpty { piece += "\n".utf8 }
    piece += "]}\n".utf8
    try put(piece)
  }

  private static func append(quoted text: String, to piece: inout [UInt8]) {
    piece.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { piece.append(UInt8(ascii: "\\")) }
      piece.append(byte)
    }
    piece.append(UInt8(ascii: "\""))
  }

  private struct Head: Decodable {
    let schema: String?
  }

  private struct Body: Decodable {
    struct Line: Decodable {
      let path: String
      let size: Int
      let sha256: String
    }
    let files: [Line]
  }

  /// Reads `manifest.json`; `file` is its path, for messages. Nil for a file that is something else, such as the
  /// manifest of a web app.
  ///
  /// Throws ``ReleaseError/unknownManifest(file:schema:)`` for another version of the form and
  /// ``ReleaseError/damagedManifest(file:reason:)`` for one that breaks the form's own promises.
  package static func read(json: [UInt8], file: String) throws(ReleaseError) -> Manifest? {
    if let manifest = try ManifestReader.manifest(of: json, file: file) { return manifest }
    let mark = "mingzhang-manifest/"
    let data = Data(json)
    guard let schema = (try? JSONDecoder().decode(Head.self, from: data))?.schema, schema.hasPrefix(mark) else {
      guard String(decoding: json, as: UTF8.self).contains(mark) else { return nil }
      throw .damagedManifest(file: file, reason: "不是完整的 JSON")
    }
    guard schema == Self.schema else { throw .unknownManifest(file: file, schema: schema) }
    guard let body = try? JSONDecoder().decode(Body.self, from: data) else {
      throw .damagedManifest(file: file, reason: "files 不是由 path、size、sha256 组成的列表")
    }
    var log = EntryLog(spool: nil)
    for line in body.files {
      guard line.size >= 0, let sha256 = FileDigest(hex: line.sha256) else {
        throw .damagedManifest(file: file, reason: "“\(ReleaseError.shown(line.path))”的 size 或 sha256 写法不对")
      }
      let entry = Entry(path: line.path, size: line.size, sha256: sha256)
      try check(entry, file: file)
      log.append(entry, isUnchanged: false)
    }
    let sorted = try ReleaseError.readingBack(for: file) { () throws(SpoolFile.Unreadable) in try log.sorted() }
    if let path = sorted.twice.first { throw .damagedManifest(file: file, reason: "“\(path)”列了两次") }
    return Manifest(sorted.entries)
  }

  /// What it lists may not lead anywhere else.
  static func check(_ entry: Entry, file: String) throws(ReleaseError) {
    if let problem = OutputPath.problem(with: entry.path) {
      throw .damagedManifest(file: file, reason: "列有不能使用的路径“\(ReleaseError.shown(entry.path))”：\(problem)")
    }
  }
}
