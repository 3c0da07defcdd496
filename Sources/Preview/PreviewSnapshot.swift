/// What the preview shows at one moment: all a request needs to be answered.
struct PreviewSnapshot: Sendable {
  /// Which state of the pages this is. Unlike any other, also of an earlier run of the server, so that a
  /// browser can tell by comparing whether it shows something old.
  var version: String
  /// The pages of the last good build; none before there was one.
  var pages: PreviewPages?
  /// False before the first build has ended.
  var isBuilt: Bool
  /// Whether the last build was good: all that is shown is of today's files.
  var isGood: Bool
  /// The findings of the last build, good or not.
  var findings: [PreviewFinding]
}
