import Foundation
import Testing

@testable import Publishing

struct ManifestTests {
  @Test func writesTheSameBytesForTheSameFilesInAnyOrder() throws {
    let entries = version("A").map { Manifest.Entry(path: $0.path, bytes: $0.bytes) }
    #expect(Manifest(entries).json == Manifest(entries.reversed()).json)
  }

  @Test func writesOneFileALine() {
    let manifest = Manifest([
      Manifest.Entry(path: "b/\"引号\".txt", bytes: Array("abc".utf8)), Manifest.Entry(path: "a", bytes: []),
    ])
    #expect(
      String(decoding: manifest.json, as: UTF8.self) == """
        {"schema":"mingzhang-manifest/1","files":[
          {"path":"a","size":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
          {"path":"b/\\"引号\\".txt","size":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
        ]}

        """)
  }

  @Test func readsWhatItWrites() throws {
    let manifest = Manifest(
      version("A", extra: ["q\"uote": "x", "表 1.csv": "y"]).map { Manifest.Entry(path: $0.path, bytes: $0.bytes) })
    #expect(try Manifest.read(json: manifest.json, file: "manifest.json") == manifest)
    #expect(try Manifest.read(json: Manifest([]).json, file: "manifest.json") == Manifest([]))
  }

  @Test func refusesAPathListedTwice() {
    let json = String(decoding: Manifest([Manifest.Entry(path: "a", bytes: [])]).json, as: UTF8.self)
    let line = json.split(separator: "\n")[1]
    #expect(throws: ReleaseError.damagedManifest(file: "m", reason: "“a”列了两次")) {
      try Manifest.read(json: Array(json.replacing(line, with: "\(line),\n\(line)").utf8), file: "m")
    }
  }

  @Test func findsEntriesByPath() {
    let manifest = Manifest(version("A").map { Manifest.Entry(path: $0.path, bytes: $0.bytes) })
    for entry in manifest.entries { #expect(manifest[entry.path] == entry) }
    #expect(manifest["index"] == nil)
    #expect(manifest["zzz"] == nil)
    #expect(Manifest([])["a"] == nil)
  }

  /// Whatever is not just as it is written is read as any JSON is.
  @Test func readsTheSameInAnotherHand() throws {
    let manifest = Manifest(version("A", extra: ["q\"uote": "x"]).map { .init(path: $0.path, bytes: $0.bytes) })
    #expect(try ManifestReader.manifest(of: manifest.json, file: "m") == manifest)
    let parsed = try JSONSerialization.jsonObject(with: Data(manifest.json))
    let other = Array(try JSONSerialization.data(withJSONObject: parsed, options: [.prettyPrinted, .sortedKeys]))
    #expect(try ManifestReader.manifest(of: other, file: "m") == nil)
    #expect(try Manifest.read(json: other, file: "m") == manifest)
  }

  /// However it comes, piece by piece.
  @Test(arguments: [1, 7, 100, 10_000])
  func readsPiecesOfAnyLength(length: Int) throws {
    let manifest = Manifest(version("A", extra: ["q\"uote": "x"]).map { .init(path: $0.path, bytes: $0.bytes) })
    for manifest in [manifest, Manifest([])] {
      var reader = ManifestReader(file: "m", spool: nil)
      let json = manifest.json
      for start in stride(from: 0, to: json.count, by: length) {
        try reader.take(Array(json[start..<min(start + length, json.count)]))
      }
      #expect(reader.finish() == manifest)
    }
  }

  /// A web app's manifest may be a single line of any length.
  @Test func givesUpOnALineThatIsNone() throws {
    var reader = ManifestReader(file: "m", spool: nil)
    for piece in ["{\"schema\":\"mingzhang-manifest/1\",\"files\":[\n", "  {\"path\":\""]
      + Array(repeating: String(repeating: "x", count: 9_000), count: 2)
    {
      try reader.take(Array(piece.utf8))
    }
    try reader.take(Array("\",\"size\":0,\"sha256\":\"\(String(repeating: "0", count: 64))\"}\n]}\n".utf8))
    #expect(reader.finish() == nil)
  }

  /// Cut off or changed anywhere, it is read as what it says, or not at all.
  @Test func aDamagedManifestIsNeverReadAsSomethingElse() throws {
    let manifest = Manifest(version("A").prefix(3).map { .init(path: $0.path, bytes: $0.bytes) })
    let json = manifest.json
    for place in json.indices {
      #expect(try ManifestReader.manifest(of: Array(json[..<place]), file: "m") == nil)
      for byte in [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "0"), 0xFF] where byte != json[place] {
        var changed = json
        changed[place] = byte
        guard let entries = try? ManifestReader.manifest(of: changed, file: "m")?.entries else { continue }
        let parsed = try JSONSerialization.jsonObject(with: Data(changed)) as? [String: Any]
        let files = try #require(parsed?["files"] as? [[String: Any]])
        #expect(files.map { $0["path"] as? String } == entries.map(\.path))
        #expect(files.map { $0["size"] as? Int } == entries.map(\.size))
        #expect(files.map { $0["sha256"] as? String } == entries.map(\.sha256.hex))
      }
    }
  }
}
