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

  @Test func wordsAreFoundWhereTheyStand() {
    let text = "2021年度，本部门无国有资本经营预算财政拨款支出。"
    for word in ["", "2", "。", "本部门无", "拨款支出。", text] { #expect(text.contains(bytesOf: word), "\(word)") }
    for word in ["有无", "支出。。", text + "。", "无国有资本经营预算财政拨款收入"] { #expect(!text.contains(bytesOf: word), "\(word)") }
    #expect("".contains(bytesOf: "") && !"".contains(bytesOf: "a"))
    #expect(text.dropFirst(7).contains(bytesOf: "本部门") && !text.dropFirst(8).contains(bytesOf: "，"))
  }

  @Test func theOrderIsThatOfTheCharacters() {
    let names = ["", "a", "ab", "b", "一", "一般", "三", "收入", "\u{1F600}"]
    #expect(names.shuffled().sorted { $0.precedes(bytesOf: $1) } == names)
  }
}
