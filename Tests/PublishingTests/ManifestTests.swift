import Publishing
import Testing

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
    let entry = Manifest.Entry(path: "a", bytes: [])
    #expect(throws: ReleaseError.damagedManifest(file: "m", reason: "“a”列了两次")) {
      try Manifest.read(json: Manifest([entry, entry]).json, file: "m")
    }
  }

  @Test func findsEntriesByPath() {
    let manifest = Manifest(version("A").map { Manifest.Entry(path: $0.path, bytes: $0.bytes) })
    for entry in manifest.entries { #expect(manifest[entry.path] == entry) }
    #expect(manifest["index"] == nil)
    #expect(manifest["zzz"] == nil)
    #expect(Manifest([])["a"] == nil)
  }
}
