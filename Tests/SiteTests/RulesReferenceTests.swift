import Diagnostics
import Forms
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Site

/// The samples of a form set are executed once, not by every build.
@Suite struct RulesReferenceTests {
  private static let id = "national/2020/final-accounts"
  private static let formSets = FormSetCache(ShippedDisclosure.formLibrary, executesSamples: false)

  @Test func isMadeOnceAndKept() throws {
    try TemporaryFolder.with { folder in
      let cache = BuildCache(root: folder.path, tool: "tool")
      let references = RulesReferences(formSets: Self.formSets, cache: cache)
      let first = try #require(references.reference(of: Self.id))
      #expect(first.rules.count > 50)
      #expect(first.rules.contains { !$0.examples.isEmpty })
      let key = RulesReferences.key(of: try #require(Self.formSets.published(Self.id)), tool: cache.tool)
      let kept = try #require(cache.bytes(named: RulesReferences.name(of: Self.id), key))
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let again = try JSONDecoder().decode(RulesReference.self, from: Data(kept))
      #expect(try encoder.encode(again) == encoder.encode(first))
      // Only what was kept can say this.
      let other = Array(#"{"title": "别的", "rules": [], "unverified": []}"#.utf8)
      cache.store(other, named: RulesReferences.name(of: Self.id), key)
      #expect(references.reference(of: Self.id)?.title == "别的")
      var fresh = cache
      fresh.isRead = false
      #expect(RulesReferences(formSets: Self.formSets, cache: fresh).reference(of: Self.id)?.title == first.title)
      let another = BuildCache(root: folder.path, tool: "another")
      #expect(RulesReferences(formSets: Self.formSets, cache: another).reference(of: Self.id)?.title == first.title)
    }
  }

  /// Of a set or of one of its sheets.
  @Test func aChangeOfAnyFileOfTheSetCounts() throws {
    func key(_ changed: String) throws -> ContentKey {
      let files = try Repository.files(below: "forms").filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".csv") }.map {
        SourceFile(
          path: $0, text: String(decoding: try Repository.bytes($0), as: UTF8.self) + ($0 == changed ? "\n" : ""))
      }
      let set = FormSetCache(FormSetLibrary(files: files), executesSamples: false).published(
        "pingshan/2020/final-accounts")
      return RulesReferences.key(of: try #require(set), tool: "tool")
    }
    let sheet = try #require(Self.formSets.published("pingshan/2020/final-accounts")?.sheets.first)
    let plain = try key("")
    #expect(try key("forms/pingshan/2020/final-accounts/form-set.yaml") != plain)
    #expect(try key("forms/\(sheet.set.id)/form-set.yaml") != plain)
    #expect(try key("forms/shanghai/2024/final-accounts/form-set.yaml") == plain)
  }

  @Test func nothingIsKeptWithoutACache() throws {
    let references = RulesReferences(formSets: Self.formSets, cache: nil)
    #expect(references.reference(of: Self.id)?.title.isEmpty == false)
    #expect(references.reference(of: "nowhere") == nil)
  }
}
