internal import Diagnostics

/// Which entries have which two neighbouring characters, or which code: lists of rising numbers, written as soon as they
/// are known, and put away when there are many.
struct SearchPostings {
  /// A list as search files hold it, but for its first number.
  private struct List {
    let first: Int
    var last: Int
    var digits: [UInt8] = []

    mutating func append(_ number: Int) {
      SearchDigits.append(number - last, to: &digits)
      last = number
    }
  }

  private static let room = 2 << 20

  private let spool: SpoolFile?
  private var bigrams: [UInt64: List] = [:]
  private var codes: [String: List] = [:]
  /// In bytes, about.
  private var size = 0
  /// Lists by their keys, those of one key in order.
  private var lists: RecordSort

  init(spool: SpoolFile?) {
    self.spool = spool
    lists = RecordSort(spool: spool)
  }

  /// - Parameter entry: above all that came before.
  mutating func add(_ entry: Int, bigrams found: Set<UInt64>, code: String) {
    for bigram in found { Self.append(entry, to: &bigrams[bigram], &size) }
    if !code.isEmpty { Self.append(entry, to: &codes[code], &size) }
    if spool != nil, size > Self.room { putAway() }
  }

  private static func append(_ entry: Int, to list: inout List?, _ size: inout Int) {
    if list != nil {
      list?.append(entry)
      size += 2
    } else {
      list = List(first: entry, last: entry)
      size += 100
    }
  }

  private mutating func putAway() {
    for (bigram, list) in bigrams { put(SearchText.key(bigram), list) }
    for (code, list) in codes { put(SearchText.key(code: code), list) }
    bigrams.removeAll(keepingCapacity: true)
    codes.removeAll(keepingCapacity: true)
    size = 0
  }

  private mutating func put(_ key: String, _ list: List) {
    // In the order in which browsers compare strings.
    var bytes: [UInt8] = []
    for unit in key.utf16 { Swift.withUnsafeBytes(of: unit.bigEndian) { bytes.append(contentsOf: $0) } }
    var value: [UInt8] = []
    value.append(bigEndian: UInt32(list.first))
    value.append(bigEndian: UInt32(list.last))
    lists.add(key: bytes, value: value + list.digits)
  }

  /// Every key with its list, in order; nothing can be added any more.
  consuming func sorted() -> Sorted {
    putAway()
    return Sorted(lists.sorted())
  }

  struct Sorted {
    private var lists: SortedRecords
    private var following: RecordSort.Record?
    private var isBegun = false

    init(_ lists: SortedRecords) { self.lists = lists }

    /// nil at the end.
    mutating func next() throws -> (key: String, numbers: String)? {
      if !isBegun {
        isBegun = true
        following = try lists.next()
      }
      guard let first = following else { return nil }
      var numbers: [UInt8] = []
      var last = 0
      while let list = following, list.key == first.key {
        SearchDigits.append(list.value.bigEndian(at: 0) - last, to: &numbers)
        numbers += list.value[8...]
        last = list.value.bigEndian(at: 4)
        following = try lists.next()
      }
      let units = stride(from: 0, to: first.key.count, by: 2).map {
        UInt16(first.key[$0]) << 8 | UInt16(first.key[$0 + 1])
      }
      return (String(decoding: units, as: UTF16.self), String(decoding: numbers, as: UTF8.self))
    }
  }
}
