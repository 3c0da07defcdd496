import TestSupport
import Testing

/// The settings of text and contrast are a script of their own and a part of the layout: what each relies on in the other.
@Suite struct ReaderSettingsTests {
  static func template(_ path: String) throws -> String {
    String(decoding: try Repository.bytes("templates/\(path)"), as: UTF8.self)
  }

  @Test func theScriptStandsInTheHeadBeforeAnythingIsPainted() throws {
    let layout = try Self.template("layout.mustache")
    let head = try #require(layout.split(separator: "</head>").first)
    #expect(head.contains("<script src=\"{{root}}assets/reader.js\"></script>"))
    #expect(layout.contains("{{> part/reader}}"))
  }

  @Test func theButtonsAreHiddenUntilTheScriptShowsThem() throws {
    let part = try Self.template("part/reader.mustache")
    #expect(part.contains(" hidden>"))
    let buttons = part.matches(of: /<button type="button" data-set-[a-z]+="[a-z]+" aria-pressed="(true|false)">/)
    #expect(buttons.count == 4)
  }

  @Test func theScriptAndTheStyleSheetKnowEveryValueOfTheButtons() throws {
    let (part, script) = (try Self.template("part/reader.mustache"), try Self.template("assets/reader.js"))
    let style = try Self.template("assets/style.css")
    for value in part.matches(of: /data-set-[a-z]+="([a-z]+)"/).map(\.output.1) {
      #expect(script.contains("\"\(value)\""))
      #expect(value == "standard" || style.contains("=\"\(value)\"]"))
    }
  }

  /// Storage can be forbidden, and throws where it is.
  @Test func theScriptNeverTouchesTheStoreUnguarded() throws {
    let script = try Self.template("assets/reader.js")
    for line in script.split(separator: "\n") where line.contains("localStorage") { #expect(line.contains("try {")) }
    #expect(!script.contains("cookie") && !script.contains("fetch("))
  }
}
