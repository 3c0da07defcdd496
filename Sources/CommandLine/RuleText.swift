internal import Diagnostics
internal import Forms
internal import Validation

/// The words of `explain` and of the rules reference.
enum RuleText {
  static func explanation(_ guide: RuleGuide) -> String {
    var text = "\(guide.id)　\(guide.name)\n"
    text += "级别：\(level(guide))\n依据：\(guide.basis)\n"
    if let help = guide.help { text += "\n\(help)\n" }
    if !guide.clauses.isEmpty {
      text += "\n必须成立：\n"
      for clause in guide.clauses { text += "  \(clause.sentence)\n" }
    }
    if let message = guide.message { text += "\n不成立时：\(message)\n" }
    if !guide.examples.isEmpty {
      text += "\n样例（刚刚运行过，没有写到的格是空的）：\n"
      for example in guide.examples {
        text += "  \(example.verdict.word)　\(example.cells.joined(separator: "，"))\n"
        if let message = example.message { text += "        \(message)\n" }
      }
    }
    text += "\n" + (guide.isLocked ? "这条规则不能列为例外，只能改正数据。\n" : exception(guide))
    return text
  }

  /// A rule about how files are written: each of its findings says itself what to do.
  static func format(_ id: String, _ name: String) -> String {
    """
    \(id)　\(name)
    关于文件的写法，与表样无关：读不了或写法有误的地方，每一处的核对结果都写明位置和改法。

    这条规则不能列为例外，只能改正文件。

    """
  }

  /// A check that another rule's findings tell of.
  static func covered(_ check: CoveredCheck) -> String {
    let by =
      check.rules.isEmpty
      ? "不核对。" : "没有单独的编号，由 \(check.rules.joined(separator: "、")) 核对；用 mingzhang explain \(check.rules[0]) 看那条规则。"
    return "\(check.id)　\(check.name)\n\(by)\n\n\(check.help)\n"
  }

  /// The whole reference; the same text for the same rules.
  static func markdown(_ guides: [RuleGuide], of set: FormSet) -> String {
    var text = "# 审核规则\n\n"
    text += "\(set.title)（`\(set.id)`），共 \(guides.count) 条。由规则和运行过的样例生成，不要手改：`mingzhang rules --format markdown`。\n\n"
    text += "| 编号 | 名称 | 级别 | 依据 |\n|---|---|---|---|\n"
    for guide in guides {
      text +=
        "| [\(guide.id)](#\(anchor(guide))) | \(cell(guide.name)) | \(guide.level.word) | \(cell(guide.basis)) |\n"
    }
    for guide in guides {
      text += "\n## \(guide.id) \(guide.name)\n\n"
      text += "\(level(guide))。依据：\(guide.basis)。\(guide.isLocked ? "不能列为例外。" : "")\n"
      if let help = guide.help { text += "\n\(help)\n" }
      if !guide.clauses.isEmpty {
        text += "\n必须成立：\n\n"
        for clause in guide.clauses { text += "- `\(clause.sentence)`\n" }
      }
      if !guide.examples.isEmpty {
        text += "\n样例：\n\n"
        for example in guide.examples {
          text += "- **\(example.verdict.word)**：" + example.cells.map { "`\($0)`" }.joined(separator: "，") + "\n"
          if let message = example.message { text += "  \(message)\n" }
        }
      }
    }
    text += "\n## 由其他规则核对的编号\n\n"
    text += "检查目录里的这些编号没有单独的规则，查出来的问题写的是后面的编号。\n\n| 编号 | 内容 | 由谁核对 | 说明 |\n|---|---|---|---|\n"
    for check in CoveredCheck.all {
      let by = check.rules.isEmpty ? "不核对" : check.rules.joined(separator: "、")
      text += "| \(check.id) | \(cell(check.name)) | \(by) | \(cell(check.help)) |\n"
    }
    return text
  }

  private static func anchor(_ guide: RuleGuide) -> String {
    "\(guide.id) \(guide.name)".lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == " " }.replacing(
      " ", with: "-")
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  private static func level(_ guide: RuleGuide) -> String {
    guard guide.level < guide.declaredLevel else { return guide.level.word }
    return "\(guide.level.word)（本是\(guide.declaredLevel.word)；所依据的表样内容没有核实，先报\(guide.level.word)）"
  }

  private static func exception(_ guide: RuleGuide) -> String {
    // It is judged against what is out, after everything that an exception is for.
    if guide.id == "Y-07" { return "这条规则不能列为例外：改回已公开的数，或登记更正。\n" }
    if guide.clauses.isEmpty, ["NAR-", "MD-", "LNK-"].contains(where: guide.id.hasPrefix) {
      return textException(guide)
    }
    return """
      确有理由保留的，在公开件的 suppressions.yaml 里写明：
        - rule: \(guide.id)
          cell: 核对结果里的单元格（问题不在某一格的，改写 file: 文件名）
          value: 这一格里的值，照数据里的写；这一格改了，例外就失效
          reason: 理由
          approver: 批准人
          expires: 到期日（长期有效就不写）

      """
  }

  /// What is found in the text stands at no cell: the words of the finding say which one is meant.
  private static func textException(_ guide: RuleGuide) -> String {
    """
    确有理由保留的，在公开件的 suppressions.yaml 里写明：
      - rule: \(guide.id)
        file: narrative/那个文件.md
        says: 核对结果里的一段话，连里面的数；数变了，例外就失效
        reason: 理由
        approver: 批准人
        expires: 到期日（长期有效就不写）

    """
  }
}
