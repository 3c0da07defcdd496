/// A page's content security policy, opened just far enough for the preview's own script, style and events.
enum ContentSecurityPolicy {
  private struct Directive {
    var name: String
    var sources: [String]

    /// The same, with this server allowed: `'none'` only counts alone.
    func allowingSelf(as name: String? = nil) -> Directive {
      var kept = sources.filter { $0.lowercased() != "'none'" }
      if !kept.contains(where: { $0.lowercased() == "'self'" }) { kept.append("'self'") }
      return Directive(name: name ?? self.name, sources: kept)
    }
  }

  /// What the panel needs; each falls back to `default-src` where a policy leaves it out.
  private static let needed = ["script-src", "connect-src", "style-src"]
  /// These go before `script-src` and `style-src` for elements, where a policy has them.
  private static let closer = ["script-src-elem", "style-src-elem"]

  /// The policy with `'self'` in what the preview needs; every other directive stays as it is.
  static func relaxed(_ policy: String) -> String {
    var directives = parse(policy)
    let fallback = directives.first { $0.name == "default-src" }
    for name in needed + closer {
      if let index = directives.firstIndex(where: { $0.name == name }) {
        directives[index] = directives[index].allowingSelf()
      } else if needed.contains(name), let fallback {
        directives.append(fallback.allowingSelf(as: name))
      }
      // Without a `default-src`, what a policy does not name is allowed already; naming it would forbid the rest.
    }
    return directives.map { ([$0.name] + $0.sources).joined(separator: " ") }.joined(separator: "; ")
  }

  private static func parse(_ policy: String) -> [Directive] {
    policy.split(separator: ";").compactMap { part in
      let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
      guard let name = words.first else { return nil }
      return Directive(name: name.lowercased(), sources: Array(words.dropFirst()))
    }
  }
}
