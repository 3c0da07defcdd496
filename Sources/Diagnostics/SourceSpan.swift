/// A range of bytes in one input file. Lines and columns are computed when a finding is shown.
package struct SourceSpan: Sendable, Hashable {
  /// The path of the ``SourceFile``.
  package let path: String
  package let lower: Int
  package let upper: Int

  package init(path: String, lower: Int, upper: Int) {
    self.path = path
    self.lower = lower
    self.upper = max(lower, upper)
  }

  package static func == (left: SourceSpan, right: SourceSpan) -> Bool {
    left.lower == right.lower && left.upper == right.upper && left.path.hasSameBytes(as: right.path)
  }

  // Of one place in several files hardly any two meet in one dictionary.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(lower)
    hasher.combine(upper)
  }

  /// The start of a file: for findings about the file as a whole.
  package static func start(of path: String) -> SourceSpan { SourceSpan(path: path, lower: 0, upper: 0) }

  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(path: path, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}

extension SourceSpan: Comparable {
  package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
    (left.path, left.lower, left.upper) < (right.path, right.lower, right.upper)
  }
}
