/// Numbers in Chinese characters, as headings and printed lines count: 一, 十, 二十六.
package enum ChineseNumeral {
  /// 1...99.
  package static func of(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(number) else { return String(number) }
    let (tens, ones) = (number / 10, number % 10)
    let head = tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十"
    return head + digits[ones]
  }
}
