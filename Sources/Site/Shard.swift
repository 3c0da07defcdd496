internal import Diagnostics

/// A part of a site's departments, built on a machine of its own: `2/16` is the second of sixteen.
///
/// Which part a department falls into depends on its folder's name alone, so that all machines agree without talking.
package struct Shard: Sendable, Hashable {
  /// From 1.
  package let number: Int
  package let count: Int

  /// Reads `2/16`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }),
      let number = Int(parts[0]), let count = Int(parts[1]), (1...10_000).contains(count), (1...count).contains(number)
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  package func contains(_ department: String) -> Bool {
    Int(StableHash.value(of: department) % UInt64(count)) == number - 1
  }
}
