import Glibc

/// Puts records in the order of their keys, byte by byte; those of one key stay in the order in which they came. With a
/// file to put them away, more of them than fit in memory: sorted runs go there, and are merged when they are read.
package struct RecordSort: Sendable {
  package struct Record: Sendable {
    package let key: [UInt8]
    package let value: [UInt8]
  }

  /// A record in hand.
  fileprivate struct Mark: Sendable {
    /// The first eight bytes of the key, as a number in the same order.
    let prefix: UInt64
    let start: Int
    let keyCount: UInt32
    let valueCount: UInt32
  }

  private let spool: SpoolFile?
  /// In bytes: what is in hand before it is put away.
  private let room: Int
  private var bytes: [UInt8] = []
  private var marks: [Mark] = []
  private var runs: [SpoolFile.Piece] = []

  /// - Parameter spool: nil keeps everything in memory.
  package init(spool: SpoolFile?, room: Int = 2 << 20) {
    self.spool = spool
    self.room = room
  }

  package mutating func add(key: [UInt8], value: [UInt8] = []) {
    let start = bytes.count
    bytes += key
    bytes += value
    marks.append(
      Mark(
        prefix: Self.prefix(of: key), start: start, keyCount: UInt32(key.count), valueCount: UInt32(value.count)))
    if spool != nil, bytes.count + marks.count * MemoryLayout<Mark>.stride > room { putAway() }
  }

  /// Nothing can be added to what is read.
  package consuming func sorted() -> SortedRecords {
    order()
    return SortedRecords(spool: spool, runs: runs, bytes: bytes, marks: marks)
  }

  private mutating func order() {
    bytes.withUnsafeBytes { bytes in
      marks.sort { one, other in
        if one.prefix != other.prefix { return one.prefix < other.prefix }
        let shared = min(one.keyCount, other.keyCount)
        if shared > 0, let base = bytes.baseAddress {
          let order = memcmp(base + one.start, base + other.start, Int(shared))
          if order != 0 { return order < 0 }
        }
        return one.keyCount == other.keyCount ? one.start < other.start : one.keyCount < other.keyCount
      }
    }
  }

  private mutating func putAway() {
    guard let spool else { return }
    order()
    var run: [UInt8] = []
    run.reserveCapacity(bytes.count + marks.count * 8)
    for mark in marks {
      for count in [mark.keyCount, mark.valueCount] {
        withUnsafeBytes(of: count.littleEndian) { run.append(contentsOf: $0) }
      }
      run += bytes[mark.start..<mark.start + Int(mark.keyCount + mark.valueCount)]
    }
    runs.append(spool.put(run))
    bytes.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
  }

  fileprivate static func prefix(of key: [UInt8]) -> UInt64 {
    var prefix: UInt64 = 0
    for place in 0..<8 { prefix = prefix << 8 | (place < key.count ? UInt64(key[place]) : 0) }
    return prefix
  }
}

/// What ``RecordSort`` sorted, one record after the other.
package struct SortedRecords {
  /// In bytes, for all runs together, as far as that goes.
  private static let room = 1 << 20

  private var runs: [Run]
  /// The runs that have a record, as a heap: the one whose record comes first is on top.
  private var heap: [Int]
  private var isBegun = false

  fileprivate init(spool: SpoolFile?, runs: [SpoolFile.Piece], bytes: [UInt8], marks: [RecordSort.Mark]) {
    var all: [Run] = []
    // What is at hand of them together does not grow with their number: a large site has hundreds.
    let pieceSize = min(max(Self.room / max(runs.count, 1), 2 << 10), 16 << 10)
    if let spool { all = runs.map { Run(.spooled(.init(spool, $0, pieceSize: pieceSize))) } }
    // What came last is the last run, so that records of one key stay in order.
    all.append(Run(.held(bytes: bytes, marks: marks, next: 0)))
    self.runs = all
    heap = []
  }

  /// nil at the end.
  package mutating func next() throws(SpoolFile.Unreadable) -> RecordSort.Record? {
    if !isBegun {
      isBegun = true
      for run in runs.indices where try runs[run].advance() { heap.append(run) }
      for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
    }
    guard let first = heap.first, let record = runs[first].record else { return nil }
    if try !runs[first].advance() {
      heap[0] = heap[heap.count - 1]
      heap.removeLast()
    }
    sink(0)
    return record
  }

  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && precedes(heap[child], heap[least]) {
        least = child
      }
      if least == place { return }
      heap.swapAt(place, least)
      place = least
    }
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    guard let left = runs[one].record?.key, let right = runs[other].record?.key else { return false }
    if runs[one].prefix != runs[other].prefix { return runs[one].prefix < runs[other].prefix }
    let order = left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        guard let first = left.baseAddress, let second = right.baseAddress else { return CInt(0) }
        return memcmp(first, second, min(left.count, right.count))
      }
    }
    if order != 0 { return order < 0 }
    return left.count == right.count ? one < other : left.count < right.count
  }

  /// Records in order.
  private struct Run {
    enum Source {
      case held(bytes: [UInt8], marks: [RecordSort.Mark], next: Int)
      case spooled(SpooledRun)
    }

    var source: Source
    var record: RecordSort.Record?
    var prefix: UInt64 = 0

    init(_ source: Source) { self.source = source }

    /// False at the end.
    mutating func advance() throws(SpoolFile.Unreadable) -> Bool {
      switch source {
      case .held(let bytes, let marks, let next):
        guard next < marks.count else {
          record = nil
          source = .held(bytes: [], marks: [], next: 0)
          return false
        }
        let mark = marks[next]
        let end = mark.start + Int(mark.keyCount)
        record = .init(
          key: Array(bytes[mark.start..<end]), value: Array(bytes[end..<end + Int(mark.valueCount)]))
        prefix = mark.prefix
        source = .held(bytes: bytes, marks: marks, next: next + 1)
        return true
      case .spooled(var run):
        record = try run.next()
        prefix = record.map { RecordSort.prefix(of: $0.key) } ?? 0
        source = .spooled(run)
        return record != nil
      }
    }
  }

  /// A run read piece by piece: there may be thousands.
  private struct SpooledRun {
    private let spool: SpoolFile
    private let run: SpoolFile.Piece
    private let pieceSize: Int
    private var piece: [UInt8] = []
    /// Within `piece`, and of its first byte within the run.
    private var at = 0
    private var start = 0

    init(_ spool: SpoolFile, _ run: SpoolFile.Piece, pieceSize: Int) {
      self.spool = spool
      self.run = run
      self.pieceSize = pieceSize
    }

    mutating func next() throws(SpoolFile.Unreadable) -> RecordSort.Record? {
      guard start + at < run.count else { return nil }
      try hold(8)
      let (keyCount, valueCount) = (count(at), count(at + 4))
      try hold(8 + keyCount + valueCount)
      let first = at + 8
      at = first + keyCount + valueCount
      return .init(key: Array(piece[first..<first + keyCount]), value: Array(piece[first + keyCount..<at]))
    }

    private func count(_ place: Int) -> Int {
      Int(piece.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) })
    }

    /// Sees to it that as many bytes are at hand.
    private mutating func hold(_ count: Int) throws(SpoolFile.Unreadable) {
      guard piece.count - at < count else { return }
      start += at
      at = 0
      piece = try spool.bytes(of: run, from: start, atMost: max(count, pieceSize))
    }
  }
}
