/// The parts of a request that an answer depends on.
struct PreviewRequest: Sendable {
  var method: String
  /// The request target as sent: still percent-encoded, with its query.
  var target: String
  var host: String?
  var origin: String?
  var cookie: String?

  init(method: String = "GET", target: String, host: String?, origin: String? = nil, cookie: String? = nil) {
    self.method = method
    self.target = target
    self.host = host
    self.origin = origin
    self.cookie = cookie
  }
}
