internal import Diagnostics
internal import CXLSXWriter
private import Foundation

/// What a workbook says of itself.
enum WorkbookProperties {
  /// Without a date of ours the library writes the time of the run, and no two workbooks are alike.
  ///
  /// - Parameters: `title` and `author` are shown by file managers and office programs.
  static func set(
    of book: UnsafeMutablePointer<lxw_workbook>, created: String, title: String = "", author: String = ""
  ) {
    let parts = created.split(separator: "-").compactMap { Int32($0) }
    var day = tm()
    if parts.count == 3 { (day.tm_year, day.tm_mon, day.tm_mday) = (parts[0] - 1900, parts[1] - 1, parts[2]) }
    title.withCString { title in
      author.withCString { author in
        var properties = lxw_doc_properties()
        properties.created = timegm(&day)
        if title.pointee != 0 { properties.title = UnsafeMutablePointer(mutating: title) }
        if author.pointee != 0 { properties.author = UnsafeMutablePointer(mutating: author) }
        workbook_set_properties(book, &properties)
      }
    }
  }
}

extension String {
  /// What a cell of a workbook can hold of it.
  var fittingCell: String {
    let text = withoutXMLForbidden
    return text.utf8.count <= 32_000 ? text : String(text.prefix(32_000))
  }
}
