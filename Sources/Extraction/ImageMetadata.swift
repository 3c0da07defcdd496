/// What a photo says about who took it and where: Exif in JPEG, text chunks in PNG.
enum ImageMetadata {
  static func read(_ bytes: [UInt8], _ format: AttachmentKind.ImageFormat) -> [AttachmentContent.Property] {
    switch format {
    case .jpeg: jpeg(bytes)
    case .png: png(bytes)
    case .other: []
    }
  }

  private static func jpeg(_ bytes: [UInt8]) -> [AttachmentContent.Property] {
    var place = 2
    while place + 4 <= bytes.count, bytes[place] == 0xFF, bytes[place + 1] != 0xDA {
      let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
      let end = place + 2 + length
      guard length >= 2, end <= bytes.count else { break }
      let head = Array("Exif\0\0".utf8)
      if bytes[place + 1] == 0xE1, bytes[(place + 4)..<end].starts(with: head) {
        return Exif(Array(bytes[(place + 4 + head.count)..<end])).properties
      }
      place = end
    }
    return []
  }

  private static func png(_ bytes: [UInt8]) -> [AttachmentContent.Property] {
    var found: [AttachmentContent.Property] = []
    var place = 8
    while place + 12 <= bytes.count {
      let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      let start = place + 8
      guard length <= bytes.count - start - 4 else { break }
      let data = bytes[start..<(start + length)]
      switch String(decoding: bytes[(place + 4)..<start], as: UTF8.self) {
      case "eXIf": found += Exif(Array(data)).properties
      case "tEXt", "iTXt":
        guard let end = data.firstIndex(of: 0) else { break }
        let key = String(decoding: data[..<end], as: UTF8.self)
        guard key == "Author" || key == "Copyright" else { break }
        let value = data[end...].drop { $0 == 0 }
        found.append(.init(.person, key: "作者", value: String(decoding: value.prefix(200), as: UTF8.self)))
      default: break
      }
      place = start + length + 4
    }
    return found
  }
}

/// The few tags of Exif that are about people and places.
private struct Exif {
  private(set) var properties: [AttachmentContent.Property] = []
  private let bytes: [UInt8]
  private let isLittle: Bool

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isLittle = bytes.starts(with: [0x49, 0x49])
    guard bytes.count >= 8, let start = number(4, 4), let count = number(start, 2) else { return }
    for index in 0..<min(count, 200) {
      let entry = start + 2 + index * 12
      guard let tag = number(entry, 2), let length = number(entry + 4, 4) else { return }
      switch tag {
      case 0x013B: add("作者", entry, length, isWide: false)
      case 0x8298: add("版权", entry, length, isWide: false)
      case 0x9C9D: add("作者", entry, length, isWide: true)
      case 0x8825: properties.append(.init(.other, key: "拍摄地点", value: "有定位"))
      default: break
      }
    }
  }

  private mutating func add(_ key: String, _ entry: Int, _ length: Int, isWide: Bool) {
    guard length > 0, let start = length <= 4 ? entry + 8 : number(entry + 8, 4), start < bytes.count else { return }
    let data = Array(bytes[start..<min(bytes.count, start + min(length, 400))])
    let text =
      isWide
      ? TextDecoding.decode([0xFF, 0xFE] + data.dropLast(data.count % 2))
      : TextDecoding.decode(Array(data.prefix { $0 != 0 }))
    guard let text else { return }
    properties.append(.init(.person, key: key, value: text.filter { $0 != "\0" }))
  }

  /// An unsigned number of 2 or 4 bytes; nil beyond the end.
  private func number(_ place: Int, _ size: Int) -> Int? {
    guard place >= 0, place <= bytes.count - size else { return nil }
    let part = bytes[place..<(place + size)]
    return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
  }
}
