package import Diagnostics
package import Extraction

/// The files of one disclosure, already read from disk: everything below works on text and places alone.
package struct DisclosureInput: Sendable {
  package let department: String
  package let year: Int
  package let kind: String
  package let main: SourceFile
  package let tables: [SourceFile]
  package let narrative: [SourceFile]
  package let performance: [SourceFile]
  package let attachments: [Attachment]
  /// `suppressions.yaml`.
  package let exceptions: SourceFile?
  /// Whether the site lets its authors write a few harmless HTML tags.
  package var allowsHTML = false
  /// `reasons.yaml`.
  package let reasons: SourceFile?
  /// The paths of files that are there but are not text: each is a finding already, and not missing.
  package let unreadable: [String]

  package init(
    department: String, year: Int, kind: String, main: SourceFile, tables: [SourceFile], narrative: [SourceFile],
    performance: [SourceFile], attachments: [Attachment], exceptions: SourceFile? = nil,
    reasons: SourceFile? = nil, unreadable: [String] = []
  ) {
    self.department = department
    self.year = year
    self.kind = kind
    self.main = main
    self.tables = tables
    self.narrative = narrative
    self.performance = performance
    self.attachments = attachments
    self.exceptions = exceptions
    self.reasons = reasons
    self.unreadable = unreadable
  }

  package var id: String { "\(department)/\(year)/\(kind)" }
}

extension Attachment {
  package static func file(
    name: String, path: String, size: Int, content: AttachmentContent? = nil
  ) -> Attachment {
    Attachment(name: name, path: path, size: size, content: content)
  }
}
