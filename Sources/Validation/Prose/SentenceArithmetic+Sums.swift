internal import Figures

/// Lists with their total, totals with their parts.
extension SentenceArithmetic {
  private static let totals: Words = ["共", "共计", "合计", "总计", "共有", "总数为", "合计为", "共计为"]
  /// What makes a number no part of a list: a change, a share, another year.
  private static let otherwise: Words = [
    "增", "减", "升", "降", "多", "少", "占", "上年", "去年", "预算", "完成", "目标", "标准", "平均", "人均", "每", "原因",
  ]
  private static let changes: Words = ["增", "减", "升", "降", "占", "上年", "去年", "标准", "均", "每", "原因", "同期"]
  private static let among: Words = "其中"
  private static let begins: Words = ["其中", "包括", "分别", "按", "含"]

  /// 科室 28 个、临床 36 个，共计 64 个.
  mutating func checkSums(_ sentence: Sentence) {
    for total in sentence.items where countUnit(total) != nil && isOpen(total) {
      let words = lead(total, sentence)
      // 科室 3 个，事业单位 1 个，纳入决算的单位共 2 个: a total of something else.
      guard words.count <= Self.reach, ends(with: Self.totals, words, total), !has(Self.otherwise, words, total),
        isPlainTotal(words, total)
      else { continue }
      var first = total
      while first > sentence.items.lowerBound, isPart(first - 1, of: total, sentence) {
        first -= 1
        if has(Self.begins, lead(first, sentence), first) { break }
      }
      guard total - first >= 2 else { continue }
      // 村 14 个、社区 3 个，共 17 个: what stands before may be no part of it.
      let lists = (first...(total - 2)).map { self.total(Array($0..<total), total) }
      if let good = lists.first(where: holds) {
        confirm(good.terms)
      } else if !isSumOfOthers(first, total) {
        settle(lists[0])
      }
    }
  }

  /// 年中追加 150 万元后为 1,958.61 万元，年初预算共 1,808.61 万元: the last is no total but a part.
  private func isSumOfOthers(_ first: Int, _ total: Int) -> Bool {
    guard total - first == 2 else { return false }
    return (bounds(first) + bounds(total)).meets(bounds(first + 1))
      || (bounds(first + 1) + bounds(total)).meets(bounds(first))
  }

  private static let stops: Words = ["，", "、", "；", "）", ",", ")"]
  private static let besideTotal: Words = [
    "共", "计", "合计", "总", "两", "三", "四", "五", "六", "项", "类", "以上", "上述", "有", "为", "全年", "全部", "数", "等", "并", "者",
  ]

  /// Whether the words behind the last comma say that it is a total, and not of what.
  private func isPlainTotal(_ words: Range<Int>, _ index: Int) -> Bool {
    let passage = passages[quantity(index).passage]
    let start = passage.lastEnd(of: Self.stops, in: words) ?? words.lowerBound
    return Lead(passage, words, year: 0).isOnly(Self.besideTotal, start..<words.upperBound)
  }

  private func isPart(_ index: Int, of whole: Int, _ sentence: Sentence) -> Bool {
    let words = lead(index, sentence)
    return isOfOneUnit(index, whole) && quantity(index).precision == .stated && results[index].verdict != .suspect
      && words.count <= Self.reach && !has(countUnit(index) == nil ? Self.changes : Self.otherwise, words, index)
  }

  private func total(_ parts: [Int], _ total: Int) -> Equation {
    Equation(terms: parts + [total]) { arithmetic in
      let sum = parts.map { arithmetic.bounds($0) }.sum
      return
        "合计写 \(arithmetic.written(total))，\(arithmetic.listed(parts)) 相加是 \(arithmetic.written(sum, like: total))"
    } holds: { values in
      values.dropLast().sum.meets(values[values.count - 1])
    }
  }

