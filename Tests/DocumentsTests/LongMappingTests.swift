import Diagnostics
import TestSupport
import Testing

@testable import Documents

/// Thousands of names in one mapping take no longer each than a few.
@Suite struct LongMappingTests {
  @Test func namesWrittenTwiceAreFoundWithoutGoingThroughAllOthers() {
    let growth = Growth.ofEightfold(400) { count in
      let once = (0..<count).map { "k\($0): 20\n" }.joined()
      let (node, findings) = YAMLReader.read(SourceFile(path: "a.yaml", text: once + once))
      #expect(node?.pairs?.count == count)
      #expect(findings.count == 1)
    }
    #expect(growth < 24)
  }
}
