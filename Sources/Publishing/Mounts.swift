import Glibc

/// The mounted file systems, as the kernel lists them.
///
/// A device number is not enough to see them: a bind mount has that of its surroundings, and deleting an old version
/// would go on into what is mounted there.
enum Mounts {
  /// Empty where the kernel does not tell.
  static func points() -> [String] {
    guard let file = fopen("/proc/self/mountinfo", "re") else { return [] }
    defer { fclose(file) }
    var points: [String] = []
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, file) > 0, let line {
      // The fifth field, e.g. `36 35 98:0 /mnt1 /mnt2 rw,noatime …`.
      let fields = String(cString: line).split(separator: " ", maxSplits: 5)
      if fields.count > 4 { points.append(unescaped(fields[4])) }
    }
    return points
  }

  /// Undoes the kernel's `\040` for a space and its like.
  static func unescaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count >= 3,
        let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(code)
        rest.removeFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
