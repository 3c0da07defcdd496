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
    /// Attributes with words of their own, by element.
    var attributes: [String: [String]] = [:]
    /// Elements with words that are struck out, and around those that took their place.
    var struckOut: Set<String> = []
    var inserted: Set<String> = []
    /// Whether a blank ends every element: nobody says what belongs together.
    var isLoose = false

    static let word = Shape(
      words: ["t", "delText", "instrText"],
      people: [
        "comment": "批注作者", "ins": "修订作者", "del": "修订作者", "moveFrom": "修订作者", "moveTo": "修订作者",
        "rPrChange": "修订作者", "pPrChange": "修订作者",
      ], attributes: ["fldSimple": ["instr"], "docPr": ["descr", "title"], "textpath": ["string"]],
      struckOut: ["delText"], inserted: ["ins", "moveTo"])
    static let slide = Shape(words: ["t"], attributes: ["cNvPr": ["descr", "title"]])
    /// Parts beside the text that carry words: charts' titles, drawings, data for forms, variables.
    static let other = Shape(attributes: ["docVar": ["val"]], isLoose: true)
    static let openDocument = Shape(
      paragraphs: ["p", "h"], cells: ["table-cell", "covered-table-cell"], rows: ["table-row"],
      breaks: ["line-break"])
    static let fixedPage = Shape(words: ["TextCode"], paragraphs: [], cells: [], rows: [], pieces: ["TextObject"])
  }

  private(set) var text = ""
  /// The paragraphs in which something is struck out, as they were before.
  private(set) var former = ""
  private(set) var people: [(key: String, name: String)] = []
  /// Why it could not be read to its end.
  private(set) var problem: String?

  init(_ bytes: [UInt8], _ shape: Shape, limit: Int) {
    var text = ""
    var people: [(key: String, name: String)] = []
    var cellDepth = 0
    var wordDepth = 0
    var struckDepth = 0
    var insertedDepth = 0
    var former = ""
    var paragraph = (text: "", isChanged: false)
    problem = XMLWalk.run(bytes) { event in
      switch event {
      case .start(let name, let attributes):
        if shape.words?.contains(name) ?? false { wordDepth += 1 }
        if shape.struckOut.contains(name) { struckDepth += 1 }
        if shape.inserted.contains(name) { insertedDepth += 1 }
        for key in shape.attributes[name] ?? [] {
          if let words = attributes[key], !words.isEmpty { text += " \(words) " }
        }
        if shape.cells.contains(name) { cellDepth += 1 }
        if let key = shape.people[name], let author = attributes["author"] { people.append((key, author)) }
      case .text(let words):
        guard shape.words == nil || wordDepth > 0 else { return true }
        if struckDepth == 0 { text += words }
        if !shape.struckOut.isEmpty {
          if insertedDepth == 0 || struckDepth > 0 { paragraph.text += words }
          if struckDepth > 0 { paragraph.isChanged = true }
        }
      case .end(let name):
        if shape.words?.contains(name) ?? false { wordDepth -= 1 }
        if shape.struckOut.contains(name) { struckDepth -= 1 }
        if shape.inserted.contains(name) { insertedDepth -= 1 }
        if shape.paragraphs.contains(name), !shape.struckOut.isEmpty {
          if paragraph.isChanged { former += paragraph.text + "\n" }
          paragraph = ("", false)
        }
        if shape.paragraphs.contains(name) { text += cellDepth > 0 ? " " : "\n" }
        if shape.tabs.contains(name) { text += "\t" }
        if shape.breaks.contains(name) { text += cellDepth > 0 ? " " : "\n" }
        if shape.isLoose || shape.pieces.contains(name) { text += " " }
        if shape.cells.contains(name) {
          cellDepth -= 1
          text += "\t"
        }
        if shape.rows.contains(name) { text += "\n" }
      }
      return text.utf8.count + former.utf8.count <= limit && people.count < 1000
    }
    if paragraph.isChanged { former += paragraph.text }
    self.text = text
    self.former = former
    self.people = people
  }
}
