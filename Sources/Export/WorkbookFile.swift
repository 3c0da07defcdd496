internal import CXLSXWriter
internal import Diagnostics
internal import Foundation

/// Why a workbook could not be made.
package struct WorkbookError: Error {
  package let message: String
}

/// One workbook from the library that writes them.
enum WorkbookFile {
  typealias Book = UnsafeMutablePointer<lxw_workbook>

  /// Its bytes, which depend on what is put in and on `created` (`YYYY-MM-DD`) alone.
  ///
  /// - Parameters:
  ///   - title: shown by file managers and office programs, as `author` is.
  ///   - folders: where it may be put together; the next is tried where one has no room or is not there.
  ///   - fill: puts the sheets in, once for each folder that is tried.
  static func bytes(
    created: String, title: String = "", author: String = "", folders: [String] = folders,
    _ fill: (Book) throws(WorkbookError) -> Void
  ) throws(WorkbookError) -> Data {
    var failure = WorkbookError(message: "不能新建工作簿")
    for folder in folders {
      do {
        return try bytes(in: folder, created: created, title: title, author: author, fill)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// The library puts each of a workbook's dozen parts into a file of its own first. Where the system has files that are
  /// in memory, that takes a fraction of the time.
  static let folders =
    ["/dev/shm"].filter { FileManager.default.isWritableFile(atPath: $0) }
    + [FileManager.default.temporaryDirectory.path]

  private static func bytes(
    in folder: String, created: String, title: String, author: String, _ fill: (Book) throws(WorkbookError) -> Void
  ) throws(WorkbookError) -> Data {
    let path = "\(folder)/mingzhang-\(UUID().uuidString).xlsx"
    defer { unlink(path) }
    let book: Book? = folder.withCString { folder in
      var options = lxw_workbook_options()
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      // Takes a copy of it.
      return workbook_new_opt(path, &options)
    }
    guard let book else { throw WorkbookError(message: "不能新建工作簿") }
    set(of: book, created: created, title: title, author: author)
    // Closing frees the book, so it is closed whatever happens.
    let filled: Result<Void, WorkbookError>
    do {
      try fill(book)
      filled = .success(())
    } catch {
      filled = .failure(error)
    }
    let status = workbook_close(book)
    try filled.get()
    guard status == LXW_NO_ERROR, let data = FileManager.default.contents(atPath: path) else {
      throw WorkbookError(message: "写工作簿出错：" + String(cString: lxw_strerror(status)))
    }
    return data
  }

  /// Without a date of ours the library writes the time of the run, and no two workbooks are alike.
  private static func set(of book: Book, created: String, title: String, author: String) {
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
