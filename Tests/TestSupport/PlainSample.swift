import Foundation

/// The statutory part of the sample site: one department's final accounts of one year on the national form set, without
/// the sheets attached to it, its other years and the other departments. What most tests break, and small enough to be read a thousand times.
package enum PlainSample {
  package static let files: [(path: String, bytes: [UInt8])] = Repository.files(below: "content").compactMap { path in
    guard isPart(path), let bytes = try? Repository.bytes(path) else { return nil }
    return (path, changed(path, bytes))
  }

  /// The bytes of one of its files.
  package static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = files.first(where: { $0.path == path }) else { throw Missing(path: path) }
    return file.bytes
  }

  package static func files(below folder: String) -> [String] {
    files.map(\.path).filter { $0.hasPrefix(folder + "/") }
  }

  package struct Missing: Error {
    package let path: String
  }

  private static func isPart(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard parts.count > 2 else { return true }
    guard parts[1] == "pingshan-zwsj", parts[2] == "2020" || parts[2] == "department.yaml" else { return false }
    if path.contains("/performance/") { return path.hasSuffix("/score-card.yaml") }
    return !path.contains("/narrative/4")
  }

  private static func changed(_ path: String, _ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    if path.hasSuffix("/disclosure.yaml") {
      return Array(
        text.replacingOccurrences(of: "pingshan/2020/final-accounts", with: "national/2020/final-accounts").utf8)
    }
    guard path.hasSuffix("/suppressions.yaml"), let sheets = text.range(of: "\n# 以下各条") else { return bytes }
    return Array(text[..<sheets.lowerBound].utf8)
  }
}
