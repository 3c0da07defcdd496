import Foundation
import TestSupport

/// A site of many departments, each with a copy of the sample disclosure.
struct Corpus {
  let path: String

  init(count: Int) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("mingzhang-\(UUID().uuidString)").path
    let files = FileManager.default
    try files.createDirectory(atPath: path + "/content", withIntermediateDirectories: true)
    for name in ["site.yaml", "glossary.yaml"] {
      try files.copyItem(atPath: Repository.path("content/\(name)"), toPath: "\(path)/content/\(name)")
    }
    let own = PlainSample.files(below: "content/pingshan-zwsj")
    for number in 1...count {
      let folder = "\(path)/content/\(Self.slug(number))"
      for file in own {
        let copy = file.replacingOccurrences(of: "content/pingshan-zwsj", with: folder)
        try files.createDirectory(
          atPath: (copy as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(try PlainSample.bytes(file)).write(to: URL(fileURLWithPath: copy))
      }
      try "name: \(Self.name(number))\n".write(toFile: folder + "/department.yaml", atomically: false, encoding: .utf8)
    }
  }

  static func slug(_ number: Int) -> String {
    "unit-" + String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
  }

  static func name(_ number: Int) -> String { "第\(number)号单位" }

  /// Deleted at the end of the benchmark.
  func discard() { Leftovers.put(path) }
}
