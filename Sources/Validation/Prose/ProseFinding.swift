internal import Diagnostics

/// What is wrong with `{{…}}`, of one or of many that lack the same.
struct ProseFinding {
  let message: String
  let span: SourceSpan
  let related: [Finding.LabeledSpan]
  let fix: String?

  /// `message` is true of all `spans`.
  init(message: String, spans: [SourceSpan], fix: String?) {
    self.message = message
    span = spans[0]
    related = spans.dropFirst().prefix(Self.mostPlaces).map { .init($0, "也要用") }
    self.fix = fix
  }

  /// `names` are lacking where `spans` need them.
  init(lead: String, names: [String], spans: [SourceSpan], fix: String) {
    let shown = names.prefix(Self.mostNames).map { "“\($0)”" }.joined(separator: "、")
    self.init(
      message: "\(lead) \(names.count) 项：\(shown)\(names.count > Self.mostNames ? "等" : "")", spans: spans, fix: fix)
  }

  private static let mostNames = 6
  private static let mostPlaces = 4
}

extension Array where Element: Equatable {
  /// Each element once, in their order.
  var distinct: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
