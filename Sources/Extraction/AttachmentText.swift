/// Reads the text and metadata of attachments, so that what may not be published is found in them too.
///
/// Nothing is written to disk and no path in a file is followed. Whatever a file holds, reading it ends within
/// ``ExtractionLimits`` and never traps.
package enum AttachmentText {
  package static func extract(
    name: String, bytes: [UInt8], limits: ExtractionLimits = .standard
  ) -> AttachmentContent {
    var reader = AttachmentReader(limits: limits)
    reader.read(name: name, bytes: bytes, within: [])
    return reader.content
  }
}
