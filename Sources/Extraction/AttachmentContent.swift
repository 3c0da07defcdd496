/// What could be read of an attachment: its words, what it says about itself, and what stayed unread.
package struct AttachmentContent: Sendable, Hashable {
  /// The words of one part of the file.
  package struct Passage: Sendable, Hashable {
    /// The part as people find it: `第 3 页`, `工作表“名单”`, `正文`.
    package let place: String
    package let text: String

    package init(place: String, text: String) {
      self.place = place
      self.text = text
    }
  }

  /// What a file says about itself: author, company, who commented.
  package struct Property: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      /// Filled in with whoever sat at the machine: 作者, 最后修改者, 批注作者.
      case person
      /// Anything else: 单位, 标题.
      case other
    }

    package let kind: Kind
    package let key: String
    package let value: String

    package init(_ kind: Kind, key: String, value: String) {
      self.kind = kind
      self.key = key
      self.value = value
    }
  }

  package var texts: [Passage]
  package var metadata: [Property]
  /// Why the file, or part of it, could not be read; nil where all of it was. Then no check of it may count as passed.
  package var unread: String?

  package init(texts: [Passage] = [], metadata: [Property] = [], unread: String? = nil) {
    self.texts = texts
    self.metadata = metadata
    self.unread = unread
  }
}
