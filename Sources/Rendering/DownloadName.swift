/// What a file is called once it is downloaded: among forty of them people look for department, year and table. Its
/// address stays short and ASCII.
enum DownloadName {
  /// `某局2020年度部门决算_三公表.xlsx`.
  ///
  /// - Parameter path: its address, which tells the kind of file.
  static func of(_ document: String, _ part: String, at path: PagePath) -> String {
    let name = path.path.split(separator: "/").last ?? ""
    let ending = name.firstIndex(of: ".").map { name[$0...] } ?? ""
    // What some system does not take in a file's name.
    let plain = String(
      "\(document)_\(part)".unicodeScalars.filter { scalar in
        !#"\/:*?"<>|"#.unicodeScalars.contains(scalar) && !scalar.properties.isWhitespace
      })
    return (plain.utf8.count <= 100 ? plain : String(plain.prefix(100))) + ending
  }
}
