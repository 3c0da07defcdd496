package import Diagnostics

/// A rule that is Swift, because the rule language cannot say it. Its text is here so that `rules` and `explain` tell of
/// all rules alike.
package struct BuiltInRule: Sendable, Hashable {
  package let id: String
  package let name: String
  package let level: Finding.Level
  package let basis: String
  /// What must hold, and what to do where it does not.
  package let help: String
  /// Whether it is for what is planned alone, and says nothing of a finished year.
  var isForBudgets = false
}

/// All of them, by id.
package enum BuiltInRules {
  package static let all: [BuiltInRule] = [
    .init(
      id: "STR-01", name: "公开时限", level: .error, basis: "《中华人民共和国预算法》第十四条：批复后二十日内向社会公开",
      help: "公开日期减批复日期不超过表样规定的天数（自然日）。两个日期都要写在 disclosure.yaml 里；没有写批复日期时是警告，时限记作未检。"),
    .init(
      id: "STR-02", name: "公开日期", level: .error, basis: "《中华人民共和国预算法》第十四条、第八十条",
      help: "批复在前，公开在后，都不晚于今天；决算在年度结束之后才有。"),
    .init(
      id: "STR-03", name: "章节", level: .error, basis: "财预〔2016〕143号：部门决算应当公开的内容",
      help: "表样要求的章节都有、不空、不重复、依次排列。章节名称以表样的 title 和 accepts 为准。"),
    .init(
      id: "STR-04", name: "法定表格齐全", level: .error, basis: "财预〔2016〕143号：没有数据的表格也应当列出",
      help: "表样里的每张法定表都有数据文件；没有发生额的表列出空表。"),
    .init(
      id: "STR-05", name: "列到项级", level: .error, basis: "《中华人民共和国预算法实施条例》第六条：支出按功能分类列到项",
      help: "按功能科目列的表，每一支都列到项（7 位）。涉密不细化的，在 disclosure.yaml 的 secrecy 里登记科目、决定、日期和批准人。"),
    .init(
      id: "STR-07", name: "空表说明", level: .error, basis: "财预〔2016〕143号：没有数据的表格应当列出空表并说明",
      help: "整张表为空时，正文有一句话说明本部门本年度没有这类收支。"),
    .init(
      id: "STR-08", name: "空表说明与表不符", level: .error, basis: "财预〔2016〕143号",
      help: "表里有数时，正文不能说“没有”。"),
    .init(
      id: "STR-10", name: "附件齐全", level: .error, basis: "财预〔2016〕143号：公开的内容完整",
      help: "正文提到的附件都在 attachments 里：文件名以“附件1”这样的编号开头，或正文里有这个标题。"),
    .init(
      id: "STR-11", name: "所属单位的公开件", level: .warning, basis: "《中华人民共和国预算法实施条例》（2020年）第六条：部门所属单位公开本单位的预算、决算",
      help: "department.yaml 的 units 里列出的单位，都有自己的文件夹和同年度、同类别的公开件。"),
    .init(
      id: "STR-12", name: "部门与单位的称谓", level: .warning, basis: "部门决算含所属单位，单位决算只是一个单位",
      help: "部门决算不写成单位决算，单位决算不写成部门决算。"),
    .init(
      id: "X-16", name: "部门等于所属单位之和", level: .warning, basis: "部门决算由所属单位决算汇总而成",
      help: "units 里的单位都公开了时，部门的要数等于各单位之和；有内部往来抵销的，在 basis-notes 里说明。"),
    .init(
      id: "BUD-8", name: "预算增减的原因", level: .warning, basis: "财预〔2016〕143号：部门预算收支增减变化情况说明",
      help: "预算的说明里写了比上年增加、减少多少的，写明原因；“三公”经费等另有规则。", isForBudgets: true),
    .init(
      id: "Y-08", name: "沿用上年的文字", level: .warning, basis: "增减变化的原因应当是本年的",
      help:
        "写原因的段落，去掉数以后与上年公开件一字不差的，提醒核对；reasons.yaml 全部相同的也是。整句手写、连数或年份与上年公开件完全相同的，其中的金额、增减核对不到本年的数，或说的就是上年度，也提醒。"),
    .init(
      id: "Y-09", name: "沿用上年的数", level: .warning, basis: "公开的应当是本年度的数，各格的数全部与上年相同，多半是没有换",
      help:
        "本站有同一部门同类的上年公开件时，一张法定表（不同的非零数，决算至少 5 个、预算至少 10 个）逐格与上年相同，申报的数（fields）或年初预算的数全部与上年相同，提醒核对，一份公开件一条。比的是同一格：年初数等于上年的年末数是对的，等于上年的年初数才算相同。空表、只有几个数的“三公”表不算；确实没有变化的，列为例外。"
    ),
    .init(
      id: "PRJ-07", name: "定量指标的得分", level: .warning, basis: "财预〔2020〕10号：完成指标值的得满分，未完成的按完成值与指标值的比例计分",
      help: "目标和完成值都是数、单位相同时，达到目标得满分，没有达到按比例得分。越大越好还是越小越好，看目标的 ≥、≤ 和指标的名称；看不出来的，两种算法都认。"),
    .init(
      id: "PRJ-08", name: "定性指标的档次", level: .warning, basis: "财预〔2020〕10号：达成 100%-80%（含）、部分达成 80%-60%（含）、未达成 60%-0%",
      help: "完成情况写达成、部分达成、未达成的，得分占分值的比例在那一档之内。"),
    .init(
      id: "PRJ-09", name: "偏差原因", level: .warning, basis: "财预〔2020〕10号：未完成绩效目标的，应当说明偏差原因及改进措施",
      help: "扣了分的指标、没有达到目标的指标，都写偏差原因和改进措施。"),
    .init(
      id: "PRJ-10", name: "指标齐全", level: .warning, basis: "财预〔2020〕10号：一级指标包括产出、效益、满意度指标",
      help: "表样 requires 里的各组指标都有；名称写“*”“不适用”的指标，分值是 0。"),
    .init(
      id: "PRJ-11", name: "文字齐全", level: .warning, basis: "项目支出绩效自评表的填报说明",
      help: "表头各项都填了；文字没有被单元格截断；项目名称前面没有内部的标记。"),
    .init(
      id: "PRJ-12", name: "项目的数与自评表一致", level: .error, basis: "部门决算情况说明与所附的自评表说的是同一个项目",
      help: "disclosure.yaml 的 fields 里按项目申报的预算数、执行数，与那个项目的自评表相同（按申报的小数位）。"),
    .init(
      id: "INV-3", name: "项目的编码、时间与状态", level: .warning, basis: "政府投资项目绩效情况表：国家编码、开工竣工日期",
      help: "编码完整；竣工不早于开工；写了已开工、已竣工的有日期，没有的不填日期。表样用 shape、date-orders、needs 写明。"),
    .init(
      id: "SC-03", name: "评分等级", level: .error, basis: "财预〔2020〕10号：90（含）-100 分为优，80（含）-90 分为良，60（含）-80 分为中，60 分以下为差",
      help: "评分等级与总得分所在的档次相同；档次写在表样的 grades 里。"),
    .init(
      id: "SC-05", name: "评分标准的分数", level: .warning, basis: "评分表：各项标准的分数之和等于分值",
      help: "评分标准里括号中的分数（“（1分）”）加起来，不超过这一项的分值。"),
    .init(
      id: "SC-06", name: "按评分标准重算得分", level: .warning, basis: "评分表：评分标准",
      help: "评分标准由报告自己的数决定的（控制率、执行率、利用率、满意度……），按表样的 criteria 重算，与填报的得分相同；没有申报这些数的，得分是标准里可能的分。"),
    .init(
      id: "SEC-01", name: "涉密不细化", level: .error, basis: "《中华人民共和国预算法》第十四条：涉及国家秘密的除外",
      help: "决定不细化公开的科目，表里不列它的下级，也不能由上级减去同级各数算出来。"),
    .init(
      id: "PRI-1", name: "证件号、手机号、银行卡号", level: .error, basis: "《中华人民共和国个人信息保护法》第二十五条",
      help: "数据、正文、附件和附件的属性里没有身份证号、手机号码、银行卡号；遮住中间各位的可以。读不了的附件记作未检。"),
    .init(
      id: "PRI-2", name: "姓名与办公电话", level: .warning, basis: "《中华人民共和国个人信息保护法》第六条：限于最小范围",
      help: "填报人、审核人、联系人旁边不写姓名，文件属性里没有作者姓名；办公电话只作提示。"),
    .init(
      id: "PRI-3", name: "车牌、住址、护照与人员名单", level: .error, basis: "《中华人民共和国个人信息保护法》第二十五条、第二十八条",
      help: "没有车牌号、护照和通行证号、门牌以下的家庭住址，没有带联系方式的人员名单。只有一处像住址的是警告。"),
    .init(
      id: "TC-4", name: "科目编码与名称", level: .error, basis: "当年《政府收支分类科目》",
      help: "编码在当年的科目表里，名称与科目表一致。科目表没有收全的年度，表外的编码记作未检；名称没有核实过的只是警告。"),
    .init(
      id: "TC-5", name: "科目编码的层次与次序", level: .error, basis: "《政府收支分类科目》：类、款、项逐级编码",
      help: "有项就有它上面的款和类，编码从小到大、不重复，整行为 0 的科目不列。"),
    .init(
      id: "NUM-1", name: "小数位数与负数", level: .error, basis: "表样声明的单位和精度",
      help: "小数不超过声明的位数；除年初、年末结转和表样登记的红字外没有负数。"),
    .init(
      id: "NUM-3", name: "金额的单位", level: .error, basis: "表样和 disclosure.yaml 声明的单位",
      help: "整张表与别的表都差一万倍的，是把元当成了万元；所有的数都是上年（年初预算）一千倍以上的，也是。"),
    .init(
      id: "NAR-01", name: "正文的数与表一致", level: .warning, basis: "财预〔2016〕143号：说明与表格一致",
      help: "正文里直接写的金额、个数和得分，等于前面的词语所指的那一格。说的是哪一格凭词语推断，所以只是警告；差在末位的是提示。写成 {{地址}} 就不用核对。"),
    .init(
      id: "NAR-02", name: "比例重算", level: .error, basis: "同一句话里的数应当自洽",
      help:
        "占比等于部分除以合计，增减率等于增减额除以基数，“其中”各项不超过合计；按舍入可能的范围重算。写在一起的个数、人均、标准乘人数、得分，改一笔就对得上的也指出来；正文里自己画的表，其他各行都成立、有一行不成立的也指出来。"),
    .init(
      id: "NAR-04", name: "逐项说明", level: .error, basis: "财预〔2016〕143号：支出按功能分类说明到项",
      help: "分类、款、项说明支出的，表里的每一项都有一条，不多不少，名称与科目一致，次序与表相同。"),
    .init(
      id: "NAR-05", name: "完成率重算", level: .error, basis: "完成率等于决算数除以预算数",
      help: "“完成年初预算的”“执行率”等于前面的决算数（执行数）除以预算数。逐项说明里，决算数与年初预算数不同的写明原因（没有写的是警告）。"),
    .init(
      id: "NAR-06", name: "基数为 0 没有百分比", level: .error, basis: "零不能作分母",
      help: "预算数是 0 的没有完成率，上年数是 0 的没有增长率；写明上年（年初）没有安排。"),
    .init(
      id: "NAR-07", name: "增减的方向", level: .error, basis: "词语与数一致",
      help: "写“增加”的，数要变大；写“减少”的，数要变小；写“持平”的，两个数要相等；大于、小于也一样。"),
    .init(
      id: "NAR-08", name: "数后面的单位", level: .error, basis: "金额要有单位，比例要有百分号",
      help: "“增长 13.95。”少了百分号，“支出 0.39 万（”少了“元”。"),
    .init(
      id: "NAR-09", name: "同一个数前后一致", level: .warning, basis: "同一份公开件里同一个数只有一个值",
      help: "表里和申报项里都没有的数，正文前后写成两个的，提醒核对。"),
    .init(
      id: "NAR-10", name: "列举与表一致", level: .warning, basis: "说明与表格一致",
      help: "“主要包括：基本工资、津贴补贴……”只列基本支出表里有数的款，列全；不列全的在最后写“等”。"),
    .init(
      id: "NAR-12", name: "模板的文字", level: .error, basis: "公开的内容真实、完整",
      help: "没有“下降（增长）”“XX”“待填”这样的占位文字，没有空着的原因，没有写给填表人的要求。"),
    .init(
      id: "NAR-13", name: "部门的名称前后一致", level: .warning, basis: "公开件的主体明确",
      help: "正文里的部门名称与 department.yaml 的名称（或 aliases）一致；只差一两个字的提醒核对。"),
    .init(
      id: "NAR-14", name: "年份", level: .warning, basis: "公开件是本年度的",
      help: "年度是本年或上年；截止日期是本年末；预算不与本年预算相比。书名号和引号里的不查。"),
    .init(
      id: "NAR-21", name: "名词解释", level: .error, basis: "财预〔2016〕143号：对专业性较强的名词进行解释",
      help: "选用的名词在 glossary.yaml 里，适用于本年度和当地；正文和表里用到、glossary.yaml 里有的名词都选上；没有以前年度的科目名称。"),
    .init(
      id: "NAR-22", name: "标点与用字", level: .warning, basis: "《政府网站与政务新媒体检查指标》：没有严重错别字",
      help: "标点和词语不重复，括号、引号、书名号在一段里成对，千位分隔三位一点，没有由 PDF 复制来的部首符号。"),
    .init(
      id: "NAR-23", name: "表号与表名", level: .warning, basis: "说明与表格一致",
      help: "“见《……决算表》（公开08表）”的表名和表号是同一张表的；只写表号、表名与表样不同的不查。"),
    .init(
      id: "LNK-01", name: "正文里的链接", level: .error, basis: "公开页面不从别的网站取内容，链接都打得开",
      help: "链接指向附件或完整的网址；图片放在附件里。"),
    .init(
      id: "PRO-01", name: "正文里的引用", level: .error, basis: "正文中的数由表中取得",
      help: "{{…}} 里的地址和算式都能取到数；要用的上年公开件、年初预算读不出来的，先改正那一件。"),
    .init(
      id: "PRO-02", name: "写定的数与数据一致", level: .error, basis: "正文中的数由表中取得",
      help: "写成 {{1,556.54 = 地址}} 的，等号前面的数、单位、增减的词都与数据一致；由舍入过的数推算的，允许末位差一。"),
    .init(
      id: "PRO-03", name: "原因对得上科目", level: .warning, basis: "正文按科目逐项写明原因",
      help: "reasons.yaml 里的编码是表里有的：写错编码的，那条原因不会印出来。"),
    .init(
      id: "Y-02", name: "对比数与上年公开件", level: .warning, basis: "同一部门上年公开的数",
      help: "disclosure.yaml 里声明的上年数，与本站上年公开件里的同一个数一致。"),
    .init(
      id: "Y-07", name: "更正要公开说明", level: .error, basis: "《政府信息公开条例》：公开的内容不能悄悄改动",
      help: "已公开的数改变时，disclosure.yaml 的 corrections 里登记原数、新数、日期和原因。"),
    .init(
      id: "SUP-01", name: "例外的写法", level: .error, basis: "例外要有规则、单元格和它的值、理由、批准人",
      help: "suppressions.yaml 里的规则和单元格必须存在；问题在某一格的，写 cell 和 value（这一格的值）；在正文里的，写 file 和 says。"),
    .init(
      id: "SUP-02", name: "没有用到的例外", level: .warning, basis: "问题改好以后，例外要删去",
      help: "例外没有对上任何问题：删去它，或改正规则和单元格。"),
    .init(
      id: "SUP-03", name: "到期的例外", level: .warning, basis: "例外到期后不再有效",
      help: "重新判断：改正问题，或写新的到期日和批准人。"),
    .init(
      id: "SUP-04", name: "不能例外的规则", level: .error, basis: "表样的 locked 所列规则",
      help: "法定表的合计与平衡、个人信息不能列为例外，只能改正。"),
    .init(
      id: "SUP-05", name: "例外保留的值", level: .error, basis: "例外只让批准时的那个值保留",
      help: "单元格里已经不是例外写明的值（value），例外失效，问题重新算数：照原件改正，或核对后重新批准新的值。"),
  ]

  package static func rule(_ id: String) -> BuiltInRule? { all.first { $0.id == id } }
}

extension Finding {
  /// Of a rule that is Swift, under its name.
  init(
    builtIn rule: String, level: Level, verdict: Verdict? = nil, message: String, at primary: SourceSpan? = nil,
    label: String = "", related: [LabeledSpan] = [], notes: [String] = [], fix: String? = nil, scope: Scope = .site
  ) {
    self.init(
      rule: rule, name: BuiltInRules.rule(rule)?.name ?? rule, level: level, verdict: verdict, message: message,
      at: primary, label: label, related: related, notes: notes, fix: fix, scope: scope)
  }
}
