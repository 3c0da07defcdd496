/// The hierarchy in statutory codes: functional and economic codes have 3, 5 or 7 digits (类, 款, 项).
package enum CodeTree {
  /// 0 for 类, 1 for 款, 2 for 项; nil for anything else.
  package static func level(of code: String) -> Int? {
    guard code.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    switch code.utf8.count {
    case 3: return 0
    case 5: return 1
    case 7: return 2
    default: return nil
    }
  }

  /// The code one level up; nil for a 类.
  package static func parent(of code: String) -> String? {
    guard let level = level(of: code), level > 0 else { return nil }
    return String(code.dropLast(2))
  }
}
