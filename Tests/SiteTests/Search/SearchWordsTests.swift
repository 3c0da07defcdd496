import Diagnostics
import Rendering
import Testing

@testable import Site

/// The everyday words of the search are data, and mistakes in them are told with their place.
@Suite struct SearchWordsTests {
  private static func read(_ text: String) -> ([[String]], [Finding]) {
    var findings: [Finding] = []
    let words = SearchWords.read(SourceFile(path: SearchWords.path, bytes: Array(text.utf8)), &findings)
    return (words, findings)
  }

  @Test func readsEachWordWithWhatItStandsFor() {
    let (words, findings) = Self.read("招待费: [公务接待费]\n三公: [三公经费, 公务用车]\n")
    #expect(words == [["招待费", "公务接待费"], ["三公", "三公经费", "公务用车"]] && findings.isEmpty)
  }

  @Test func saysWhereAWordHasNoList() throws {
    let (words, findings) = Self.read("招待费: [公务接待费]\n三公: 三公经费\n")
    #expect(words == [["招待费", "公务接待费"]])
    let finding = try #require(findings.first)
    #expect(finding.message.contains("三公") && finding.fix != nil)
  }

  @Test func saysThatAListIsNoMapping() {
    let (words, findings) = Self.read("- 招待费\n")
    #expect(words.isEmpty && findings.count == 1)
  }

  @Test func theToolBringsSome() throws {
    let theme = try #require(Theme.load(root: "/nonexistent").0)
    #expect(theme.searchWords.contains { $0.first == "招待费" && $0.contains("公务接待费") })
    #expect(Set(theme.searchWords.compactMap(\.first)).count == theme.searchWords.count)
    #expect(theme.searchWords.allSatisfy { Set($0).count == $0.count }, "a word does not stand for itself")
  }
}
