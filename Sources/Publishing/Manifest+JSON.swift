import FoundationEssentials

extension Manifest {
  /// The bytes of `manifest.json`: one file a line, always the same for the same entries.
  package var json: [UInt8] {
    let lines = entries.map { entry in
      #"  {"path":\#(Self.quoted(entry.path)),"size":\#(entry.size),"sha256":"\#(entry.sha256)"}"#
    }
    let body = lines.isEmpty ? "" : "\n" + lines.joined(separator: ",\n") + "\n"
    return Array(#"{"schema":"\#(Self.schema)","files":[\#(body)]}"#.utf8) + [UInt8(ascii: "\n")]
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
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
    var entries: [Entry] = []
    entries.reserveCapacity(body.files.count)
    for line in body.files {
      if let problem = OutputPath.problem(with: line.path) {
        throw .damagedManifest(file: file, reason: "列有不能使用的路径“\(ReleaseError.shown(line.path))”：\(problem)")
      }
      guard line.size >= 0, Digest.isWellFormed(line.sha256) else {
        throw .damagedManifest(file: file, reason: "“\(line.path)”的 size 或 sha256 写法不对")
      }
      entries.append(Entry(path: line.path, size: line.size, sha256: line.sha256))
    }
    let manifest = Manifest(entries)
    for (one, next) in zip(manifest.entries, manifest.entries.dropFirst()) where one.path == next.path {
      throw .damagedManifest(file: file, reason: "“\(one.path)”列了两次")
    }
    return manifest
  }
}
