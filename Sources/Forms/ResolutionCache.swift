internal import Diagnostics
private import Synchronization

/// What each address of a form set's rules means: the same for every row a rule is applied to, and for every disclosure of
/// that form, so it is looked up once.
package final class ResolutionCache: Sendable {
  private struct Key: Hashable {
    let text: String
    let place: Int
    /// Bare names are columns of the bound table.
    let table: Int
    let block: Int

    static func == (left: Key, right: Key) -> Bool {
      left.place == right.place && left.table == right.table && left.block == right.block
        && left.text.hasSameBytes(as: right.text)
    }

    // Where it stands in its file tells addresses apart for less than their text does.
    func hash(into hasher: inout Hasher) { hasher.combine(place << 16 ^ table << 8 ^ block) }
  }

  private let known = Mutex<[Key: TableResolution]>([:])

  init() {}

  /// - Parameter tables: those of the form set whose cache it is.
  package func resolve(
    _ reference: CellReference, in tables: [TableForm], context: TableResolution?
  ) throws(TableResolution.Problem) -> TableResolution {
    let key = Key(
      text: reference.text, place: reference.span.lower, table: context?.table ?? -1, block: context?.block ?? -1)
    if let resolution = known.withLock({ $0[key] }) { return resolution }
    let resolution = try TableResolution(reference, in: tables, context: context)
    known.withLock { $0[key] = resolution }
    return resolution
  }
}
