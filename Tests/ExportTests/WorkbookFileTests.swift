import CXLSXWriter
import Foundation
import TestSupport
import Testing

@testable import Export

@Suite struct WorkbookFileTests {
  private func book(in folders: [String]) throws -> Data {
    try WorkbookFile.bytes(created: "2026-11-21", title: "书", author: "某局", folders: folders) { book in
      worksheet_write_string(workbook_add_worksheet(book, "表"), 0, 0, "格", nil)
    }
  }

  /// No memory files, or no room in them: the disk has both. The bytes tell nothing of the place.
  @Test func aFolderThatCannotBeUsedIsPassedOver() throws {
    try TemporaryFolder.with { folder in
      let plain = try book(in: [folder.path])
      #expect(plain.starts(with: Data("PK".utf8)))
      #expect(try book(in: [folder.path("nowhere"), folder.path]) == plain)
      #expect(try book(in: WorkbookFile.folders) == plain)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
      #expect(throws: WorkbookError.self) { try book(in: [folder.path("nowhere")]) }
    }
  }
}
