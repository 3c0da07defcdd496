/// The parts of a request that an answer depends on.
struct PreviewRequest: Sendable {
  var method: String
  /// The request target as sent: still percent-encoded, with its query.
  var target: String
  var host: String?
  var origin: String?
  var cookie: String?
  /// What a browser tells of why it asks; nil from programs that tell nothing.
  var fetch: Fetch?

  /// The `Sec-Fetch-…` fields, which no page's script can set.
  struct Fetch: Sendable, Hashable {
    var site: String
    var mode: String = ""
    var destination: String = ""

    /// Whether another site's page asks for something to put into itself. Somebody who follows a link is welcome.
    var isForeign: Bool {
      let isOurs = site == "same-origin" || site == "none"
      return !isOurs && !(mode == "navigate" && destination == "document")
    }
  }

  init(
    method: String = "GET", target: String, host: String?, origin: String? = nil, cookie: String? = nil,
    fetch: Fetch? = nil
  ) {
    self.method = method
    self.target = target
    self.host = host
    self.origin = origin
    self.cookie = cookie
    self.fetch = fetch
  }
}
