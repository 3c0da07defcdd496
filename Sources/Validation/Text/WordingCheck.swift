internal import Diagnostics
internal import Disclosures
internal import Forms
internal import Markdown

/// STR-12: a department's document does not call itself a unit's, nor the other way round. The word decides what the
/// totals cover.
enum WordingCheck {
  static func run(_ disclosure: Disclosure, passages: [Passage]) -> [Finding] {
    let title = disclosure.set.kindTitle
    let word = title.contains("部门") ? "部门" : title.contains("单位") ? "单位" : nil
    guard let word else { return [] }
    let other = word == "部门" ? "单位" : "部门"
    var findings: [Finding] = []
    if word == "部门", let type = disclosure.departmentType,
      ["下属", "所属", "基层", "二级", "本级"].contains(where: { type.contains($0) })
    {
      findings.append(
        finding(
          "department.yaml 说这是“\(type)”，公开件却是\(title)", at: disclosure.span,
          fix: "form-set 换成单位的（例如 \(Self.unitSet(disclosure.set.id))；有哪些用 mingzhang forms 看），或改正 type"))
    }
    let words: Words = ["\(other)决算", "\(other)预算"]
    for passage in passages {
      let all = passage.prefix..<passage.bytes.count
      guard passage.contains(words, in: all), let found = misnamed(passage.text, as: other)
      else { continue }
      findings.append(
        finding(
          "这是\(title)，这里却写作“\(found)”", at: passage.block,
          fix: word == "部门"
            ? "统一写成“\(title)”；确是单位的，form-set 换成单位的（例如 \(Self.unitSet(disclosure.set.id))）；确指所属单位的，写明是哪个单位"
            : "统一写成“\(title)”；确是部门的，换成部门的表样集"))
    }
    return findings
  }

  private static func unitSet(_ id: String) -> String { "\(id)-unit" }

  /// What the document calls itself: 2020年度单位决算, 本单位2020年度决算 is not enough to tell.
  private static func misnamed(_ text: String, as other: String) -> String? {
    let pattern =
      other == "单位"
      ? /(?:[0-9]{4} ?年度?|本年度)单位(?:决算|预算)(?!构成|编报|汇总)/ : /(?:[0-9]{4} ?年度?|本年度)部门(?:决算|预算)(?!构成|编报|汇总)/
    return text.firstMatch(of: pattern).map { String($0.0) }
  }

  private static func finding(_ message: String, at span: SourceSpan, fix: String) -> Finding {
    Finding(
      builtIn: "STR-12", level: .warning, message: message, at: span,
      fix: fix)
  }
}