  /// 编制 168 人，其中行政 152 人、事业 16 人; 高级职称 186 人（正高 52 人、副高 134 人）.
  mutating func checkParts(_ sentence: Sentence) {
    for first in sentence.items.dropFirst() {
      let isBracket = opensBracket(first, sentence)
      guard isBracket || has(Self.among, lead(first, sentence), first) else { continue }
      // 营造林 186.4 万亩，完成任务 180 万亩的 103.6%，其中……: what is divided may stand before what it is compared with.
      let before = (sentence.items.lowerBound..<first).filter { isWhole($0, of: first, sentence) }
      let wholes = isBracket ? before.filter { $0 == first - 1 } : before.suffix(2).reversed()
      let parts = parts(from: first, sentence, isBracket: isBracket)
      guard !wholes.isEmpty, !parts.isEmpty, (parts + wholes).contains(where: isOpen) else { continue }
      let sums = wholes.map { total(parts, $0) }
      // 其中债券 12,000 万元、自筹 6,600 万元，……到位 3,000 万元: the first come to it.
      let some = (2..<max(2, parts.count)).flatMap { count in wholes.map { total(Array(parts.prefix(count)), $0) } }
      if parts.count > 1, let good = (sums + some).first(where: holds) {
        confirm(good.terms)
      } else if wholes[0] == first - 1, countUnit(first) != nil,
        // 一级 4,027 人、二级 2,318 人，其中重度（一、二级）6,345 人: of all that is listed.
        let most = Optional(before.map(bounds).sum.upper),
        let part = parts.first(where: {
          ($0 == first || isNextInList($0, sentence)) && bounds($0).lower > max(bounds(wholes[0]).upper, most)
        })
      {
        settle(more(part, wholes[0]))
      } else if parts.count > 1 {
        settleOne(sums.map { weighed($0, sentence, isBracket: isBracket) })
      }
    }
  }

  /// How sure it is that the parts are all there is.
  private func weighed(_ sum: Equation, _ sentence: Sentence, isBracket: Bool) -> Equation {
    var equation = sum
    let parts = Array(sum.terms.dropLast())
    let whole = quantity(sum.terms[parts.count])
    let digits = whole.value.coefficient(atScale: whole.decimals)
    equation.allowsDigit =
      digits >= 1_000 || digits >= 100 && isOneDivision(parts, sentence) || digits >= 10 && isBracket
    let sumOfParts = parts.map(bounds).sum
    equation.isSure =
      isExclusive(parts, sentence) && sumOfParts.lower > bounds(sum.terms[parts.count]).upper
    return equation
  }

  private static let aims: Words = ["目标", "计划", "任务", "比"]

  private func isWhole(_ index: Int, of part: Int, _ sentence: Sentence) -> Bool {
    let words = lead(index, sentence)
    return isOfOneUnit(index, part) && quantity(index).precision == .stated && results[index].verdict != .suspect
      && !has(Self.changes, words, index)
      && (index == sentence.items.lowerBound || !has(Self.aims, words, index) || countUnit(index) == nil)
  }

  private func parts(from first: Int, _ sentence: Sentence, isBracket: Bool) -> [Int] {
    var parts: [Int] = []
    for index in first..<sentence.items.upperBound {
      // 其他 3 处 3,900 平方米: a number of what the next is the size of.
      let isBeside = index + 1 < sentence.items.upperBound && isBlank(lead(index + 1, sentence), index)
      if isBeside, !isOfOneUnit(index, first) { continue }
      guard isPart(index, of: first, sentence),
        index == first || !has(isBracket ? Words.closing : Self.closed, lead(index, sentence), index)
      else { break }
      parts.append(index)
    }
    return parts
  }

  /// 、乙 B: a list goes on, where 编发信息 42 篇 behind a comma is something else.
  private func isNextInList(_ index: Int, _ sentence: Sentence) -> Bool {
    let passage = passages[quantity(index).passage]
    return passage.starts(with: Self.joints, at: lead(index, sentence).lowerBound)
  }

  private static let joints: Words = ["、", "和", "及", "；"]

  private func isBlank(_ words: Range<Int>, _ index: Int) -> Bool {
    passages[quantity(index).passage].bytes[words].allSatisfy { $0 <= 0x20 }
  }

