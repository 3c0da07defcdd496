import Diagnostics
import TestSupport
import Testing

@testable import Validation

/// Numbers that disclosures are full of are never taken for a person's; numbers of persons always are.
@Suite struct PersonalDataPropertyTests {
  static func digits(_ count: Int, _ generator: inout SeededGenerator) -> String {
    String((0..<count).map { _ in Character(String(Int.random(in: 0...9, using: &generator))) })
  }

  /// One of them; there must be one.
  static func pick<T>(_ items: [T], _ generator: inout SeededGenerator) -> T {
    items[Int.random(in: 0..<items.count, using: &generator)]
  }

  /// What stands in real documents, by kind.
  static let makers: [(name: String, make: @Sendable (inout SeededGenerator) -> String)] = [
    ("amount", { g in "\(digits(.random(in: 1...13, using: &g), &g)).\(digits(2, &g))" }),
    (
      "grouped amount",
      { g in
        ([digits(3, &g)] + (0..<Int.random(in: 1...4, using: &g)).map { _ in digits(3, &g) }).joined(separator: ",")
          + ".\(digits(2, &g))"
      }
    ),
    (
      "amount in yuan",
      { g in digits(.random(in: 5...13, using: &g), &g) + pick(["元", "万元", " 元"], &g) }
    ),
    ("subject", { g in "2" + digits(pick([2, 4, 6], &g), &g) }),
    ("document", { g in "财预〔20\(digits(2, &g))〕\(digits(.random(in: 1...4, using: &g), &g))号" }),
    ("date", { g in "20\(digits(2, &g))-\(Int.random(in: 10...12, using: &g))-\(Int.random(in: 10...28, using: &g))" }),
    ("time", { g in "202\(digits(1, &g))1\(Int.random(in: 0...2, using: &g))1\(digits(1, &g))\(digits(6, &g))" }),
    ("labelled project", { g in "项目编号：\(digits(.random(in: 8...20, using: &g), &g))" }),
    ("labelled contract", { g in "合同编号 \(digits(.random(in: 8...20, using: &g), &g))" }),
    (
      "account",
      { g in
        "银行账号：\(pick(["40", "44", "75", "81", "11"], &g))\(digits(.random(in: 10...17, using: &g), &g))"
      }
    ),
    (
      "lettered code",
      { g in "\(pick(["SZ", "XM-", "CG", "PSCG2020"], &g))\(digits(.random(in: 8...18, using: &g), &g))"
      }
    ),
    ("code in parts", { g in "\(digits(4, &g))-\(digits(.random(in: 2...11, using: &g), &g))-\(digits(3, &g))" }),
    (
      "credit code",
      { g in
        let letters = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        return "1\(Int.random(in: 1...3, using: &g))440310"
          + String((0..<10).map { _ in pick(letters, &g) })
      }
    ),
    ("masked", { g in "13\(digits(1, &g))****\(digits(4, &g))" }),
    ("counts", { g in (0..<6).map { _ in String(Int.random(in: 1...9999, using: &g)) }.joined(separator: " ") }),
    ("percentage", { g in "\(digits(2, &g)).\(digits(6, &g))%" }),
    (
      "row of a table",
      { g in
        (0..<8).map { _ in "\(Int.random(in: 0...99_999_999, using: &g)).\(digits(2, &g))" }.joined(separator: ", ")
      }
    ),
  ]

  @Test(arguments: makers.map(\.name)) func staysQuiet(_ name: String) throws {
    let make = try #require(Self.makers.first { $0.name == name }).make
    var generator = SeededGenerator(seed: 2020)
    for _ in 0..<3000 {
      let text = "本年 " + make(&generator) + "，下同"
      #expect(PersonalData.matches(in: text, latest: 2021).isEmpty, "\(text)")
    }
  }

  @Test func findsEveryValidNumber() {
    var generator = SeededGenerator(seed: 1)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    for _ in 0..<2000 {
      let body =
        "4403\(Int.random(in: 10...99, using: &generator))19\(Int.random(in: 10...99, using: &generator))"
        + "1\(Int.random(in: 0...2, using: &generator))\(Int.random(in: 10...28, using: &generator))\(Self.digits(3, &generator))"
      let sum = zip(body.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
      let check = Array("10X98765432")[sum % 11]
      let found = PersonalData.matches(in: "证件 \(body)\(check) 号", latest: 2021)
      #expect(found.map(\.kind) == [.residentID])
      // Any other check digit is another number.
      let wrong = Array("0123456789X").first { $0 != check }.map { String($0) } ?? ""
      #expect(PersonalData.matches(in: "证件 \(body)\(wrong) 号", latest: 2021).isEmpty)
      let phone = "1\(["38", "59", "86", "99"].randomElement(using: &generator) ?? "38")\(Self.digits(8, &generator))"
      guard Set(phone.dropFirst(3)).count > 1 else { continue }
      #expect(PersonalData.matches(in: "由\(phone)转", latest: 2021).map(\.kind) == [.mobile])
    }
  }

  /// Bytes of any kind, cut anywhere: an answer, with places inside the text.
  @Test func survivesAnyText() {
    var generator = SeededGenerator(seed: 3)
    let pieces = [
      "填报人：", "王", "小明", "138", "粤B", "１２", "姓名\t", "住址：", "路 8 号", "\n", "护照 E", "62220212", "|", "(0755)", "X", "-",
      " ",
    ]
    for _ in 0..<3000 {
      var bytes = (0..<12).flatMap { _ in Array((pieces.randomElement(using: &generator) ?? "").utf8) }
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
      for match in PersonalData.matches(in: text) {
        #expect(match.range.lowerBound >= 0 && match.range.upperBound <= text.count)
        #expect(String(validating: text[match.range], as: UTF8.self) != nil)
      }
    }
  }

  /// The rest of the risk, measured: codes of bare digits without any label.
  @Test func rarelyErrsOnBareCodes() {
    var generator = SeededGenerator(seed: 4)
    var errors = 0
    for _ in 0..<20_000 {
      let code = Self.digits(.random(in: 12...20, using: &generator), &generator)
      errors += PersonalData.matches(in: "第 \(code) 号", latest: 2021).count { $0.level == .error }
    }
    #expect(errors <= 4, "\(errors) of 20,000")
  }
}
