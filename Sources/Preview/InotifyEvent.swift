private import Glibc

/// One event as the kernel writes it.
struct InotifyEvent: Sendable {
  let watch: Int32
  let mask: UInt32
  /// The name in the watched folder; empty for the folder itself.
  let name: String

  func has(_ flag: some BinaryInteger) -> Bool { mask & UInt32(truncatingIfNeeded: flag) != 0 }

  /// The events in a buffer: a head of 16 bytes each, then the name, padded with zeros.
  static func parse(_ buffer: UnsafeRawBufferPointer) -> [InotifyEvent] {
    let head = MemoryLayout<inotify_event>.size
    var events: [InotifyEvent] = []
    var offset = 0
    while offset + head <= buffer.count {
      let watch = buffer.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      let mask = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
      let length = Int(buffer.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
      guard offset + head + length <= buffer.count else { break }
      let name = buffer[(offset + head)..<(offset + head + length)].prefix { $0 != 0 }
      events.append(InotifyEvent(watch: watch, mask: mask, name: String(decoding: name, as: UTF8.self)))
      offset += head + length
    }
    return events
  }
}
