import Diagnostics
import Disclosures
import Testing

@testable import Validation

/// What the text takes from `fields` and is not there is told by its cause.
@Suite struct UndeclaredFieldsTests {
  private static func found(_ change: @escaping ([String]) -> [String]) throws -> [Finding] {
    let (disclosure, reading) = try SampleDisclosure.read(replacing: [
      "disclosure.yaml": { text in
        change(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)).joined(separator: "\n")
      }
    ])
    return DisclosureChecker.check(disclosure, terms: try SampleDisclosure.terms(), today: nil, reading: reading)
      .findings.filter { $0.level == .error && $0.suppression == nil && $0.rule == "PRO-01" }
  }

  /// From a line to the next that stands as far to the left.
  private static func without(_ start: String, _ lines: [String]) -> [String] {
    guard let first = lines.firstIndex(where: { $0.hasPrefix(start) }) else { return lines }
    let depth = lines[first].prefix { $0 == " " }.count
    let rest = lines[(first + 1)...]
    let end = rest.firstIndex { !$0.isEmpty && $0.prefix { $0 == " " }.count <= depth } ?? lines.endIndex
    return Array(lines[..<first] + lines[end...])
  }

  @Test func isSilentWhereAllIsDeclared() throws {
    #expect(try Self.found { $0 }.isEmpty)
  }

  @Test func aMissingGroupIsOneMistake() throws {
    let found = try Self.found { Self.without("  政府采购:", $0) }
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.message.hasPrefix("disclosure.yaml 的 fields 里没有“政府采购”这一组，正文要用其中") ?? false)
    #expect(found.first?.fix == "在 fields 里加上“政府采购”这一组")
    #expect((found.first?.spans.count ?? 0) > 1)
  }

  @Test func aGroupsLostNameSaysWhereItsItemsAreNow() throws {
    let found = try Self.found { lines in lines.filter { $0 != "  政府采购:" } }
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.fix?.contains("现在写在“机关运行经费”下面") ?? false, "\(found.map(\.fix))")
  }

  @Test func noFieldsAtAllIsOneMistake() throws {
    let found = try Self.found { Self.without("fields:", $0) }
    #expect(found.count == 1, "\(found.map(\.message))")
    #expect(found.first?.message.hasPrefix("disclosure.yaml 里没有申报项（fields），正文要用其中") ?? false)
  }

  /// A slip in one item is told as it is, with what it may be.
  @Test func aMissingItemIsToldOnItsOwn() throws {
    let found = try Self.found { lines in lines.map { $0.replacing("中小企业合同金额", with: "中小企业合同总额") } }
    #expect(found.map(\.message) == ["没有申报“政府采购.中小企业合同金额”；fields 里的“政府采购.中小企业合同总额”是不是它？（共 2 处）"])
    #expect(found.map(\.fix) == ["disclosure.yaml 的 fields 里，“政府采购.中小企业合同总额”改成“政府采购.中小企业合同金额”"])
  }

  /// What the form set asks for under its own name is no slip in another.
  @Test func anotherItemIsNotTakenForIt() throws {
    let found = try Self.found { lines in lines.filter { !$0.hasPrefix("    小微企业合同金额") } }
    #expect(found.map(\.fix) == ["在 disclosure.yaml 的 fields 里加上它"], "\(found.map(\.message))")
  }
}
