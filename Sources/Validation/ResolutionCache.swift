internal import Diagnostics
internal import Forms

/// What each address of the rules means in this form set: the same for every row a rule is applied to, so looked up once.
final class ResolutionCache {
  private struct Key: Hashable {
    let text: String
    /// Bare names are columns of the bound table.
    let table: Int
    let block: Int

    static func == (left: Key, right: Key) -> Bool {
      left.table == right.table && left.block == right.block && left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(table << 8 ^ block)
      hasher.combine(bytesOf: text)
    }
  }

  private let tables: [TableForm]
  private var known: [Key: TableResolution] = [:]

  init(_ set: FormSet) { tables = set.tables }

  func resolve(
    _ reference: CellReference, context: TableResolution?
  ) throws(TableResolution.Problem) -> TableResolution {
    let key = Key(text: reference.text, table: context?.table ?? -1, block: context?.block ?? -1)
    if let resolution = known[key] { return resolution }
    let resolution = try TableResolution(reference, in: tables, context: context)
    known[key] = resolution
    return resolution
  }
}
