internal import Extraction
private import Synchronization

/// What was read of attachments, kept while the process runs: a preview that rebuilds on every edit reads each file once.
///
/// Keyed by content, so that it cannot be stale; a single check pays one pass of hashing.
final class AttachmentCache: Sendable {
  static let shared = AttachmentCache()

  private struct Key: Hashable {
    let name: String
    let bytes: Int
    let hash: Int
  }

  private let kept = Mutex((contents: [Key: AttachmentContent](), text: 0))
  /// Bytes of text to keep at most.
  private let limit = 32 << 20

  func content(name: String, bytes: [UInt8]) -> AttachmentContent {
    let key = Key(name: name, bytes: bytes.count, hash: bytes.hashValue)
    if let known = kept.withLock({ $0.contents[key] }) { return known }
    let content = AttachmentText.extract(name: name, bytes: bytes)
    let size = content.texts.reduce(0) { $0 + $1.text.utf8.count }
    kept.withLock { kept in
      if kept.text + size > limit { kept = ([:], 0) }
      guard size <= limit, kept.contents[key] == nil else { return }
      kept.contents[key] = content
      kept.text += size
    }
    return content
  }
}
