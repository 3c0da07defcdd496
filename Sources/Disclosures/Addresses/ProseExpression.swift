package import Diagnostics
internal import Figures
internal import Forms
private import Synchronization

/// What a `{{…}}` in the narrative writes: a figure, or words worked out from two.
package struct ProseExpression: Sendable {
  package enum Failure: Error, Sendable {
    case syntax(String, SourceSpan, fix: String?)
    case value(Evaluator.Failure, SourceSpan)
  }

  static let functions = [
    "金额", "占比", "完成率", "增减", "增减额", "增减率", "差额", "合计", "人均", "其中", "列举", "个数", "逐项说明",
  ]

  let evaluator: Evaluator
  let context: ProseContext
  private let memory: Memory?

  /// What was written at places already: checks ask, then pages, then search.
  final class Memory: Sendable {
    fileprivate let known = Mutex<[SourceSpan: (body: String, result: Result<Output, Failure>)]>([:])
  }

  package init(_ evaluator: Evaluator, context: ProseContext = .empty) {
    self.init(evaluator, context: context, memory: nil)
  }

  init(_ evaluator: Evaluator, context: ProseContext, memory: Memory?) {
    self.evaluator = evaluator
    self.context = context
    self.memory = memory
  }

  /// Evaluates the text between the braces. `span` is its place in the narrative file.
  package func evaluate(_ body: String, span: SourceSpan) throws(Failure) -> Output {
    guard let memory else { return try worked(body, span: span) }
    if let known = memory.known.withLock({ $0[span] }), known.body.hasSameBytes(as: body) {
      return try known.result.get()
    }
    let result = Result { () throws(Failure) in try worked(body, span: span) }
    memory.known.withLock { $0[span] = (body, result) }
    return try result.get()
  }

  private func worked(_ body: String, span: SourceSpan) throws(Failure) -> Output {
    let call: ProseCall
    do {
      call = try ProseCall(body, span: span)
    } catch {
      throw .syntax(error.message, error.span, fix: nil)
    }
    let output = try evaluate(call, at: span)
    guard let literal = call.literal else { return output }
    var typed = Output(
      text: literal, machineValue: output.machineValue, place: output.place, sign: output.sign, sources: output.sources)
    typed.function = output.function
    typed.expected = [output]
    return typed
  }

  private func evaluate(_ call: ProseCall, at span: SourceSpan) throws(Failure) -> Output {
    guard let function = call.function else {
      if let word = call.word, let found = context.words[word] {
        return Output(text: found.text, machineValue: found.machine, place: nil, sources: [])
      }
      if let word = call.word, let fix = context.missing[word] {
        throw .value(.missing("没有“\(word)”可写", fix: fix), span)
      }
      if let word = call.word, evaluator.set.table(named: word) == nil {
        let near = NearMiss.best(for: word, among: ProseContext.vocabulary)
        throw .syntax(
          "“\(word)”不是地址" + (near.map { "，是否为“\($0)”？" } ?? ""), span,
          fix: near.map { "改成 {{\($0)}}" } ?? "地址写成 表[行].栏；单独的词有：" + ProseContext.vocabulary.joined(separator: "、"))
      }
      return try plain(call.arguments[0])
    }
    guard Self.functions.contains(function) else {
      let near = NearMiss.best(for: function, among: Self.functions)
      throw .syntax(
        "没有“\(function)”这个写法" + (near.map { "，是否为“\($0)”？" } ?? ""), span,
        fix: near.map { "改成 \($0)(…)" } ?? "可用：" + Self.functions.joined(separator: "、"))
    }
    var output: Output
    switch function {
    case "金额": output = try amount(call, at: span)
    case "合计": output = try sum(call)
    case "其中", "列举", "个数": output = try list(function, call, at: span)
    case "逐项说明": output = try explanation(call, at: span)
    default:
      guard call.arguments.count == 2 else {
        throw .syntax("\(function) 要两个地址，这里有 \(call.arguments.count) 个", span, fix: "写成 \(function)(甲, 乙)")
      }
      let a = try value(call.arguments[0])
      let b = try value(call.arguments[1])
      if function != "人均", a.unit.isMoney != b.unit.isMoney || (a.unit.isMoney && a.unit != b.unit) {
        throw .syntax("\(a.address) 的单位是\(a.unit.name)，\(b.address) 的单位是\(b.unit.name)，不能相比", span, fix: nil)
      }
      output = try compare(function, a, b, decimals: call.decimals, at: span)
    }
    output.function = function
    return output
  }

  private func plain(_ reference: CellReference) throws(Failure) -> Output {
    let value = try value(reference)
    // In a comparison a code that is not listed is a zero; on its own it is more likely a slip.
    if value.isAbsent {
      throw .value(
        .wrong("\(value.address)：表里没有这一行", fix: "核对编码；确实没有发生额，就用文字写明"), reference.span)
    }
    return figure(value)
  }

  /// A figure as it is printed.
  func figure(_ value: Evaluator.Value) -> Output {
    Output(
      text: value.figure.written, machineValue: value.figure.value.written(decimals: value.figure.decimals),
      place: value, sources: [value])
  }

  /// An amount with its unit, in the unit and with the decimals asked for.
  private func amount(_ call: ProseCall, at span: SourceSpan) throws(Failure) -> Output {
    let value = try value(call.arguments[0])
    guard let own = value.unit.moneyScale else {
      throw .syntax("\(value.address) 的单位是\(value.unit.name)，不是金额", span, fix: "直接写 {{\(value.address)}}")
    }
    let unit = call.unit ?? value.unit
    let wanted = unit.moneyScale ?? own
    let decimals = call.decimals ?? (unit == value.unit ? value.figure.decimals : 2)
    let exact =
      wanted >= own
      ? ExactDecimal(value.figure.value.coefficient, scale: value.figure.value.scale + wanted - own)
      : value.figure.value * ExactDecimal(ExactDecimal.power(own - wanted))
    let shown = exact.rounded(decimals: decimals)
    return Output(
      text: shown.written(decimals: decimals, grouped: true) + " " + unit.name,
      machineValue: shown.written(decimals: decimals), place: value, sources: [value])
  }

  func value(_ reference: CellReference) throws(Failure) -> Evaluator.Value {
    do {
      return try evaluator.value(reference)
    } catch {
      throw .value(error, reference.span)
    }
  }

  private func sum(_ call: ProseCall) throws(Failure) -> Output {
    var values: [Evaluator.Value] = []
    for argument in call.arguments {
      if argument.selector == .all {
        do { values += try evaluator.lines(argument).map(\.value) } catch { throw .value(error, argument.span) }
      } else {
        values.append(try value(argument))
      }
    }
    let total = values.reduce(ExactDecimal.zero) { $0 + $1.figure.value }
    let decimals = values.map(\.figure.decimals).max() ?? 0
    return Output(
      text: total.written(decimals: decimals, grouped: true), machineValue: total.written(decimals: decimals),
      place: nil, sign: " + ", sources: values)
  }
}
