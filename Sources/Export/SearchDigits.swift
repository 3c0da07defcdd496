/// Numbers as search files hold them: most of these files are numbers.
enum SearchDigits {
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)

  /// Numbers without separators: five bits a character, the last of each number from the upper half of the alphabet.
  static func digits(_ numbers: [Int]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 2)
    for number in numbers { append(number, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func append(_ number: Int, to bytes: inout [UInt8]) {
    var shift = 0
    while number >> (shift + 5) > 0 { shift += 5 }
    while shift > 0 {
      bytes.append(alphabet[number >> shift & 31])
      shift -= 5
    }
    bytes.append(alphabet[32 + (number & 31)])
  }

  /// Rising numbers by their distances.
  static func ascending(_ numbers: [Int]) -> String {
    digits(numbers.indices.map { $0 == 0 ? numbers[0] : numbers[$0] - numbers[$0 - 1] })
  }
}
