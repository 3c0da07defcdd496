internal import Disclosures
internal import Forms

/// What a passage holds, in its order, for `Reconciler` to read.
extension Reconciler {
  enum Event {
    case quantity(Quantity)
    /// 持平.
    case level(Range<Int>)
    /// 决算数大于预算数.
    case order(Range<Int>, Order)
    case path(Range<Int>, ProseNames.Target)
    case stop(Int, isFull: Bool)
    /// A number without its unit: the words before it are its own.
    case bare(Range<Int>)

    /// Of what stands at one place a name comes before the figure it names.
    var order: Int {
      switch self {
      case .path, .stop, .bare: 0
      case .quantity, .level, .order: 1
      }
    }

    var place: Int {
      switch self {
      case .quantity(let quantity): quantity.range.lowerBound
      case .level(let range), .order(let range, _): range.lowerBound
      case .path(let range, _): range.upperBound
      case .bare(let range): range.upperBound
      case .stop(let place, _): place
      }
    }
  }

  private static let level = Words.utf8("持平")
  private static let roughly = ["基本", "总体", "大体", "大致"].map(Words.utf8)
  private static let orders: [([UInt8], Order)] = Order.allCases.flatMap { order in
    ["年初预算", "预算", "全年预算"].flatMap { budget in
      ["决算数", "决算"].map { (Words.utf8("\($0)\(order.rawValue)\(budget)"), order) }
    }
  }
  private static let fullStops = ["。", "！", "\n"].map(Words.utf8)
  private static let halfStops = ["；", ";"].map(Words.utf8)

  func events(_ passage: Passage, _ scanner: QuantityScanner) -> [Event] {
    let all = 0..<passage.bytes.count
    var events = scanner.quantities.filter { $0.range.lowerBound >= passage.prefix }.map { Event.quantity($0) }
    events += scanner.bare.map { .bare($0.range) }
    for place in places(of: Self.level, passage, all) {
      guard !Self.roughly.contains(where: { passage.ends(with: $0, at: place) }) else { continue }
      events.append(.level(place..<(place + Self.level.count)))
    }
    for (word, order) in Self.orders {
      for place in places(of: word, passage, all) { events.append(.order(place..<(place + word.count), order)) }
    }
    for word in Self.fullStops {
      for place in places(of: word, passage, all) { events.append(.stop(place + word.count, isFull: true)) }
    }
    for word in Self.halfStops {
      for place in places(of: word, passage, all) { events.append(.stop(place + word.count, isFull: false)) }
    }
    for (range, target) in SubjectPath.find(in: passage, tables: pathTables, names: pathNames, of: disclosure) {
      events.append(.path(range, target))
    }
    return events.enumerated().sorted {
      ($0.element.place, $0.element.order, $0.offset) < ($1.element.place, $1.element.order, $1.offset)
    }.map(\.element)
  }

  /// The coded tables a 类、款、项 may stand in: those the section is about, else the general one.
  func codedTables() -> [Int] {
    let coded = disclosure.set.tables.indices.filter { disclosure.set.tables[$0].layout == .list }
    let items = coded.filter { disclosure.set.tables[$0].id == section?.items }
    let about = coded.filter { section?.about.contains(disclosure.set.tables[$0].id) ?? false }
    return items + (about.isEmpty ? coded : about)
  }

  private func places(of word: [UInt8], _ passage: Passage, _ range: Range<Int>) -> [Int] {
    var found: [Int] = []
    var from = range.lowerBound
    while let next = passage.find(word, in: from..<range.upperBound) {
      found.append(next.lowerBound)
      from = next.upperBound
    }
    return found
  }
}
