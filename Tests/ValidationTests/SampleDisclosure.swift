import Diagnostics
import Disclosures
import Documents
import Foundation
import Forms
import TestSupport
import Testing

/// The real document of the repository's sample content, read from disk, with files replaced where a test asks.
enum SampleDisclosure {
  static let id = "pingshan-zwsj/2020/final-accounts"

  static let formLibrary: FormSetLibrary = {
    let files = Repository.files(below: "forms")
    return FormSetLibrary(files: files.compactMap { try? Repository.source($0) })
  }()

  static func formSet() throws -> FormSet {
    let (set, findings) = formLibrary.load("national/2020/final-accounts")
    try #require(findings.isEmpty, "\(findings.map(\.message))")
    return try #require(set)
  }

  /// `replacing` maps a path below the disclosure's folder to its new text.
  static func read(
    replacing: [String: (String) -> String] = [:], attachments: [Disclosures.Attachment] = []
  ) throws -> (Disclosure, [Finding]) {
    let base = "content/\(id)"
    func source(_ path: String) throws -> SourceFile {
      let file = SourceFile(path: path, bytes: try PlainSample.bytes(path))
      guard let change = replacing[String(path.dropFirst(base.count + 1))] else { return file }
      return SourceFile(path: path, text: change(String(decoding: file.bytes, as: UTF8.self)))
    }
    let set = try formSet()
    let input = DisclosureInput(
      department: "pingshan-zwsj", year: 2020, kind: "final-accounts", main: try source("\(base)/disclosure.yaml"),
      tables: try PlainSample.files(below: "\(base)/tables").map(source),
      narrative: try PlainSample.files(below: "\(base)/narrative").map(source),
      performance: try PlainSample.files(below: "\(base)/performance").map(source), attachments: attachments,
      exceptions: try source("\(base)/suppressions.yaml"))
    var reader = DisclosureReader(input)
    let (disclosure, findings) = reader.read { _ in (set, true, [set.id]) }
    return (try #require(disclosure), findings)
  }

  static func glossary() throws -> [UInt8] { try Repository.source("content/glossary.yaml").bytes }

  static func terms() throws -> [Term] {
    SiteFilesReader.glossary(try Repository.source("content/glossary.yaml")).0
  }
}
