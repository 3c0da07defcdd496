internal import CXLSXWriter
private import Foundation

/// The dates a workbook carries.
enum WorkbookDates {
  /// Without a date of ours the library writes the time of the run, and no two workbooks are alike.
  static func set(of book: UnsafeMutablePointer<lxw_workbook>, created: String) {
    let parts = created.split(separator: "-").compactMap { Int32($0) }
    var day = tm()
    if parts.count == 3 { (day.tm_year, day.tm_mon, day.tm_mday) = (parts[0] - 1900, parts[1] - 1, parts[2]) }
    var properties = lxw_doc_properties()
    properties.created = timegm(&day)
    workbook_set_properties(book, &properties)
  }
}
