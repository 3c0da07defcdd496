package import Diagnostics
package import Foundation

/// The checkout the tests run in.
package enum Repository {
  package static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  package static func path(_ relative: String) -> String { "\(root)/\(relative)" }

  package static func bytes(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  /// All files below a folder of the repository, as paths relative to the root, sorted.
  package static func files(below folder: String) -> [String] {
    let enumerator = FileManager.default.enumerator(atPath: path(folder))
    var files: [String] = []
    while let name = enumerator?.nextObject() as? String {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path("\(folder)/\(name)"), isDirectory: &isFolder), !isFolder.boolValue
      {
        files.append("\(folder)/\(name)")
      }
    }
    return files.sorted()
  }

  package static func source(_ relative: String) throws -> SourceFile {
    SourceFile(path: relative, bytes: try bytes(relative))
  }
}
