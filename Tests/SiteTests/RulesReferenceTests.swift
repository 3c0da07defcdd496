import Diagnostics
import Forms
import Foundation
import Rendering
import TestSupport
import Testing

@testable import Site

/// The samples of a form set are executed once, not by every build.
@Suite struct RulesReferenceTests {
  private static let set = "national/2020/final-accounts"

  private static func key(_ text: String) -> ContentKey {
    var key = ContentKey.Builder()
    key.add(text)
    return key.key
  }

  private static func references(
    _ folder: TemporaryFolder, _ library: FormSetLibrary, tool: String = "tool", forms: String = "forms"
  ) -> RulesReferences {
    RulesReferences(
      formLibrary: library, cache: BuildCache(root: folder.path, tool: tool), ownForms: key(forms))
  }

  /// Without any form set at hand only what was kept can answer.
  @Test func isKeptForTheSameToolAndForms() throws {
    try TemporaryFolder.with { folder in
      let first = try #require(Self.references(folder, ShippedDisclosure.formLibrary).reference(of: Self.set))
      #expect(first.rules.count > 50)
      #expect(first.rules.contains { !$0.examples.isEmpty })
      let none = FormSetLibrary(files: [])
      let kept = try #require(Self.references(folder, none).reference(of: Self.set))
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      #expect(try encoder.encode(kept) == encoder.encode(first))
      #expect(Self.references(folder, none, tool: "another").reference(of: Self.set) == nil)
      #expect(Self.references(folder, none, forms: "others").reference(of: Self.set) == nil)
      #expect(Self.references(folder, none).reference(of: "national/2021/final-accounts") == nil)
      var fresh = Self.references(folder, none)
      fresh.cache?.isRead = false
      #expect(fresh.reference(of: Self.set) == nil)
    }
  }

  @Test func nothingIsKeptWithoutACache() throws {
    let references = RulesReferences(formLibrary: ShippedDisclosure.formLibrary)
    #expect(references.reference(of: Self.set)?.title.isEmpty == false)
    #expect(references.reference(of: "nowhere") == nil)
  }
}
