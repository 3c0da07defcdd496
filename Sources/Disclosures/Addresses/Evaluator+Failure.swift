internal import Diagnostics
internal import Forms

extension Evaluator {
  /// The declared figure that may be meant by a name of the form set's that nobody declared: only one that the form set has
  /// no use for. Rules ask for many figures that nobody has to give, so that it is not looked for with each.
  package func misspeltField(for name: String) -> String? {
    let own = fields.keys.filter { key in !set.fields.contains { $0.path.hasSameBytes(as: key) } }
    return NearMiss.best(for: name, among: own.sorted())
  }

  /// Why a figure cannot be had. Never a pass.
  package enum Failure: Error, Sendable, Hashable {
    /// Nothing is wrong with the address; the data are not there.
    case missing(String, fix: String?)
    /// The table or the cell is missing or cannot be read, which is a finding of its own.
    case unread(String, fix: String?)
    /// The same, in another disclosure of the department: the one that addresses call `period`.
    case unreadRelative(String, period: String)
    /// The address itself cannot be right.
    case wrong(String, fix: String?)
    /// Nobody declared the figure `组.项` (申报项). The form set may know it: then it is like ``missing(_:fix:)``, otherwise
    /// like ``wrong(_:fix:)``.
    case undeclared(String, isKnown: Bool, near: String?)
    /// Nobody says what the figure at the address was in that period (对比数). Where nothing is said of the period at all,
    /// it may be called `near`: then it is like ``wrong(_:fix:)``.
    case uncompared(String, period: String, near: String?)

    package var message: String {
      switch self {
      case .undeclared(let name, isKnown: true, let near):
        "没有申报“\(name)”" + (near.map { "；fields 里的“\($0)”是不是它？" } ?? "")
      case .undeclared(let name, isKnown: false, let near):
        "disclosure.yaml 的 fields 里没有“\(name)”" + (near.map { "，是否为“\($0)”？" } ?? "")
      case .uncompared(_, let period, let near?): "没有“\(period)”的对比数，是否为“\(near)”？"
      case .uncompared(let address, let period, nil): "没有 \(address)@\(period) 的对比数"
      case .missing(let message, _), .unread(let message, _), .unreadRelative(let message, _), .wrong(let message, _):
        message
      }
    }

    /// Whether the data are not there, and nothing is wrong with the address.
    package var isMissing: Bool {
      switch self {
      case .missing, .uncompared(_, _, near: nil), .undeclared(_, isKnown: true, _): true
      case .unread, .unreadRelative, .wrong, .uncompared, .undeclared: false
      }
    }

    package var fix: String? {
      switch self {
      case .missing(_, let fix), .unread(_, let fix), .wrong(_, let fix): fix
      case .uncompared(_, let period, let near?): "comparatives 里的期间改成 \(period)，或这里改成 @\(near)"
      case .uncompared(let address, let period, nil):
        "在 disclosure.yaml 的 comparatives 的“\(period)”下加上 \(address): 数"
      case .unreadRelative(_, let period): "先改正\(period)公开件的问题"
      case .undeclared(let name, isKnown: true, let near):
        near.map { "disclosure.yaml 的 fields 里，“\($0)”改成“\(name)”" } ?? "在 disclosure.yaml 的 fields 里加上它"
      case .undeclared(_, isKnown: false, let near): near.map { "改成 申报.\($0)" } ?? "在 fields 里加上它"
      }
    }
  }
}
