import Diagnostics
import Disclosures
import Forms
import Testing

@testable import Validation

/// Phrases of an official template with gaps, and the declared figures behind them.
@Suite struct TemplatePhraseTests {
  private static func field(_ text: String, in set: String = "shanghai/2024/final-accounts") throws -> String? {
    let (form, findings) = SampleDisclosure.formLibrary.load(set)
    try #require(findings.isEmpty)
    let passage = Passage(
      section: 0, kind: .text, bytes: Array(text.utf8), prefix: 0, insertions: [], pieces: [], block: .start(of: "a.md")
    )
    return TemplatePhrases(try #require(form)).field(before: passage.bytes.count, passage, section: "performance")?.path
  }

  @Test(arguments: [
    ("编报绩效目标的 2024 年度项目 ", "绩效.目标项目"), ("编报绩效目标的项目共有 ", "绩效.目标项目"), ("编报绩效目标的2024年度项目48个，涉及预算金额", "绩效.目标金额"),
    ("编报绩效目标的项目 48 个；绩效自评的 2024 年度项目 48 个，涉及预算金额", "绩效.自评金额"),
    ("面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额", "政府采购.小微企业预留项目成交"),
    ("2024 年度本部门面向中小企业预留政府采购项目预算金额", "政府采购.面向中小企业预留"),
  ]) func namesTheFieldBehindIt(text: String, path: String) throws {
    #expect(try Self.field(text) == path)
  }

  @Test(arguments: ["编报绩效目标的工作完成。项目", "编报绩效目标的单位有 3 家；项目", "涉及预算金额", "编报绩效目标的项目中有"])
  func leavesOtherWords(text: String) throws {
    #expect(try Self.field(text) == nil)
  }
}
