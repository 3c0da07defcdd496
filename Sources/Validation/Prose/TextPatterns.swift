/// Words that a template leaves behind, and marks that stand twice.
enum TextPatterns {
  struct Residue {
    let bytes: [UInt8]
    let isSure: Bool
    let fix: String

    init(_ text: String, isSure: Bool = true, fix: String = "删去模板的文字，写本部门的内容") {
      bytes = Array(text.utf8)
      self.isSure = isSure
      self.fix = fix
    }
  }

  /// What finance bureaus' templates say to whoever fills them in.
  static let residues: [Residue] =
    ["增加（减少）", "减少（增加）", "增长（下降）", "下降（增长）", "增加/减少", "增长/下降", "上升（下降）", "（增加内容）", "大于（小于）", "小于（大于）"].map {
      Residue($0, fix: "只留下符合数据的一个词")
    }
    + ["主要原因是。", "主要原因：。", "主要原因为。", "原因是：。", "主要用于：。", "主要用于。"].map { Residue($0, fix: "写明原因，或删去这句") }
    + [
      "待填", "待补充", "此处填写", "请填写", "填报说明", "作下述说明", "下述说明：", "×××", "XXX", "XX局", "XX单位", "XX部门", "XX万元", "××万元", "xx万元",
      "某某局",
    ].map {
      Residue($0)
    }
    + ["原因：XX", "原因：××", "原因是XX", "原因是××", "原因为XX", "原因为××", "原因是……", "原因：……", "原因为……"].map {
      Residue($0, fix: "写明原因，或删去这句")
    }
    + ["＿＿", "____"].map { Residue($0, fix: "空着没有填，填上或删去这句") }
    + ["增加", "减少", "增长", "下降", "决算为", "预算为"].flatMap { word in
      ["万元，", "万元。", "%，", "%。"].flatMap { [word + $0, word + " " + $0] }
    }.map { Residue($0, fix: "数字漏写了，补上") }
    + ["｛｛"].map { Residue($0, fix: "花括号改用半角的 {{ }}") }
    + ["××"].map { Residue($0, isSure: false, fix: "没有填的补上；隐去的名称写明“已隐去”") }
    + ["各部门按照", "可参照", "由各单位", "列明", "根据实际情况填", "根据实际情况列", "根据实际情况说明", "（如有）", "（请", "没有的请"].map {
      Residue($0, isSure: false, fix: "像是填写要求，核对后删去")
    }

  /// What stands for something to be filled in, where it stands alone.
  static let blanks = ["XX", "xx"].map { Array($0.utf8) }

  static let doubled = ["。。", "，，", "、、", "；；", "：：", "，。", "。，", "、。", "；。", "，；", "；，", "：。"].map { Array($0.utf8) }
  /// Words typed twice.
  static let repeated = ["的的", "了了", "万元万元", "支出支出", "决算决算", "预算预算", "收入收入", "年度年度"].map { Array($0.utf8) }
  /// Words with a character lost, and what they should be.
  static let lost: [(bytes: [UInt8], right: String)] = [("上一度", "上一年度"), ("帐户", "账户")].map {
    (Array($0.0.utf8), $0.1)
  }
}
