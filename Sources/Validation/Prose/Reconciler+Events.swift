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

  private static let level: Words = "持平"
  private static let roughly: Words = ["基本", "总体", "大体", "大致"]
  private static let orders: [(Words, Order)] = ["年初预算", "预算", "全年预算"].flatMap { budget in
    ["决算数", "决算"].flatMap { actual in
      [Order.greater, .smaller, .equal].map { (Words("\(actual)\($0.rawValue)\(budget)"), $0) }
        + [("持平", .equal), ("相同", .equal), ("一致", .equal), ("基本持平", Order.near), ("基本相同", .near), ("基本一致", .near)].map {
          word, order in
          (
            Words(["与", "同", "和"].flatMap { ["\(actual)\($0)\(budget)\(word)", "\(actual)\($0)\(budget)数\(word)"] }),
            order
          )
        }
    }
  }
  private static let fullStops: Words = ["。", "！", "\n"]
  private static let halfStops: Words = ["；", ";"]

  func events(_ passage: Passage, _ scanner: QuantityScanner) -> [Event] {
    var events = quantities.filter { $0.range.lowerBound >= passage.prefix }.map { Event.quantity($0) }
    events += scanner.bare.map { .bare($0.range) }
    // What the heads of a table say, its cells say again and again.
    func own(_ words: Words) -> [Range<Int>] {
      passage.ranges(of: words).filter { $0.lowerBound >= passage.prefix }
    }
    let compared = Self.orders.flatMap { word, order in own(word).map { ($0, order) } }
    events += compared.map { .order($0, $1) }
    for range in own(Self.level) where !passage.ends(with: Self.roughly, at: range.lowerBound) {
      // 决算数与预算数持平 is said of the two figures before.
      if !compared.contains(where: { $0.0.overlaps(range) }) { events.append(.level(range)) }
    }
    events += passage.ranges(of: Self.fullStops).map { .stop($0.upperBound, isFull: true) }
    events += passage.ranges(of: Self.halfStops).map { .stop($0.upperBound, isFull: false) }
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
}
