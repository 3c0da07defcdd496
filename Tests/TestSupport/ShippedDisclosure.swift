package import Diagnostics
package import Disclosures
package import Forms

/// The disclosures of the sample site, read whole with the shipped form sets.
package enum ShippedDisclosure {
  package static let ids = [
    "pingshan-zwsj/2020/final-accounts", "sz-housing-info/2020/overall-performance", "sz-pnr/2020/project-performance",
    "sz-pnr-info/2020/overall-performance",
  ]

  package static let formLibrary: FormSetLibrary = {
    let files = Repository.files(below: "forms")
    return FormSetLibrary(files: files.compactMap { try? Repository.source($0) })
  }()

  package struct Unreadable: Error {
    package let findings: [String]
  }

  /// One disclosure, with files replaced where a test asks; paths are below the disclosure's folder.
  package static func read(_ id: String, replacing: [String: (String) -> String] = [:]) throws -> (
    Disclosure, [Finding]
  ) {
    let base = "content/\(id)"
    func source(_ path: String) throws -> SourceFile {
      let file = try Repository.source(path)
      guard let change = replacing[String(path.dropFirst(base.count + 1))] else { return file }
      return SourceFile(path: path, text: change(String(decoding: file.bytes, as: UTF8.self)))
    }
    func sources(_ folder: String) throws -> [SourceFile] {
      try Repository.files(below: "\(base)/\(folder)").map(source)
    }
    let parts = id.split(separator: "/").map(String.init)
    return try read(
      DisclosureInput(
        department: parts[0], year: Int(parts[1]) ?? 0, kind: parts[2], main: try source("\(base)/disclosure.yaml"),
        tables: try sources("tables"), narrative: try sources("narrative"), performance: try sources("performance"),
        attachments: []))
  }

  package static func read(_ input: DisclosureInput) throws -> (Disclosure, [Finding]) {
    var reader = DisclosureReader(input)
    let (disclosure, findings) = reader.read { id in (formLibrary.load(id).0, true, [id]) }
    guard let disclosure else { throw Unreadable(findings: findings.map(\.message)) }
    return (disclosure, findings)
  }
}