  private static let noDivision: Words = ["不含", "不包括", "满分", "含", "约", "折合", "占", "比", "较", "其中"]

  /// 22 名（行政编制 9 名、……）: a bracket right behind a number.
  private func opensBracket(_ index: Int, _ sentence: Sentence) -> Bool {
    guard countUnit(index) != "分", isOfOneUnit(index - 1, index) else { return false }
    let words = lead(index, sentence)
    let passage = passages[quantity(index).passage]
    return words.count <= Self.reach && !has(Words.closing, words, index)
      && passage.starts(with: Words.opening, at: words.lowerBound)
      && !has(Self.noDivision, words, index)
  }

  private static let kinds = [
    "行政编制", "事业编制", "工勤编制", "参公编制", "行政人员", "事业人员", "参公人员", "公务员", "工勤", "在编", "编外", "聘用", "男", "女", "正高", "副高", "货物",
    "工程",
    "服务", "医师", "护士", "药师", "技师",
  ]

  /// 行政编制、事业编制: nobody is both.
  private func isExclusive(_ parts: [Int], _ sentence: Sentence) -> Bool {
    let passage = passages[quantity(parts[0]).passage]
    let named = parts.map { part in
      let words = passage.string(lead(part, sentence))
      return Self.kinds.first { words.contains($0) }
    }
    return !named.contains(nil) && Set(named).count == named.count
  }

  /// 医疗收入按来源分，门急诊 51,102.19 万元、住院 87,011.85 万元: a list of amounts no table has, and one before it that it
  /// adds up to.
  mutating func checkLists(_ sentence: Sentence) {
    var first = sentence.items.lowerBound
    while first < sentence.items.upperBound {
      var end = first
      while end < sentence.items.upperBound, quantity(end).unit.isMoney, isOpen(end), isPart(end, of: first, sentence),
        end == first || !has(Self.closed, lead(end, sentence), end)
      {
        end += 1
      }
      if end - first >= 2 { checkList(Array(first..<end), sentence) }
      first = max(end, first + 1)
    }
  }

  private mutating func checkList(_ parts: [Int], _ sentence: Sentence) {
    // 甲 A、乙 B、丙 C, of which A may be known: the others do not come to it.
    let passage = passages[quantity(parts[0]).passage]
    // 、空调 18 台 81,000 元.
    let head =
      parts[0] > sentence.items.lowerBound && isBlank(lead(parts[0], sentence), parts[0]) ? parts[0] - 1 : parts[0]
    guard !passage.starts(with: Words.enumeration, at: lead(head, sentence).lowerBound) else { return }
    let wholes = (sentence.passage.lowerBound..<parts[0]).filter {
      quantity($0).unit.isMoney && quantity($0).precision == .stated && results[$0].verdict != .suspect
    }
    let sums = wholes.suffix(4).reversed().map { total(parts, $0) }
    if let good = sums.first(where: holds) { return confirm(good.terms) }
    // Long amounts agree with nothing by chance.
    settleOne(
      sums.filter { sum in
        let whole = quantity(sum.terms[parts.count])
        return whole.value.coefficient(atScale: whole.decimals) >= Self.tellingAmount
      })
  }

  private static let tellingAmount: Int128 = 10_000
  private static let closed: Words = ["；", ";", "其中", "共", "合计", "总计"]

  private func more(_ part: Int, _ whole: Int) -> Equation {
    Equation(terms: [whole, part]) { arithmetic in
      "“其中”写 \(arithmetic.written(part))，比前面的 \(arithmetic.written(whole)) 还多"
    } holds: {
      $0[1].lower <= $0[0].upper
    }
  }

  /// 行政编制、事业编制; 在职人员、聘用人员: names that end alike divide the whole, others may overlap or leave something out.
  private func isOneDivision(_ parts: [Int], _ sentence: Sentence) -> Bool {
    let passage = passages[quantity(parts[0]).passage]
    let ends = parts.map { part in
      String(passage.string(lead(part, sentence)).suffix(2))
    }
    return Set(ends).count == 1 && ends[0].count == 2
  }
}
