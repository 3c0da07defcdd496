import Foundation

/// The figures a reader sees on a page: those in the cells of its forms, and those in its prose, in order.
struct ShownFigures: Equatable {
  var cells: [String] = []
  var prose: [String] = []

  init(page: String) {
    let main = Markup.main(of: page)
    let isForm = { (element: Markup) in element.name == "table" && element.has("form") }
    var amounts: [String] = []
    for table in main.all(where: isForm) {
      for cell in table.all("td") {
        let text = cell.text().trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.wholeMatch(of: /-?[0-9][0-9,]*(\.[0-9]+)?%?/) != nil else { continue }
        cells.append(text)
        if cell.has("n") { amounts.append(Self.plain(text)) }
      }
    }
    self.amounts = amounts
    // A definition's words are prose wherever they stand.
    for passage in main.all(where: { $0.has("prose") || $0.name == "dd" }) {
      let text = passage.text(skipping: Self.isAid)
      prose += text.matches(of: /[0-9][0-9,]*(\.[0-9]+)?/).map { String($0.0) }
    }
  }

  /// Explanations of terms that open inside a sentence are not the sentence.
  static func isAid(_ element: Markup) -> Bool { element.has("term-text") || element.name == "button" }

  /// The amounts in the forms' own figure cells, as plain numbers.
  let amounts: [String]

  /// The amounts in the cells of a bare table.
  static func amounts(ofBare page: String) -> [String] {
    Markup.main(of: page).all("td").map { $0.text() }.filter { $0.contains(/^-?[0-9.]+$/) }.map(plain)
  }

  /// Without grouping and without zeros at the end.
  private static func plain(_ amount: String) -> String {
    let digits = amount.replacing(",", with: "")
    return digits.contains(".") ? digits.replacing(/\.?0+$/, with: "") : digits
  }
}
