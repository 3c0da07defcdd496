internal import Diagnostics

/// What a section that goes 项 by 项 says of one of them: from its name to the next one's, over several paragraphs.
struct ItemEntry {
  struct Part {
    let passage: Passage
    var range: Range<Int>
  }

  let name: String
  let span: SourceSpan
  var parts: [Part]

  /// The typed entries of a section, by the names of 类, 款 and 项. What `{{…}}` wrote is left out.
  static func all(in passages: [Passage], names: [[[UInt8]]]) -> [ItemEntry] {
    var entries: [ItemEntry] = []
    for passage in passages {
      var start = passage.prefix
      let chains = SubjectPath.marks(in: passage, names: names).filter { chain in
        chain.count > 1 && chain.last?.level == 2 && passage.insertion(at: chain[0].range.lowerBound) == nil
      }
      for chain in chains {
        guard let last = chain.last else { continue }
        append(passage, start..<chain[0].range.lowerBound, to: &entries)
        start = last.range.upperBound
        let span = passage.span(chain[0].range.lowerBound..<last.range.upperBound)
        entries.append(ItemEntry(name: last.name, span: span, parts: []))
      }
      append(passage, start..<passage.bytes.count, to: &entries)
    }
    return entries
  }

  private static func append(_ passage: Passage, _ range: Range<Int>, to entries: inout [ItemEntry]) {
    guard !entries.isEmpty, !range.isEmpty else { return }
    entries[entries.count - 1].parts.append(Part(passage: passage, range: range))
  }
}
