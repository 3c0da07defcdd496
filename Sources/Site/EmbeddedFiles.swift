private import CTheme
package import Diagnostics

/// The files the tool carries: the default theme, the form sets, and the starter site.
package enum EmbeddedFiles {
  /// The files below `templates/`, `forms/` or `starter/`, as path and bytes, sorted.
  package static func files(below folder: String) -> [(path: String, bytes: [UInt8])] {
    UnsafeBufferPointer(start: mz_embedded_files(), count: Int(mz_embedded_file_count)).compactMap { file in
      let path = String(cString: file.path)
      guard path.hasPrefix(folder + "/") else { return nil }
      return (path, Array(UnsafeBufferPointer(start: file.bytes, count: Int(file.size))))
    }
  }

  package static func sources(below folder: String) -> [SourceFile] {
    files(below: folder).map { SourceFile(path: $0.path, bytes: $0.bytes) }
  }
}
