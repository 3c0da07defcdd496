import Foundation
import Testing

@testable import Diagnostics

@Suite struct TextReportTests {
  @Test func writesNothingThatATerminalObeys() {
    let file = SourceFile(path: "a.md", text: "甲\u{1B}[2J乙\u{7}\n")
    var finding = Finding(
      rule: "A-1", name: "试", level: .error, message: "有\u{1B}[2J", at: SourceSpan(path: "a.md", lower: 0, upper: 3),
      label: "\u{7}", notes: ["\u{C}"], fix: "\u{9B}2J")
    let report = TextReport(sources: ["a.md": file])
    let note = Finding(rule: "A-2", name: "试", level: .note, message: "\u{8}", at: .start(of: "b\u{1B}.md"))
    var text = report.render([finding, note])
    finding.suppression = Suppression(reason: "\u{1B}c", approver: "甲", expires: nil, span: .start(of: "a.md"))
    text += report.render([finding])
    let controls = text.unicodeScalars.filter { $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value)) }
    #expect(controls.isEmpty, "\(controls)")
    #expect(text.contains("有␛[2J") && text.contains("甲␛[2J乙␇"))
  }

  /// Wherever a line is broken: no number in two, and no mark that closes something at the beginning.
  @Test(arguments: 40...90) func breaksLinesBetweenWords(_ width: Int) {
    let note = "漏了这一行：本年支出合计 17,004.14、基本支出 1,093.42、项目支出 15,910.72，其余为 0；见（content/a/2020/tables/x.yaml）。"
    let finding = Finding(rule: "A-1", name: "试", level: .error, message: "试", notes: [note])
    let lines = TextReport(sources: [:], width: width).render([finding]).split(separator: "\n").dropFirst().map(
      String.init)
    for number in ["17,004.14", "1,093.42", "15,910.72", "content/a/2020/tables/x.yaml"] {
      #expect(lines.contains { $0.contains(number) }, "\(lines)")
    }
    #expect(
      !lines.contains { line in ["，", "、", "；", "）", "。"].contains { line.drop { $0 == " " }.hasPrefix($0) } },
      "\(lines)")
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width + 2 }, "\(lines)")
  }

  @Test func putsCaretsUnderWideCharacters() {
    let file = SourceFile(path: "a.yaml", text: "收入:\n  教育支出: 4.82\n")
    let lower = Array("收入:\n  教育支出: ".utf8).count
    let finding = Finding(
      rule: "X-04", name: "同一类支出在各表的数", level: .error, message: "教育支出 是 4.82", at: file.span(lower..<lower + 4),
      label: "填报 4.82", notes: ["公式：甲 ≡ 乙"], fix: "核对")
    let text = TextReport(sources: ["a.yaml": file]).render([finding])
    #expect(
      text == """
        错误[X-04 同一类支出在各表的数] 教育支出 是 4.82
          ┌─ a.yaml:2:9
         2 │   教育支出: 4.82
           │             ^^^^ 填报 4.82
          = 公式：甲 ≡ 乙
          = 修改：核对


        """)
  }

  @Test func printsALineOnceForSeveralMarks() {
    let file = SourceFile(path: "a.yaml", text: "- [201, 686.28, 668.28]\n- [202, 1, 1]\n")
    let finding = Finding(
      rule: "TC-1", name: "合计", level: .error, message: "不平", at: file.span(8..<14), label: "填报 686.28",
      related: [.init(file.span(16..<22), "668.28"), .init(file.span(32..<33), "1")])
    #expect(
      TextReport(sources: ["a.yaml": file]).render([finding]) == """
        错误[TC-1 合计] 不平
          ┌─ a.yaml:1:9
         1 │ - [201, 686.28, 668.28]
           │         ^^^^^^ 填报 686.28
           │                 ------ 668.28
         2 │ - [202, 1, 1]
           │         - 1


        """)
  }

  @Test func staysInsideTheTerminalOnLongLines() {
    let line = "  - [201, " + String(repeating: "一般公共服务支出, ", count: 40) + "17004.14, 1]"
    let file = SourceFile(path: "t.yaml", text: line)
    let lower = Array(line.utf8).count - Array("17004.14, 1]".utf8).count
    let finding = Finding(
      rule: "R", name: "名", level: .error, message: "m", at: file.span(lower..<lower + 8), label: "")
    let lines = TextReport(sources: ["t.yaml": file], width: 80).render([finding]).split(separator: "\n")
    #expect(lines.contains { $0.contains("17004.14") })
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 80 })
  }

  /// Titles and labels are folded as reasons are; a label that fits stays beside its marks.
  @Test(arguments: [60, 80, 100]) func foldsTitlesAndLabels(_ width: Int) {
    let line = "  公务用车购置及运行费小计: 138000.00"
    let file = SourceFile(path: "t.yaml", text: line)
    let address = "三公表.决算数[公务用车购置及运行费小计] 是 138,000.00，按明细应在 13.79 至 13.81 之间，相差 137,986.20"
    let finding = Finding(
      rule: "T08-2", name: "公务用车购置及运行费等于购置费与运行费之和", level: .error, message: address,
      at: file.span(line.utf8.count - 9..<line.utf8.count), label: "填报 138,000.00",
      related: [.init(file.span(line.utf8.count - 9..<line.utf8.count), "13.80　" + address)])
    let report = TextReport(sources: ["t.yaml": file], foldsTitles: true, width: width).render([finding])
    let lines = report.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width + 2 }, "\(report)")
    #expect(lines.contains { $0.hasSuffix("^^^^^^^^^ 填报 138,000.00") }, "\(report)")
    let plain = report.filter { !$0.isWhitespace && $0 != "│" }
    #expect(plain.components(separatedBy: address.filter { !$0.isWhitespace }).count == 3, "\(report)")
  }

  @Test func showsColourOnlyWhenAsked() {
    let finding = Finding(rule: "R", name: "名", level: .warning, message: "m")
    #expect(!TextReport(sources: [:]).render([finding]).contains("\u{1B}"))
    #expect(TextReport(sources: [:], usesColour: true).render([finding]).contains("\u{1B}[1;33m"))
  }

  @Test func ofTooManyItPrintsTheGravest() {
    let notes = (0..<TextReport.mostFindings).map {
      Finding(rule: "TC-1", name: "行内合计", level: .note, message: "提示 \($0)")
    }
    let error = Finding(rule: "TC-2", name: "总计", level: .error, message: "最后的错误")
    let lines = TextReport(sources: [:]).render(notes + [error]).split(separator: "\n")
    #expect(lines.first == "提示[TC-1] 提示 0")
    #expect(
      lines.suffix(3).map(String.init) == [
        "提示[TC-1] 提示 998", "错误[TC-2 总计] 最后的错误", "……还有 1 条没有列出（mingzhang check --format json 看全部）",
      ])
  }

  @Test func countsWhatNobodyKept() {
    let finding = Finding(rule: "TC-1", name: "行内合计", level: .note, message: "提示")
    #expect(
      TextReport(sources: [:]).render([finding], leftOut: 7).hasSuffix(
        "\n……还有 7 条没有列出（mingzhang check --format json 看全部）\n"))
    #expect(TextReport(sources: [:]).render([finding], leftOut: 0) == "提示[TC-1] 提示\n")
  }

  @Test func writesNotesInOneLine() {
    let finding = Finding(rule: "TC-1", name: "行内合计", level: .note, message: "相差 0.01", notes: ["公式"])
    #expect(TextReport(sources: [:]).render([finding]) == "提示[TC-1] 相差 0.01\n")
  }
}

