package import Diagnostics

/// A value as it stands in a YAML or JSON file: literal text and place, no types guessed.
///
/// `no` stays a word and `13.80` keeps its zero: what a scalar means is decided by whoever asks for it.
package struct Node: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// Literal text. `quoted` tells `""` from nothing at all.
    case scalar(String, quoted: Bool)
    case sequence([Node])
    case mapping([Pair])
  }

  package struct Pair: Sendable, Hashable {
    package let key: Node
    package let value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  /// The text of a scalar; nil for lists and mappings.
  package var text: String? {
    if case .scalar(let text, _) = kind { return text }
    return nil
  }

  package var items: [Node]? {
    if case .sequence(let items) = kind { return items }
    return nil
  }

  package var pairs: [Pair]? {
    if case .mapping(let pairs) = kind { return pairs }
    return nil
  }

  /// The value of a key in a mapping.
  package subscript(key: String) -> Node? {
    pairs?.first { $0.key.text?.hasSameBytes(as: key) ?? false }?.value
  }

  /// Nothing was written: an empty plain scalar, or one of YAML's words for it.
  package var isEmpty: Bool {
    if case .scalar(let text, quoted: false) = kind {
      return text.isEmpty || text.hasSameBytes(as: "~") || text.hasSameBytes(as: "null")
    }
    return false
  }

  /// What users call this kind of value.
  package var kindWord: String {
    switch kind {
    case .scalar: "一个值"
    case .sequence: "一个列表"
    case .mapping: "一组“键: 值”"
    }
  }
}
