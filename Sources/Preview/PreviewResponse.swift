/// An answer, before any socket knows of it.
struct PreviewResponse: Sendable {
  enum Body: Sendable, Hashable {
    case bytes([UInt8])
    /// The stream of server-sent events.
    case events
  }

  var status: Int
  var headers: [String: String]
  var body: Body

  init(status: Int, type: String, body: Body) {
    self.status = status
    headers = [
      "Content-Type": type,
      // The next edit makes any copy wrong.
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      // Drafts are not for the pages of other sites to embed.
      "Cross-Origin-Resource-Policy": "same-origin",
      // Besides the page's own policy, which cannot say this: only a header can.
      "Content-Security-Policy": "frame-ancestors 'none'",
      "X-Frame-Options": "DENY",
      // An address may carry the secret that lets a browser in.
      "Referrer-Policy": "same-origin",
    ]
    self.body = body
  }

  static func html(_ text: String, status: Int) -> PreviewResponse {
    PreviewResponse(status: status, type: ContentType.html, body: .bytes(Array(text.utf8)))
  }

  static func text(_ text: String, status: Int) -> PreviewResponse {
    PreviewResponse(status: status, type: ContentType.plain, body: .bytes(Array((text + "\n").utf8)))
  }

  /// The same without a body, as `HEAD` asks for.
  var withoutBody: PreviewResponse {
    var copy = self
    if case .bytes(let bytes) = body { copy.headers["Content-Length"] = String(bytes.count) }
    copy.body = .bytes([])
    return copy
  }
}
