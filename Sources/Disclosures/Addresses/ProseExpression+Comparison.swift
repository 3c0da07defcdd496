internal import Diagnostics
internal import Figures

/// 占比, 完成率, 增减: two figures and what they come to.
extension ProseExpression {
  func compare(
    _ function: String, _ a: Evaluator.Value, _ b: Evaluator.Value, decimals: Int?, at span: SourceSpan
  ) throws(Failure) -> Output {
    let difference = a.figure.value - b.figure.value
    let places = max(a.figure.decimals, b.figure.decimals)
    let amount = difference.magnitude.written(decimals: places, grouped: true)
    func output(_ text: String, _ machine: ExactDecimal, _ decimals: Int, _ sign: String) -> Output {
      Output(
        text: text, machineValue: machine.written(decimals: decimals), place: a,
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
