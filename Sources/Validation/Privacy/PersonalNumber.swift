/// Numbers that belong to a person, told from amounts and codes by their own check digits and prefixes.
enum PersonalNumber {
  /// 18 characters with a valid region, date and check digit (GB 11643). `latest` is the last year of birth that makes
  /// sense.
  static func isResidentID(_ digits: ArraySlice<UInt8>, latest: Int = 2100) -> Bool {
    guard digits.count == 18, let last = digits.last else { return false }
    let values = digits.dropLast().map { Int($0) - 48 }
    guard values.allSatisfy({ (0...9).contains($0) }), isRegion(values[0] * 10 + values[1]) else { return false }
    guard values[2...5].contains(where: { $0 != 0 }), isDate(values[6..<14], latest: latest) else { return false }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return Array("10X98765432".utf8)[sum % 11] == (last == UInt8(ascii: "x") ? UInt8(ascii: "X") : last)
  }

  /// 15 digits as cards had until 1999: no check digit, so it takes a label to believe it.
  static func isOldResidentID(_ digits: ArraySlice<UInt8>) -> Bool {
    let values = digits.map { Int($0) - 48 }
    guard values.count == 15, values.allSatisfy({ (0...9).contains($0) }) else { return false }
    return isRegion(values[0] * 10 + values[1]) && values[2...3] != [0, 0]
      && isDate([1, 9] + values[6..<12], latest: 1999)
  }

  /// The year of birth in an 18-digit number.
  static func birthYear(_ digits: ArraySlice<UInt8>) -> Int {
    digits.dropFirst(6).prefix(4).reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// Provinces as GB/T 2260 numbers them; 83 is the prefix of residence permits for Taiwan.
  static func isRegion(_ number: Int) -> Bool {
    [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83].contains { $0.contains(number) }
  }

  private static func isDate(_ values: ArraySlice<Int>, latest: Int) -> Bool {
    let digits = Array(values)
    let year = digits[0..<4].reduce(0) { $0 * 10 + $1 }
    let month = digits[4] * 10 + digits[5]
    let day = digits[6] * 10 + digits[7]
    guard (1900...latest).contains(year), (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return (1...[31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]).contains(day)
  }

  private static func isDate(_ values: [Int], latest: Int) -> Bool { isDate(values[...], latest: latest) }

  /// Number segments that operators have in use.
  static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
    guard digits.count == 11, digits.first == UInt8(ascii: "1") else { return false }
    let head = digits.prefix(3).reduce(0) { $0 * 10 + Int($1) - 48 }
    switch head {
    case 130...139, 145...149, 150...153, 155...159, 162, 165...167, 170...178, 180...189, 190...193, 195...199:
      // 13800000000 and the like are placeholders in forms.
      return Set(digits.dropFirst(3)).count > 1 || digits.dropFirst(3).first != UInt8(ascii: "0")
    default: return false
    }
  }

  /// A UnionPay card: 62…, 16 or 19 digits (17 and 18 are rare), and a valid Luhn digit.
  static func isBankCard(_ digits: ArraySlice<UInt8>, anyLength: Bool) -> Bool {
    guard digits.count == 16 || digits.count == 19 || anyLength && (16...19).contains(digits.count) else {
      return false
    }
    return digits.starts(with: [UInt8(ascii: "6"), UInt8(ascii: "2")]) && isLuhn(digits)
  }

  /// A card of any issuer, where a word says that it is one.
  static func isAnyCard(_ digits: ArraySlice<UInt8>) -> Bool {
    guard (16...19).contains(digits.count), let first = digits.first else { return false }
    return Array("34569".utf8).contains(first) && isLuhn(digits)
  }

  static func isLuhn(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = Int(digit) - 48
      sum += place % 2 == 0 ? value : value > 4 ? value * 2 - 9 : value * 2
    }
    return sum % 10 == 0
  }
}
