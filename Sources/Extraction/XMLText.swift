/// The running text of an XML part: paragraphs end lines, cells of a table are kept apart by tabs.
struct XMLText {
  /// Which elements mean what, by local name.
  struct Shape {
    /// The elements whose text counts; nil for all.
    var words: Set<String>?
    var paragraphs: Set<String> = ["p"]
    var cells: Set<String> = ["tc"]
    var rows: Set<String> = ["tr"]
    /// Elements that end with a blank.
    var pieces: Set<String> = []
    var tabs: Set<String> = ["tab"]
    var breaks: Set<String> = ["br", "cr"]
    /// Attributes that name a person, and what to call them.
    var people: [String: String] = [:]

    static let word = Shape(
      words: ["t", "delText", "instrText"],
      people: [
        "comment": "批注作者", "ins": "修订作者", "del": "修订作者", "moveFrom": "修订作者", "moveTo": "修订作者",
        "rPrChange": "修订作者", "pPrChange": "修订作者",
      ])
    static let slide = Shape(words: ["t"])
    static let openDocument = Shape(
      paragraphs: ["p", "h"], cells: ["table-cell", "covered-table-cell"], rows: ["table-row"],
      breaks: ["line-break"])
    static let fixedPage = Shape(words: ["TextCode"], paragraphs: [], cells: [], rows: [], pieces: ["TextObject"])
  }

  private(set) var text = ""
  private(set) var people: [(key: String, name: String)] = []
  /// Why it could not be read to its end.
  private(set) var problem: String?

  init(_ bytes: [UInt8], _ shape: Shape, limit: Int) {
    var text = ""
    var people: [(key: String, name: String)] = []
    var cellDepth = 0
    var wordDepth = 0
    problem = XMLWalk.run(bytes) { event in
      switch event {
      case .start(let name, let attributes):
        if shape.words?.contains(name) ?? false { wordDepth += 1 }
        if shape.cells.contains(name) { cellDepth += 1 }
        if let key = shape.people[name], let author = attributes["author"] { people.append((key, author)) }
      case .text(let words):
        if shape.words == nil || wordDepth > 0 { text += words }
      case .end(let name):
        if shape.words?.contains(name) ?? false { wordDepth -= 1 }
        if shape.paragraphs.contains(name) { text += cellDepth > 0 ? " " : "\n" }
        if shape.tabs.contains(name) { text += "\t" }
        if shape.breaks.contains(name) { text += cellDepth > 0 ? " " : "\n" }
        if shape.pieces.contains(name) { text += " " }
        if shape.cells.contains(name) {
          cellDepth -= 1
          text += "\t"
        }
        if shape.rows.contains(name) { text += "\n" }
      }
      return text.utf8.count <= limit && people.count < 1000
    }
    self.text = text
    self.people = people
  }
}
