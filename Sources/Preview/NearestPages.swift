internal import Diagnostics

/// The pages someone may have meant by an address that does not exist.
enum NearestPages {
  static let most = 5
  /// Distances are computed for these at most: a site may have tens of thousands of pages.
  private static let mostCompared = 200

  /// Addresses of pages, nearest first: close spellings, then those that share folders with what was asked for.
  static func to(_ path: String, among files: some Sequence<String>) -> [String] {
    let wanted = path.split(separator: "/")
    var ranked: [(score: Int, address: String)] = []
    for file in files {
      guard let address = address(ofPage: file) else { continue }
      let score = likeness(wanted, address.split(separator: "/"))
      ranked.append((score, address))
    }
    ranked.sort { ($1.score, $0.address.utf8.count, $0.address) < ($0.score, $1.address.utf8.count, $1.address) }
    var left = ranked.prefix(mostCompared).map(\.address)
    var nearest: [String] = []
    let asked = path.hasSuffix("/") ? path : path + "/"
    while nearest.count < most, let best = NearMiss.best(for: asked, among: left) {
      nearest.append(best)
      left.removeAll { $0 == best }
    }
    for (score, address) in ranked where score > 0 && nearest.count < most && !nearest.contains(address) {
      nearest.append(address)
    }
    return nearest
  }

  /// `a/b/index.html` is the page `/a/b/`; files that are no pages have no address.
  private static func address(ofPage file: String) -> String? {
    if file == "index.html" { return "/" }
    if file.hasSuffix("/index.html") { return "/" + file.dropLast("index.html".count) }
    return file.hasSuffix(".html") ? "/" + file : nil
  }

  /// Folders in common: from the front they say most, from the back they still say something.
  private static func likeness(_ a: [Substring], _ b: [Substring]) -> Int {
    let front = zip(a, b).prefix { $0 == $1 }.count
    let back = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    return 2 * front + back
  }
}
