internal import Diagnostics

extension SourceFile {
  /// The whole character whose first byte is at an offset, for findings about one place; empty at the end.
  func character(at offset: Int) -> SourceSpan {
    let lower = min(max(offset, 0), bytes.count)
    var upper = min(lower + 1, bytes.count)
    while upper < bytes.count, bytes[upper] & 0xC0 == 0x80 { upper += 1 }
    return span(lower..<upper)
  }
}
