/// libyaml's syntax errors in words an officer can act on.
enum YAMLProblem {
  static func describe(problem: String, context: String) -> (message: String, fix: String?) {
    for entry in table where problem.contains(entry.problem) && context.contains(entry.context) {
      return (entry.message, entry.fix)
    }
    return ("YAML 语法有误，从这里起读不下去（\(problem)）", "检查这一行和上一行的缩进、冒号、引号和括号")
  }

  /// libyaml asks for the next item where the file has ended: what is missing is the bracket.
  static let unfinished: (message: String, fix: String?) = ("文件到这里就完了，“[”或“{”没有配对", "补上“]”或“}”")

  private static let table: [(problem: String, context: String, message: String, fix: String?)] = [
    ("did not find expected ',' or ']'", "", "列表“[…]”没有写完：缺逗号或右方括号", "补上“,”或“]”"),
    ("did not find expected ',' or '}'", "", "“{…}”没有写完：缺逗号或右花括号", "补上“,”或“}”"),
    ("did not find expected '-' indicator", "", "列表的这一项与上面没有对齐", "让每个“-”在同一列"),
    ("did not find expected key", "", "这里应是“名称: 值”，缩进或引号不对", "与同级的名称左对齐；引号要成对"),
    ("mapping values are not allowed in this context", "", "这一行里又出现了“: ”，分不清哪个是名称", "值里有冒号时整段加引号"),
    ("found unexpected end of stream", "", "文件在这里突然结束", "补全没写完的内容"),
    ("found character that cannot start any token", "", "这个字符不能开头", "整段加引号；“@”“`”“%”开头的文字都要加"),
    ("found undefined tag handle", "", "“!”开头被当成了类型标记", "整段加引号"),
    ("did not find expected alphabetic or numeric character", "", "“*”或“&”开头被当成了别名或锚点", "整段加引号"),
    ("found unknown escape character", "", "双引号里的“\\”后面跟了不认识的字符", "改用单引号，或写成“\\\\”"),
    ("block sequence entries are not allowed", "", "这里不能写“- ”", "先换行，再按同级缩进写“- ”"),
    ("did not find expected node content", "", "这里缺一个值", "空的格子写成 \"\"；多余的逗号请删去"),
    ("control characters are not allowed", "", "文件里有控制字符", "删去这个看不见的字符"),
    ("did not find expected <document start>", "", "文件开头的内容之后又出现了不成对的内容", "检查这一行的缩进和冒号"),
    ("found a tab character", "", "这里用了制表符（Tab）", "换成空格"),
    ("found duplicate", "", "指令写了两次", "只留一个"),
  ]
}
