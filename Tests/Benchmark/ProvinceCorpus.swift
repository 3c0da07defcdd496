import Foundation
import TestSupport

/// A site as a province would have it: units with ten years of final accounts each, all copies of the sample's, moved in
/// time. Files are linked, so that many units take little disk.
struct ProvinceCorpus {
  static let years = 2020...2029
  /// All of them are long published by then.
  static let today = "2037-01-01"

  let path: String
  private let model: String

  init(units: Int) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("mingzhang-\(UUID().uuidString)").path
    model = path + "/model"
    let files = FileManager.default
    try files.createDirectory(atPath: path + "/site/content", withIntermediateDirectories: true)
    for name in ["site.yaml", "glossary.yaml"] {
      try files.copyItem(atPath: Repository.path("content/\(name)"), toPath: "\(path)/site/content/\(name)")
    }
    let own = PlainSample.files(below: "content/\(Self.sample)")
    for year in Self.years {
      for file in own {
        let name = file.dropFirst("content/\(Self.sample)/".count)
        try write(
          Self.moved(try PlainSample.bytes(file), name: name, to: year), to: "\(model)/\(year)/final-accounts/\(name)")
      }
      if year == 2020 { continue }
      // Years that nobody has published forms for are those of 2020 here.
      let form = "extends: national/2020/final-accounts\ntitle: \(year)年度部门决算公开表样（模拟）\nyear: \(year)\n"
      try write(Array(form.utf8), to: "\(path)/site/forms/simulated/\(year)/final-accounts/form-set.yaml")
    }
    for number in 1...units { try add(number) }
  }

  var site: String { path + "/site" }

  /// By the system's own program: `FileManager` takes minutes for as many folders.
  func remove() { _ = try? Process.time("/bin/rm", ["-rf", path]) }

  /// Leaves only so many units; the others wait aside.
  func keep(_ count: Int, of all: Int) throws {
    try FileManager.default.createDirectory(atPath: path + "/aside", withIntermediateDirectories: true)
    for number in 1...all {
      let slug = Corpus.slug(number)
      let (inside, outside) = ("\(site)/content/\(slug)", "\(path)/aside/\(slug)")
      if number <= count { rename(outside, inside) } else { rename(inside, outside) }
    }
  }

  /// Makes the site one of so many units: the further ones have their folders and nothing in them but a name, which is
  /// all that the builder of another part sees of them.
  func addStubs(from first: Int, to last: Int) throws {
    for number in first...last {
      let folder = "\(site)/content/\(Corpus.slug(number))"
      mkdir(folder, 0o755)
      for year in Self.years {
        mkdir("\(folder)/\(year)", 0o755)
        mkdir("\(folder)/\(year)/final-accounts", 0o755)
        link("\(model)/\(year)/final-accounts/disclosure.yaml", "\(folder)/\(year)/final-accounts/disclosure.yaml")
      }
    }
  }

  private static let sample = "pingshan-zwsj/2020/final-accounts"

  private static func moved(_ bytes: [UInt8], name: Substring, to year: Int) -> [UInt8] {
    let by = year - 2020
    var text = String(decoding: bytes, as: UTF8.self)
    guard by > 0 else { return bytes }
    text.replace(/20(1[5-9]|2[0-6])/) { String((Int($0.0) ?? 0) + by) }
    if name == "disclosure.yaml" { text.replace(/form-set: .*/, with: "form-set: simulated/\(year)/final-accounts") }
    return Array(text.utf8)
  }

  private func add(_ number: Int) throws {
    let folder = "\(site)/content/\(Corpus.slug(number))"
    for name in FileManager.default.enumerator(atPath: model)?.compactMap({ $0 as? String }).sorted() ?? [] {
      let target = "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(model)/\(name)", isDirectory: &isFolder)
      if isFolder.boolValue {
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
      } else {
        try FileManager.default.linkItem(atPath: "\(model)/\(name)", toPath: target)
      }
    }
    try write(Array("name: \(Corpus.name(number))\n".utf8), to: folder + "/department.yaml")
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }
}
