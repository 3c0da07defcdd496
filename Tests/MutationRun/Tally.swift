import Figures

/// How many planted errors of one table came to what.
struct Tally {
  var caught = 0
  var withinRounding = 0
  var uncovered = 0
  var missed = 0
  /// Caught errors of at least 0.10, and how many of their reports point at the cell.
  var blamable = 0
  var blamed = 0
  var byKind: [Slip: (right: Int, all: Int)] = [:]
  var missedCells: [String] = []
  /// Caught errors whose reports all point at other cells, with those.
  var misled: [String] = []

  mutating func add(_ outcome: Outcome, _ slip: Slip, _ target: Target, gap: ExactDecimal) {
    switch outcome {
    case .caught(let elsewhere):
      caught += 1
      guard gap >= ExactDecimal(1, scale: 1) else { return }
      blamable += 1
      byKind[slip, default: (0, 0)].all += 1
      if let elsewhere {
        misled.append("\(target.address) \(target.figure.written) \(slip.rawValue)：\(elsewhere.joined(separator: "；"))")
      } else {
        blamed += 1
        byKind[slip, default: (0, 0)].right += 1
      }
    case .withinRounding: withinRounding += 1
    case .uncovered: uncovered += 1
    case .missed:
      missed += 1
      missedCells.append("\(target.address) \(target.figure.written) \(slip.rawValue)")
    }
  }

  mutating func add(_ other: Tally) {
    caught += other.caught
    withinRounding += other.withinRounding
    uncovered += other.uncovered
    missed += other.missed
    blamable += other.blamable
    blamed += other.blamed
    byKind.merge(other.byKind) { ($0.right + $1.right, $0.all + $1.all) }
    missedCells += other.missedCells
    misled += other.misled
  }

  static let head = "查出\t舍入容得下\t没有算式\t漏查\t指准\t表"

  func line(_ name: String) -> String {
    "\(caught)\t\(withinRounding)\t\(uncovered)\t\(missed)\t\(blamed)/\(blamable)\t\(name)"
  }
}
