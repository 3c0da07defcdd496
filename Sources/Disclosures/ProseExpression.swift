package import Diagnostics
internal import Figures
internal import Forms

/// What a `{{…}}` in the narrative writes: a figure, or words worked out from two.
package struct ProseExpression: Sendable {
  /// The text a directive puts on the page, and the cell it leads to.
  package struct Output: Sendable, Hashable {
    package let text: String
    /// The exact value for machines, e.g. `1556.54` or `6.8`.
    package let machineValue: String
    /// The first figure it was made from.
    package let cell: CellID?
    /// How it came about, for readers who ask: `支出表[合计].基本支出 ÷ 支出表[合计].本年支出合计`.
    package var provenance: String { sources.map(\.address).joined(separator: sign) }
    /// What stands between the figures in the provenance.
    let sign: String
    /// Typed in full and proven equal: `{{1,556.54 = …}}`.
    package var isLiteral = false
    /// Every figure that took part.
    package let sources: [Evaluator.Value]
  }

  package enum Failure: Error, Sendable {
    case syntax(String, SourceSpan, fix: String?)
    case value(Evaluator.Failure, SourceSpan)
  }

  static let functions = ["占比", "完成率", "增减", "增减额", "增减率", "差额", "合计", "人均"]

  private let evaluator: Evaluator

  package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

  /// Evaluates the text between the braces. `span` is its place in the narrative file.
  package func evaluate(_ body: String, span: SourceSpan) throws(Failure) -> Output {
    let call: ProseCall
    do {
      call = try ProseCall(body, span: span)
    } catch {
      throw .syntax(error.message, error.span, fix: nil)
    }
    guard let function = call.function else {
      let value = try value(call.arguments[0])
      // In a comparison a code that is not listed is a zero; on its own it is more likely a slip.
      if value.isAbsent {
        throw .value(
          .wrong("\(value.address)：表里没有这一行", fix: "核对编码；确实没有发生额，就用文字写明"), call.arguments[0].span)
      }
      return Output(
        text: value.figure.written, machineValue: value.figure.value.written(decimals: value.figure.decimals),
        cell: value.cell, sign: "", sources: [value])
    }
    guard Self.functions.contains(function) else {
      let near = NearMiss.best(for: function, among: Self.functions)
      throw .syntax(
        "没有“\(function)”这个写法" + (near.map { "，是否为“\($0)”？" } ?? ""), span,
        fix: near.map { "改成 \($0)(…)" } ?? "可用：" + Self.functions.joined(separator: "、"))
    }
    if function == "合计" { return try sum(call) }
    guard call.arguments.count == 2 else {
      throw .syntax("\(function) 要两个地址，这里有 \(call.arguments.count) 个", span, fix: "写成 \(function)(甲, 乙)")
    }
    let a = try value(call.arguments[0])
    let b = try value(call.arguments[1])
    if function != "人均", a.unit.isMoney != b.unit.isMoney || (a.unit.isMoney && a.unit != b.unit) {
      throw .syntax("\(a.address) 的单位是\(a.unit.name)，\(b.address) 的单位是\(b.unit.name)，不能相比", span, fix: nil)
    }
    return try compare(function, a, b, decimals: call.decimals, at: span)
  }

  private func value(_ reference: CellReference) throws(Failure) -> Evaluator.Value {
    do {
      return try evaluator.value(reference)
    } catch {
      throw .value(error, reference.span)
    }
  }

  private func sum(_ call: ProseCall) throws(Failure) -> Output {
    var values: [Evaluator.Value] = []
    for argument in call.arguments { values.append(try value(argument)) }
    let total = values.reduce(ExactDecimal.zero) { $0 + $1.figure.value }
    let decimals = values.map(\.figure.decimals).max() ?? 0
    return Output(
      text: total.written(decimals: decimals, grouped: true), machineValue: total.written(decimals: decimals),
      cell: nil, sign: " + ", sources: values)
  }

  private func compare(
    _ function: String, _ a: Evaluator.Value, _ b: Evaluator.Value, decimals: Int?, at span: SourceSpan
  ) throws(Failure) -> Output {
    let difference = a.figure.value - b.figure.value
    let places = max(a.figure.decimals, b.figure.decimals)
    let amount = difference.magnitude.written(decimals: places, grouped: true)
    func output(_ text: String, _ machine: ExactDecimal, _ decimals: Int, _ sign: String) -> Output {
      Output(
        text: text, machineValue: machine.written(decimals: decimals), cell: a.cell,
        sign: " \(sign) ", sources: [a, b])
    }
    func ratio(_ numerator: ExactDecimal, percent: Bool) throws(Failure) -> ExactDecimal {
      let fallback = percent ? 1 : places
      guard let ratio = numerator.divided(by: b.figure.value, shift: percent ? 2 : 0, decimals: decimals ?? fallback)
      else { throw .syntax("\(b.address) 是 0，不能作分母", span, fix: "改用 增减额，或换一种说法") }
      return ratio
    }
    switch function {
    case "占比", "完成率":
      let share = try ratio(a.figure.value, percent: true)
      return output(share.written(decimals: decimals ?? 1) + "%", share, decimals ?? 1, "÷")
    case "人均":
      let each = try ratio(a.figure.value, percent: false)
      return output(each.written(decimals: decimals ?? places, grouped: true), each, decimals ?? places, "÷")
    case "差额": return output(amount, difference.magnitude, places, "−")
    default: break
    }
    guard !difference.isZero else { return output("持平", .zero, 0, "−") }
    let isRise = !difference.isNegative
    let change = "\(isRise ? "增加" : "减少") \(amount) \(a.unit.name)"
    if function == "增减额" { return output(change, difference, places, "−") }
    // No percentage on a zero base, nor across a change of sign: there is nothing to grow from.
    guard !b.figure.value.isZero, !b.figure.value.isNegative, !a.figure.value.isNegative else {
      if function == "增减率" { throw .syntax("\(b.address) 是 0，没有增减率", span, fix: "改用 增减额") }
      return output(change, difference, places, "−")
    }
    let rate = try ratio(difference.magnitude, percent: true)
    let words = "\(isRise ? "增长" : "下降") \(rate.written(decimals: decimals ?? 1))%"
    return output(function == "增减率" ? words : "\(change)，\(words)", difference, places, "−")
  }
}
