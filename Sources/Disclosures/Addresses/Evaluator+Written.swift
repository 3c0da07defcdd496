package import Diagnostics
internal import Figures
package import Forms

extension Evaluator {
  /// What an address means that somebody has written; nil where it means nothing here.
  package func value(written address: String) -> Value? {
    (try? ExpressionParser.reference(address, span: .start(of: ""))).flatMap { try? value($0) }
  }
}

extension Evaluator {
  /// What an address has in it, whether or not it is a figure: what a recorded exception lets stand.
  package struct Written: Sendable, Hashable {
    /// As findings write it.
    package let address: String
    package let content: Cell.Content
    package let span: SourceSpan?
    /// A code that the table does not list: an exact zero.
    package let isAbsent: Bool

    /// As a page prints it: `3,825.1738`; nothing for an empty cell.
    package var text: String { Cell(content, span: span ?? .start(of: "")).written }

    /// Whether a text writes the same value: the same number, however grouped and with or without `%` and last zeros
    /// (`0` and `0.00` are two); the same words; nothing for nothing.
    package func isWritten(_ text: String) -> Bool {
      let bare = text.hasSuffix("%") || text.hasSuffix("％") ? String(text.dropLast()) : text
      switch content {
      case .figure(let figure):
        guard case .number(let value, let decimals)? = try? FigureLiteral.read(bare) else { return false }
        // Nothing and next to nothing are printed apart.
        return value == figure.value && (!value.isZero || (decimals == 0) == (figure.written == "0"))
      case .blank: return text.allSatisfy(\.isWhitespace)
      case .notApplicable: return (try? FigureLiteral.read(text)) == .notApplicable
      case .text(let words): return words == text
      case .unreadable: return false
      }
    }
  }

  package func written(_ reference: CellReference) throws(Failure) -> Written {
    if reference.isField { return Written(try field(reference)) }
    if let name = reference.period, let sheet = sheets[name] {
      return try sheet.evaluator.written(reference.without(period: name))
    }
    let (id, period) = try locate(reference)
    if period == nil, let cell = content(of: id), cell.content != .unreadable {
      return Written(address: set.address(of: id), content: cell.content, span: cell.span, isAbsent: false)
    }
    // What this disclosure declares of another period is what it can let stand, not what was published then.
    if let period, let entry = comparatives.cells[period]?[id] {
      return Written(
        address: "\(set.address(of: id))@\(period)", content: .figure(entry.figure), span: entry.span, isAbsent: false)
    }
    return Written(try value(id, period: period))
  }
}

extension Evaluator.Written {
  fileprivate init(_ value: Evaluator.Value) {
    self.init(
      address: value.address, content: value.isAbsent ? .blank : .figure(value.figure), span: value.span,
      isAbsent: value.isAbsent)
  }
}
