internal import Diagnostics
import Glibc
private import Synchronization

/// Paths in the order of their bytes, each once, with as many bytes for each as for all others: a large site has hundreds
/// of thousands of files. They lie in blocks, put aside where there is a file for them; a few are at hand.
final class PathTable: Sendable {
  /// Some neighbouring paths.
  final class Block: Sendable {
    /// One after the other: the length of the path in four bytes, the path, the value.
    private let bytes: [UInt8]
    private let starts: [UInt32]
    private let width: Int

    fileprivate init(_ bytes: [UInt8], width: Int) {
      var starts: [UInt32] = []
      starts.reserveCapacity(PathTable.blockSize)
      var start = 0
      bytes.withUnsafeBytes { bytes in
        while start < bytes.count {
          starts.append(UInt32(start))
          start += 4 + Self.length(bytes, at: start) + width
        }
      }
      self.bytes = bytes
      self.starts = starts
      self.width = width
    }

    fileprivate var count: Int { starts.count }

    fileprivate func with<Result>(
      _ place: Int, _ body: (_ path: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Result
    ) -> Result {
      bytes.withUnsafeBytes { bytes in
        let start = Int(starts[place])
        let end = start + 4 + Self.length(bytes, at: start)
        return body(
          UnsafeRawBufferPointer(rebasing: bytes[start + 4..<end]),
          UnsafeRawBufferPointer(rebasing: bytes[end..<end + width]))
      }
    }

    private static func length(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Int {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    }
  }

  /// Takes paths in their order.
  struct Builder {
    private let spool: SpoolFile?
    private let width: Int
    private var block: [UInt8] = []
    private var last: [UInt8] = []
    private var count = 0
    private var firsts: [[UInt8]] = []
    private var pieces: [SpoolFile.Piece] = []

    /// - Parameter width: of every value, in bytes.
    init(spool: SpoolFile?, width: Int) {
      self.spool = spool
      self.width = width
    }

    /// False, and takes nothing, where the path does not come behind the last.
    mutating func append(_ path: [UInt8], _ value: some Collection<UInt8>) -> Bool {
      precondition(value.count == width)
      guard count == 0 || last.lexicographicallyPrecedes(path) else { return false }
      if count % PathTable.blockSize == 0 {
        putAway()
        firsts.append(path)
      }
      withUnsafeBytes(of: UInt32(path.count).littleEndian) { block += $0 }
      block += path
      block += value
      last = path
      count += 1
      return true
    }

    consuming func finish() -> PathTable {
      putAway()
      return PathTable(spool, width: width, count: count, firsts: firsts, pieces: pieces)
    }

    private mutating func putAway() {
      guard !block.isEmpty else { return }
      pieces.append(spool?.put(block) ?? .memory(block))
      block.removeAll(keepingCapacity: spool != nil)
    }
  }

  private static let blockSize = 512
  /// How many blocks are at hand: some for each thread that asks.
  private static let mostHeld = 12

  let count: Int
  private let spool: SpoolFile?
  private let width: Int
  /// The first path of each block.
  private let firsts: [[UInt8]]
  private let pieces: [SpoolFile.Piece]
  /// The last ones asked for, the latest at the end.
  private let held = Mutex<[(number: Int, block: Block)]>([])
  private let failed = Mutex<SpoolFile.Unreadable?>(nil)

  private init(_ spool: SpoolFile?, width: Int, count: Int, firsts: [[UInt8]], pieces: [SpoolFile.Piece]) {
    self.spool = spool
    self.width = width
    self.count = count
    self.firsts = firsts
    self.pieces = pieces
  }

  /// What went wrong reading back what was put aside: from then on nothing it says can be relied on.
  var failure: SpoolFile.Unreadable? { failed.withLock { $0 } }

  func path(at place: Int) -> String { with(place) { path, _ in String(decoding: path, as: UTF8.self) } }

  func with<Result>(
    _ place: Int, _ body: (_ path: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Result
  ) -> Result {
    block(place / Self.blockSize).with(place % Self.blockSize, body)
  }

  /// Where a path stands, or would.
  func firstIndex(notBefore path: String) -> Int {
    var path = path
    return path.withUTF8 { path in
      let path = UnsafeRawBufferPointer(path)
      // The first block that begins behind it: it stands in the one before.
      var blocks = 0..<firsts.count
      while let first = blocks.first {
        let middle = first + blocks.count / 2
        let isBehind = firsts[middle].withUnsafeBytes { Self.compare($0, path) > 0 }
        blocks = isBehind ? first..<middle : middle + 1..<blocks.upperBound
      }
      guard blocks.lowerBound > 0 else { return 0 }
      let number = blocks.lowerBound - 1
      let block = block(number)
      var places = 0..<block.count
      while let first = places.first {
        let middle = first + places.count / 2
        let isBefore = block.with(middle) { own, _ in Self.compare(own, path) < 0 }
        places = isBefore ? middle + 1..<places.upperBound : first..<middle
      }
      return number * Self.blockSize + places.lowerBound
    }
  }

  /// nil where there is no such path.
  func place(of path: String) -> Int? {
    let place = firstIndex(notBefore: path)
    guard place < count, with(place, { own, _ in own.elementsEqual(path.utf8) }) else { return nil }
    return place
  }

  /// Of paths, byte by byte: below 0 where the first comes first, 0 where they are the same.
  static func compare(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Int {
    let shared = min(one.count, other.count)
    if shared > 0, let one = one.baseAddress, let other = other.baseAddress {
      let order = memcmp(one, other, shared)
      if order != 0 { return Int(order) }
    }
    return one.count - other.count
  }

  private func block(_ number: Int) -> Block {
    if let known = held.withLock({ held in held.last { $0.number == number }?.block }) { return known }
    let block = read(number)
    held.withLock { held in
      if held.count == Self.mostHeld { held.removeFirst() }
      held.append((number, block))
    }
    return block
  }

  private func read(_ number: Int) -> Block {
    do throws(SpoolFile.Unreadable) {
      return Block(try SpoolFile.bytes(of: pieces[number], in: spool), width: width)
    } catch {
      failed.withLock { $0 = $0 ?? error }
      // As many paths without a name: whoever asks gets an answer, and nobody uses it.
      let places = min(Self.blockSize, count - number * Self.blockSize)
      return Block([UInt8](repeating: 0, count: places * (4 + width)), width: width)
    }
  }
}

/// The places of a table that two of them do not have in common.
struct PathDifference {
  /// In the second alone.
  private(set) var added = RangeSet<Int>()
  /// In both, with other values: places in the second.
  private(set) var changed = RangeSet<Int>()
  /// In the first alone.
  private(set) var removed = RangeSet<Int>()

  /// - Parameter isSame: whether a value of the first and one of the second are the same.
  init(
    from old: PathTable, to new: PathTable,
    isSame: (_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) -> Bool
  ) {
    var (left, right) = (0, 0)
    while left < old.count, right < new.count {
      let (order, isSame) = old.with(left) { oldPath, oldValue in
        new.with(right) { newPath, newValue in
          let order = PathTable.compare(oldPath, newPath)
          return (order, order == 0 && isSame(oldValue, newValue))
        }
      }
      if order < 0 {
        removed.insert(contentsOf: left..<left + 1)
      } else if order > 0 {
        added.insert(contentsOf: right..<right + 1)
      } else if !isSame {
        changed.insert(contentsOf: right..<right + 1)
      }
      if order <= 0 { left += 1 }
      if order >= 0 { right += 1 }
    }
    removed.insert(contentsOf: left..<old.count)
    added.insert(contentsOf: right..<new.count)
  }
}
