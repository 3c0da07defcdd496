/// The known name closest to one that was not recognised, for "是否为…？".
package enum NearMiss {
  /// In bytes: four times the longest official name.
  private static let longest = 600

  /// The candidate with the smallest edit distance, if it is close enough to be what was meant:
  /// at most a third of the longer name, and at least one edit for short names. Earlier candidates win ties.
  package static func best(for name: String, among candidates: some Sequence<String>) -> String? {
    // What is longer is no misspelt name, and comparing two such takes their lengths multiplied.
    guard name.utf8.count <= longest else { return nil }
    let wanted = Array(name.unicodeScalars.map(\.value))
    var best: (distance: Int, name: String)?
    for candidate in candidates {
      let other = Array(candidate.unicodeScalars.map(\.value))
      let limit = max(1, max(wanted.count, other.count) / 3)
      guard abs(wanted.count - other.count) <= limit else {
        // A longer official name that contains what was typed is still a good guess.
        if wanted.count >= 2, candidate.contains(name) || (other.count >= 2 && name.contains(candidate)), best == nil {
          best = (limit + 1, candidate)
        }
        continue
      }
      let distance = editDistance(wanted, other)
      if distance <= limit, distance < (best?.distance ?? Int.max) { best = (distance, candidate) }
    }
    return best?.name
  }

  /// Which letters of a name are not those of the right one, where the eye may pass over them: `第 4 个字应是“出”，写成了“岀”`.
  /// nil where they are many, or the names are not of one length.
  package static func slip(in name: String, of right: String) -> String? {
    let typed = Array(name.unicodeScalars), letters = Array(right.unicodeScalars)
    guard typed.count == letters.count, typed.count > 2 else { return nil }
    let places = typed.indices.filter { typed[$0] != letters[$0] }
    guard places.count == 1, let place = places.first else { return nil }
    return "第 \(place + 1) 个字应是“\(letters[place])”，写成了“\(typed[place])”"
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
  static func editDistance(_ a: [UInt32], _ b: [UInt32]) -> Int {
    if a.isEmpty || b.isEmpty { return a.count + b.count }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [Int](repeating: i, count: b.count + 1)
      for j in 1...b.count {
        var value = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { value = min(value, beforeLast[j - 2] + 1) }
        row[j] = value
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
