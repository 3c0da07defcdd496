internal import Diagnostics

/// How a cell of a workbook looks. Every workbook has all of them in one order, so that a sheet that was written once can
/// stand in several workbooks.
enum CellStyle: Hashable {
  case plain
  case title
  case head
  case cell
  case centre
  case right
  /// Names of rows stand in by their level.
  case name(indent: Int)
  /// `#,##0.00`; a percentage keeps its sign without being multiplied.
  case number(decimals: Int, isPercent: Bool)
  case listHead
  case listText
  case listAlarm

  private static let fixed: [CellStyle] = [
    .plain, .title, .head, .cell, .centre, .right, .listHead, .listText, .listAlarm,
  ]
  private static let deepest = 15
  private static let mostDecimals = 10

  /// In the order of their numbers, the first of which is 1: 0 is a cell that nobody has written.
  static let all: [CellStyle] =
    fixed + (1...deepest).map { .name(indent: $0) }
    + (0...mostDecimals).flatMap {
      [.number(decimals: $0, isPercent: false), .number(decimals: $0, isPercent: true)]
    }

  /// What cells call it.
  var number: Int {
    switch self {
    case .plain: 1
    case .title: 2
    case .head: 3
    case .cell: 4
    case .centre: 5
    case .right: 6
    case .listHead: 7
    case .listText: 8
    case .listAlarm: 9
    case .name(let indent): indent > 0 ? Self.fixed.count + min(indent, Self.deepest) : CellStyle.cell.number
    case .number(let decimals, let isPercent):
      Self.fixed.count + Self.deepest + 1 + 2 * max(0, min(decimals, Self.mostDecimals)) + (isPercent ? 1 : 0)
    }
  }

  struct Look {
    var font = Font.plain
    var horizontal: String?
    var vertical = "center"
    var wraps = false
    var hasBorder = true
    var isFilled = false
    var indent = 0
    var format: String?
  }

  enum Font: Int, CaseIterable {
    /// Nobody's: the width of its digits is what the widths of columns are counted in.
    case measure
    case plain
    case bold
    case title

    var element: String {
      switch self {
      case .measure: #"<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#
      case .plain: #"<font><sz val="10"/><name val="宋体"/></font>"#
      case .bold: #"<font><b/><sz val="10"/><name val="宋体"/></font>"#
      case .title: #"<font><b/><sz val="16"/><name val="宋体"/></font>"#
      }
    }
  }

  var look: Look {
    switch self {
    case .plain: Look(hasBorder: false)
    case .title: Look(font: .title, horizontal: "center", hasBorder: false)
    case .head: Look(font: .bold, horizontal: "center", wraps: true)
    case .cell: Look(wraps: true)
    case .centre: Look(horizontal: "center")
    case .right: Look(horizontal: "right", hasBorder: false)
    case .name(let indent): Look(horizontal: "left", wraps: true, indent: indent)
    case .number(let decimals, let isPercent):
      Look(
        format: "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
          + (isPercent ? "\"%\"" : ""))
    case .listHead: Look(font: .bold, vertical: "top", wraps: true, isFilled: true)
    case .listText: Look(vertical: "top", wraps: true)
    case .listAlarm: Look(font: .bold, vertical: "top", wraps: true)
    }
  }

  /// `xl/styles.xml`. ECMA-376 part 1, 18.8.
  static let document: [UInt8] = {
    // Numbers below 164 are formats of the programs' own.
    var formats: [String] = []
    var cells = #"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#
    for look in all.map(\.look) {
      var format = 0
      if let code = look.format {
        format = 164 + formats.count
        formats.append(#"<numFmt numFmtId="\#(format)" formatCode="\#(code.escapedForMarkup)"/>"#)
      }
      cells +=
        #"<xf numFmtId="\#(format)" fontId="\#(look.font.rawValue)" fillId="\#(look.isFilled ? 2 : 0)" "#
        + #"borderId="\#(look.hasBorder ? 1 : 0)" xfId="0""# + (format > 0 ? #" applyNumberFormat="1""# : "")
        + #" applyFont="1""# + (look.isFilled ? #" applyFill="1""# : "")
        + (look.hasBorder ? #" applyBorder="1""# : "") + #" applyAlignment="1"><alignment"#
        + (look.horizontal.map { #" horizontal="\#($0)""# } ?? "") + #" vertical="\#(look.vertical)""#
        + (look.wraps ? #" wrapText="1""# : "") + (look.indent > 0 ? #" indent="\#(look.indent)""# : "") + "/></xf>"
    }
    let line = #" style="thin"><color auto="1"/>"#
    let border = ["left", "right", "top", "bottom"].map { "<\($0)\(line)</\($0)>" }.joined()
    let text =
      Workbook.xmlHead + #"<styleSheet xmlns="\#(Workbook.namespace)">"#
      + #"<numFmts count="\#(formats.count)">"# + formats.joined() + "</numFmts>"
      + #"<fonts count="\#(Font.allCases.count)">"# + Font.allCases.map(\.element).joined() + "</fonts>"
      + #"<fills count="3"><fill><patternFill patternType="none"/></fill>"#
      + #"<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">"#
      + #"<fgColor rgb="FFE8F0F8"/><bgColor indexed="64"/></patternFill></fill></fills>"#
      + #"<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>"#
      + "<border>\(border)<diagonal/></border></borders>"
      + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
      + #"<cellXfs count="\#(all.count + 1)">"# + cells + "</cellXfs>"
      + #"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
    return Array(text.utf8)
  }()
}