@Suite struct NearMissTests {
  /// Comparing two names of a million letters takes their lengths multiplied.
  @Test func whatIsAsLongAsAPageIsNoMisspeltName() {
    let long = String(repeating: "名", count: 1000)
    #expect(NearMiss.best(for: long, among: [long + "称"]) == nil)
  }

  @Test(arguments: [
    ("基本支岀", "基本支出"), ("项目支出数", "项目支出"), ("exend", "extend"), ("unti", "unit"),
  ])
  func findsWhatWasMeant(_ typed: String, _ meant: String) {
    #expect(NearMiss.best(for: typed, among: ["基本支出", "项目支出", "extend", "unit"]) == meant)
  }

  @Test func staysSilentWhenNothingIsClose() {
    #expect(NearMiss.best(for: "公务接待", among: ["基本支出", "项目支出"]) == nil)
  }

  /// A term that the glossary lacks is one mistake, however many disclosures select it; all of them stay in other reports.
  @Test func tellsOnceWhatManyDisclosuresHaveAlike() {
    func finding(_ id: String, _ message: String, cell: String? = nil, line: Int = 0) -> Finding {
      var finding = Finding(
        rule: "NAR-21", name: "名词解释", level: .error, message: message,
        at: SourceSpan(path: "content/\(id)/disclosure.yaml", lower: line, upper: line + 1), fix: "写上",
        scope: .disclosure(id))
      finding.cell = cell
      return finding
    }
    let ids = (0..<10).map { "d\($0)/2020/final-accounts" }
    let report = TextReport(sources: [:], width: 200)
    func count(_ findings: [Finding]) -> Int {
      report.render(findings).split(separator: "\n").count { $0.hasPrefix("错误") }
    }
    let all = ids.map { finding($0, "没有“甲”") }
    let text = report.render(all)
    #expect(count(all) == 1 && text.contains("另有 9 份公开件也是这样：\(ids[1])、\(ids[2])") && text.contains("等"), "\(text)")
    #expect(count(Array(all.prefix(2))) == 2)
    #expect(count(all + ids.map { finding($0, "没有“乙”") }) == 2)
    // Cells differ, and two places of one disclosure are two.
    #expect(count(ids.map { finding($0, "是 1.00", cell: "甲表[合计]") }) == 10)
    #expect(count(all + [finding(ids[0], "没有“甲”", line: 9)]) == 2)
  }
}
