/// The events a page listens for, as they go over the wire.
enum ServerEvent {
  /// How soon a browser asks again after the server went away.
  static let retry = "retry: 1000\n\n"
  /// A comment that keeps the connection open, and lets the server notice those that have gone.
  static let heartbeat = ": 保持连接\n\n"

  static func reload(version: String) -> String { "event: reload\ndata: \(version)\n\n" }
  static func findings(_ snapshot: PreviewSnapshot) -> String {
    "event: findings\ndata: \(FindingPanel(snapshot).json)\n\n"
  }
}
