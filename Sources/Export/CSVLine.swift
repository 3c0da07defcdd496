/// One line of CSV. A field is quoted where it must be, and kept from being a formula where a spreadsheet could take it
/// for one.
enum CSVLine {
  static func write(_ fields: [String]) -> String {
    fields.map { field in
      let isNumber = field.wholeMatch(of: /-[0-9.,]+/) != nil
      let isFormula = field.first.map { "=+-@\t\r".contains($0) } ?? false
      let safe = isFormula && !isNumber ? "'" + field : field
      guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
      return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
