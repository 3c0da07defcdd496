import Diagnostics
import Testing

@Suite struct ByteKeyTests {
  @Test func namesAreToldApartByTheirBytes() {
    let long = String(repeating: "一般公共预算财政拨款收入", count: 3)
    #expect(long.hasSameBytes(as: String(decoding: Array(long.utf8), as: UTF8.self)))
    #expect(!long.hasSameBytes(as: long + "s") && !"".hasSameBytes(as: "a") && "".hasSameBytes(as: ""))
    // One letter to whoever reads it, and to `String`; two ways to type it.
    #expect("\u{E9}" == "e\u{301}" && ByteKey("\u{E9}") != ByteKey("e\u{301}"))
  }

  @Test func aDictionaryFindsWhatItWasGiven() {
    let names = (0..<500).map { "科目\($0)" } + (0..<500).map(String.init)
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { (ByteKey($1), $0) })
    #expect(names.enumerated().allSatisfy { places[ByteKey(String(Array($1)))] == $0 })
    #expect(places[ByteKey("科目500")] == nil)
  }
}
