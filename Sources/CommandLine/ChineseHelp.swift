/// ArgumentParser's fixed English words in Chinese. Each is replaced where it stands, so a phrase that a later version
/// words differently shows in English rather than wrongly.
enum ChineseHelp {
  static func translate(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { translateLine(String($0)) }.joined(
      separator: "\n")
  }

  private static func translateLine(_ line: String) -> String {
    var line = line
    for (english, chinese) in headings where line.hasPrefix(english) {
      line = chinese + line.dropFirst(english.count)
    }
    line = message(line) ?? line
    for (english, chinese) in words { line = line.replacing(english, with: chinese) }
    return line
  }

  private static let headings = [
    ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "命令："),
    ("Usage: ", "用法："), ("Error: ", "错误："), ("Help:", "说明："),
  ]

  private static let words = [
    ("<subcommand>", "<命令>"), ("[<options>]", "[选项]"), ("<options>", "选项"), ("default: ", "默认："), ("default:", "默认："),
    ("Show the version.", "显示版本。"), ("Show help information.", "显示说明。"),
    ("Show subcommand help information.", "显示某个命令的说明。"), ("values: ", "可选："), ("values:", "可选："),
    (" Please provide one of the following:", "，应是以下之一："),
    ("for detailed help.", "看详细说明。"), ("for more information.", "看详细说明。"),
  ]

  private static func message(_ line: String) -> String? {
    if let match = line.wholeMatch(of: /错误：Missing expected argument '(.*)'/) { return "错误：缺少\(match.1)" }
    if let match = line.wholeMatch(of: /错误：Unknown option '(.*?)'(?:\. Did you mean '(.*)'\?)?/) {
      return "错误：没有“\(match.1)”这个选项" + (match.2.map { "，是否为“\($0)”？" } ?? "")
    }
    if let match = line.wholeMatch(of: /错误：Unexpected argument '(.*)'/) { return "错误：多了“\(match.1)”" }
    if let match = line.wholeMatch(of: /错误：(\d+) unexpected arguments: (.*)/) {
      return "错误：多了 \(match.1) 个参数：\(match.2)"
    }
    if let match = line.wholeMatch(of: /错误：Missing value for '(.*)'/) { return "错误：“\(match.1)”后面缺内容" }
    if let match = line.wholeMatch(
      of: /错误：The value '(.*)' is invalid for '(.*?)'\. Please provide one of (.*)\./)
    {
      let values = match.3.replacing("'", with: "").replacing(", or ", with: "、").replacing(" or ", with: "、")
        .replacing(" and ", with: "、").replacing(", ", with: "、")
      return "错误：“\(match.2)”不能是“\(match.1)”，应是 \(values)"
    }
    if let match = line.wholeMatch(of: /错误：The value '(.*)' is invalid for '(.*?)'\.? Please provide .* following:/) {
      return "错误：“\(match.2)”不能是“\(match.1)”，应是以下之一："
    }
    if let match = line.wholeMatch(of: /错误：The value '(.*)' is invalid for '(.*?)'(.*)/) {
      return "错误：“\(match.2)”不能是“\(match.1)”\(match.3)"
    }
    if let match = line.wholeMatch(of: /\s*See '(.*)' for (?:detailed help|more information)\./) {
      return "  详见：\(match.1)"
    }
    return nil
  }
}
