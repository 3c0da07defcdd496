internal import Disclosures
internal import Forms

/// Phrases of an official template that stand right before a declared figure and leave no doubt which one it is:
/// `编报绩效目标的…项目`, where `…` is whatever the template leaves to be filled in.
struct TemplatePhrases: Sendable {
  private struct Phrase: Sendable {
    /// What stands between the gaps, in order; the last one right before the figure.
    let pieces: [[UInt8]]
    let field: String
    let sections: [String]
  }

  static let gap: Character = "…"
  /// How far a phrase reaches back, in bytes.
  private static let reach = 240
  private static let fillers: Words = ["共", "计", "有", "为", "是", "总数", "数量"]
  private static let ends: Words = ["。", "；", ";"]

  private let phrases: [Phrase]

  init(_ set: FormSet) {
    phrases = set.proseNames.flatMap { name in
      name.phrases.filter { $0.contains(Self.gap) && name.address.isField }.map { phrase in
        Phrase(
          pieces: phrase.split(separator: Self.gap).map { Array($0.utf8) },
          field: name.address.path.dropFirst().joined(separator: "."), sections: name.sections)
      }
    }
  }

  /// The field that the words before a figure mean, and from where on they say so: of several phrases that fit, the one
  /// that begins last.
  func field(before place: Int, _ passage: Passage, section: String) -> (path: String, range: Range<Int>)? {
    var end = passage.skippingBlanks(before: place)
    while true {
      var found: (path: String, range: Range<Int>)?
      for phrase in phrases where phrase.sections.isEmpty || phrase.sections.contains(section) {
        guard let start = start(of: phrase, endingAt: end, passage), found.map({ $0.range.lowerBound < start }) ?? true
        else { continue }
        found = (phrase.field, start..<end)
      }
      if let found { return found }
      // 编报绩效目标的项目共 25 个.
      guard let filler = Self.fillers.all.first(where: { passage.ends(with: $0, at: end) }) else { return nil }
      end = passage.skippingBlanks(before: end - filler.count)
    }
  }

  private func start(of phrase: Phrase, endingAt end: Int, _ passage: Passage) -> Int? {
    guard let last = phrase.pieces.last, passage.ends(with: last, at: end) else { return nil }
    var start = end - last.count
    let least = max(passage.prefix, end - Self.reach)
    for piece in phrase.pieces.dropLast().reversed() {
      guard least < start, let place = passage.findLast(Words(all: [piece]), in: least..<start),
        passage.find(Self.ends, in: place.upperBound..<start) == nil
      else { return nil }
      start = place.lowerBound
    }
    return start
  }
}
