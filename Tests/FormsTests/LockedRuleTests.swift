import Diagnostics
import Forms
import Testing

/// What an heir may do to rules that its parent has locked.
@Suite struct LockedRuleTests {
  static func load(_ patch: String) -> (FormSet?, [Finding]) {
    let child = ExtendsTests.child
    return SmallSet.formLibrary(
      SmallSet.form + "locked: [TC-2]\n",
      more: [("forms/\(child)/form-set.yaml", "extends: \(SmallSet.id)\nyear: 2021\n" + patch)]
    ).load(child)
  }

  @Test(arguments: [
    ("{id: TC-2, remove: true}", "把它删去"),
    ("{id: TC-2, level: note}", "把它从 error 降为 note"),
    ("{id: TC-2, assert: 本年支出合计 >= 基本支出}", "改了它的 assert"),
    ("{id: TC-2, for: \"支出表[201]\"}", "改了它的 for"),
    ("{id: TC-2, when: 基本支出 > 0}", "改了它的 when"),
  ])
  func isNotTakenAwayInSilence(_ rule: String, _ what: String) {
    let (set, findings) = Self.load("rules:\n  - \(rule)\n")
    #expect(set == nil)
    #expect(findings.map(\.message) == ["规则 TC-2 是上级表样锁定的（locked），这里\(what)"])
    #expect(
      findings.first?.rule == "RULE-01" && findings.first?.primary?.path == "forms/\(ExtendsTests.child)/form-set.yaml")
  }

  @Test func isChangedByWhoeverSaysSo() {
    let (set, findings) = Self.load(
      "overrides: [{rule: TC-2, reason: 本市没有这一栏}]\nrules:\n  - {id: TC-2, remove: true}\n")
    #expect(findings.map(\.message) == [] && set?.rules.isEmpty == true)
  }

  @Test func mayBeWordedOtherwise() {
    let (set, findings) = Self.load("rules:\n  - {id: TC-2, message: 请核对, basis: 本市的文件}\n")
    #expect(findings.map(\.message) == [] && set?.rules.first?.message == "请核对")
  }

  @Test func staysLockedWhateverTheHeirLocks() {
    #expect(Self.load("locked: []\n").0?.locked == ["TC-2"])
    #expect(Self.load("locked: [NAR-02]\n").0?.locked == ["TC-2", "NAR-02"])
  }

  @Test func isNamedInOverridesAloneIfItIsLocked() {
    let (_, findings) = Self.load("overrides: [{rule: TC-9, reason: 没有}]\n")
    #expect(findings.map(\.message) == ["overrides 里的“TC-9”不是上级表样锁定的规则"])
  }
}
