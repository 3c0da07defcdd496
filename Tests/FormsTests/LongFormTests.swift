import Diagnostics
import Forms
import TestSupport
import Testing

@Suite struct LongFormTests {
  /// Each entry of an heir is laid over the parent's of the same name.
  @Test func anHeirOfThousandsOfEntriesIsReadInTheTimeOfAsManyLines() {
    let growth = Growth.ofEightfold(150) { count in
      let entries = (0..<count).map { "  - {id: s\($0), title: 章节\($0), optional: true}\n" }.joined()
      let heir = "extends: \(SmallSet.id)\nsections:\n\(entries)"
      let (set, findings) = SmallSet.formLibrary(more: [("forms/own/2020/final-accounts/form-set.yaml", heir)])
        .load("own/2020/final-accounts")
      #expect(findings.map(\.message) == [])
      #expect(set?.sections.count == count + 1)
    }
    #expect(growth < 24)
  }
}
