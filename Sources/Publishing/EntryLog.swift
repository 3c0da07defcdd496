internal import Diagnostics

/// The files of a version under way, in the order in which they came.
struct EntryLog: Sendable {
  private var records: RecordSort
  private let spool: SpoolFile?
  private var count = 0
  /// Below which folders what had come by then was taken back.
  private var discarded: [(prefix: String, before: Int)] = []

  init(spool: SpoolFile?) {
    self.spool = spool
    records = RecordSort(spool: spool)
  }

  /// - Parameter isUnchanged: whether the current version holds it already: linked at the end, if anything has changed at
  ///   all.
  mutating func append(_ entry: Manifest.Entry, isUnchanged: Bool) {
    var value: [UInt8] = []
    withUnsafeBytes(of: count.littleEndian) { value += $0 }
    records.add(key: Array(entry.path.utf8), value: value + ManifestEntries.value(entry, isUnchanged: isUnchanged))
    count += 1
  }

  /// Takes back everything below a folder (`dept/2020/final-accounts/`) that has come so far.
  mutating func discard(under prefix: String) { discarded.append((prefix, count)) }

  /// What is there by now, in order, and the paths that came twice.
  ///
  /// - Parameter end: what the paths that are wanted end with.
  func sorted(endingIn end: String = "") throws(SpoolFile.Unreadable) -> (entries: ManifestEntries, twice: [String]) {
    var table = PathTable.Builder(spool: spool, width: ManifestEntries.width)
    var twice: [String] = []
    var rest = records.sorted()
    let end = Array(end.utf8)
    while let record = try rest.next() {
      guard record.key.suffix(end.count).elementsEqual(end), !isDiscarded(record) else { continue }
      if !table.append(record.key, record.value[8...]) { twice.append(String(decoding: record.key, as: UTF8.self)) }
    }
    return (ManifestEntries(table.finish()), twice)
  }

  private func isDiscarded(_ record: RecordSort.Record) -> Bool {
    guard !discarded.isEmpty else { return false }
    let number = record.value.withUnsafeBytes { Int(littleEndian: $0.loadUnaligned(as: Int.self)) }
    return discarded.contains { number < $0.before && record.key.starts(with: $0.prefix.utf8) }
  }
}
