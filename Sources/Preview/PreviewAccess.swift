/// Who may see the preview: by which names it is called, and with which secret.
struct PreviewAccess: Sendable {
  /// The query item that carries the secret into a browser, once.
  static let item = "access"

  let address: PreviewAddress
  /// The port the server listens on: what `Host` and `Origin` have to name.
  let port: UInt16
  /// Further names, which the user vouches for; each with its port, where that is another.
  let names: [String]
  /// What a browser must have been given; nil where only this machine can ask.
  let token: String?

  init(address: PreviewAddress = .loopback, port: UInt16, names: [String] = [], token: String? = nil) {
    self.address = address
    self.port = port
    self.names = names.map { $0.lowercased() }
    self.token = token
  }

  /// 192 bits from the system: nobody guesses them.
  static func newToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<3).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Whether a `Host` header names this server.
  ///
  /// A foreign name that resolves to this machine (DNS rebinding) would let its page read drafts, so a name has to be
  /// one we know. An address cannot be made to lead elsewhere: where we listen on all of them, any will do.
  func isOurs(host: String?) -> Bool {
    guard let host = host?.lowercased(), !host.isEmpty else { return false }
    let (name, ownPort) = Self.split(host)
    // Browsers leave the default port out.
    let hasOurPort = (ownPort ?? "80") == String(port)
    if names.contains(host) || names.contains(name) && hasOurPort { return true }
    guard hasOurPort else { return false }
    if name == "localhost" { return address.isLoopback || address.isEvery }
    let bare = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
    guard let asked = PreviewAddress(bare), asked.isIPv6 == name.hasPrefix("[") else { return false }
    return asked == address || address.isEvery
  }

  func isOurs(origin: String) -> Bool {
    let scheme = "http://"
    if origin.hasPrefix(scheme) { return isOurs(host: String(origin.dropFirst(scheme.count))) }
    // What the user vouches for may stand behind a server of its own that speaks TLS.
    let secure = "https://"
    guard origin.hasPrefix(secure) else { return false }
    let host = origin.dropFirst(secure.count).lowercased()
    return names.contains(host) || names.contains(Self.split(host).name)
  }

  /// Whether a request shows the secret in its cookie.
  func isGranted(cookie: String?) -> Bool {
    guard let token else { return true }
    let items = (cookie ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    return items.contains { item in
      item.hasPrefix(cookieName + "=") && Self.isEqual(item.dropFirst(cookieName.utf8.count + 1), token)
    }
  }

  /// Whether a query (`?access=…`) brings the secret.
  func isGranted(query: String) -> Bool {
    guard let token, query.hasPrefix("?\(Self.item)=") else { return false }
    return Self.isEqual(query.dropFirst(Self.item.utf8.count + 2), token)
  }

  /// Cookies know no ports: two previews on one machine need two names.
  var cookie: String { "\(cookieName)=\(token ?? ""); Path=/; HttpOnly; SameSite=Strict" }

  /// Where a browser begins.
  var start: String {
    let place = address.isEvery ? (address.isIPv6 ? "[::1]" : "127.0.0.1") : address.inURL
    return "http://\(place):\(port)/" + (token.map { "?\(Self.item)=\($0)" } ?? "")
  }

  /// The names that are answered, for who came by another.
  var shownNames: String {
    let own = address.isLoopback ? [address.inURL, "localhost"] : [address.isEvery ? "这台机器的地址" : address.inURL]
    return (own.map { "http://\($0):\(port)/" } + names).joined(separator: " 或 ")
  }

  private var cookieName: String { "mingzhang-\(port)" }

  private static func split(_ host: String) -> (name: String, port: String?) {
    guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return (host, nil) }
    return (String(host[..<colon]), String(host[colon...].dropFirst()))
  }

  /// In a time that does not tell how much of it is right.
  private static func isEqual(_ one: some StringProtocol, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
