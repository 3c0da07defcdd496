/// Reads one attachment and what lies in it, within one budget for all of it.
struct AttachmentReader {
  private(set) var texts: [AttachmentContent.Passage] = []
  private(set) var metadata: [AttachmentContent.Property] = []
  private var problems: [String] = []
  let limits: ExtractionLimits
  /// Bytes that may still be unpacked, entries that may still be looked at, bytes of text that may still be kept.
  var unpackedLeft: Int
  var entriesLeft: Int
  private(set) var textLeft: Int
  private let deadline: ContinuousClock.Instant

  init(limits: ExtractionLimits) {
    self.limits = limits
    unpackedLeft = limits.unpacked
    entriesLeft = limits.entries
    textLeft = limits.text
    deadline = .now + .seconds(limits.seconds)
  }

  var content: AttachmentContent {
    AttachmentContent(
      texts: texts, metadata: metadata, unread: problems.isEmpty ? nil : problems.joined(separator: "；"))
  }

  var secondsLeft: Double { max(0, (deadline - .now) / .seconds(1)) }

  /// `outer` names the files this one lies in, outermost first; it is empty for the attachment itself.
  mutating func read(name: String, bytes: [UInt8], within outer: [String]) {
    guard secondsLeft > 0 else { return leave("读得太久，没有读完", outer) }
    let kind = AttachmentKind.detect(name: name, bytes: bytes)
    if !outer.isEmpty, kind.isContainer, outer.count > limits.depth || kind == .archive {
      return leave("“\(name)”套在里面，没有打开", Array(outer.dropLast()))
    }
    switch kind {
    case .office(let format): readOffice(format, bytes, outer)
    case .archive: readArchive(bytes, outer)
    case .pdf: readPDF(bytes, outer)
    case .html: readHTML(bytes, outer)
    case .text:
      guard let text = TextDecoding.decode(bytes) else { return leave("不认识的文字编码", outer) }
      add(text, "正文", outer)
    case .image(let format):
      for property in ImageMetadata.read(bytes, format) { describe(property.kind, property.key, property.value) }
      leave("图片，里面的文字查不了", outer)
    case .unreadable(let reason): leave(reason, outer)
    }
  }

  /// Whether there is room for more of it; says so where there is none.
  mutating func goesOn(_ outer: [String]) -> Bool {
    if secondsLeft <= 0 { leave("读得太久，没有读完", outer) }
    if textLeft <= 0 { leave("文字太多，只读了前 \(max(1, limits.text >> 20)) MB", []) }
    return secondsLeft > 0 && textLeft > 0
  }

  mutating func add(_ text: String, _ place: String, _ outer: [String]) {
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
    var kept = text
    if kept.utf8.count > textLeft {
      kept = String(decoding: kept.utf8.prefix(textLeft), as: UTF8.self)
      leave("文字太多，只读了前 \(max(1, limits.text >> 20)) MB", [])
    }
    textLeft -= kept.utf8.count
    guard !kept.isEmpty else { return }
    texts.append(.init(place: (outer + [place]).joined(separator: " › "), text: kept))
  }

  mutating func describe(_ kind: AttachmentContent.Property.Kind, _ key: String, _ value: String) {
    let value = String(value.prefix(200)).trimmed
    let property = AttachmentContent.Property(kind, key: key, value: value)
    guard !value.isEmpty, metadata.count < 200, !metadata.contains(property) else { return }
    metadata.append(property)
  }

  /// Records why something was not read; the same reason in the same place once.
  mutating func leave(_ reason: String, _ outer: [String]) {
    let problem = outer.isEmpty ? reason : outer.joined(separator: " › ") + "：" + reason
    guard !problems.contains(problem), problems.count < 20 else { return }
    problems.append(problem)
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
