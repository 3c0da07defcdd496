internal import Diagnostics
internal import Disclosures
private import Glibc
private import Synchronization
internal import Validation

/// What departments' documents have in common with their units', put away until all of them are there: which department
/// lists which units is only known then.
final class TotalsStore: Sendable {
  private struct State {
    /// One a department, in the order in which they came.
    var pieces: [SpoolFile.Piece] = []
    var failure: SpoolFile.Unreadable?
  }

  private let spool: SpoolFile?
  private let state = Mutex(State())

  /// - Parameter spool: nil keeps them in memory.
  init(spool: SpoolFile?) { self.spool = spool }

  /// What went wrong reading back what was put away: from then on nothing it says can be relied on.
  var failure: SpoolFile.Unreadable? { state.withLock(\.failure) }

  /// Adds those of the next department.
  func add(_ totals: [DisclosureTotals]) {
    var pack = PackWriter()
    pack.put(totals) { $1.pack(into: &$0) }
    let piece = spool?.put(pack.bytes) ?? .memory(pack.bytes)
    state.withLock { $0.pieces.append(piece) }
  }

  /// Those of a department, by its place among all.
  subscript(department: Int) -> [DisclosureTotals] {
    let piece = state.withLock { $0.pieces[department] }
    do throws(SpoolFile.Unreadable) {
      var pack = PackReader(try SpoolFile.bytes(of: piece, in: spool))
      let totals = try? pack.list { reader throws(PackReader.Damaged) in try DisclosureTotals(from: &reader) }
      guard let totals, pack.isAtEnd else { throw SpoolFile.Unreadable(errno: EIO) }
      return totals
    } catch {
      state.withLock { $0.failure = error }
      return []
    }
  }
}
