internal import Diagnostics
internal import Disclosures
internal import Forms

/// The script beside a table's page: one call of `mingzhangFigures` with what is behind each figure. Scripts, not JSON,
/// because a page opened from a disk may load nothing else.
struct FigureScript {
  let origins: FigureOrigins
  /// The titles of the document and of the table.
  let document: String
  let table: String
  /// The link to a rule's place in the published reference, by its id.
  let rule: (String) -> String
  let section: (TableProvenance.Use) -> String
  /// The links to a figure's comparisons: over the years, and across departments.
  let compared: (String) -> (years: String?, departments: String?)

  /// `{"file", "document", "table", "rows": [name], "columns": [[name, unit]], "rules": [[id, name, href]],
  /// "checks": [[rule, verdict, formula, gap, allowed, cell, unit]],
  /// "cells": {anchor: [address, line, column, [check], [[title, href]], years, departments, row, column]}}`; what is
  /// missing is "" or 0.
  var text: String {
    var text = "mingzhangFigures({\"file\":\(Self.literal(origins.file)),\n\"document\":\(Self.literal(document)),"
    text += "\"table\":\(Self.literal(table)),\n\"rows\":["
    text += origins.rows.map(Self.literal).joined(separator: ",")
    text += "],\n\"columns\":["
    text += origins.columns.map { "[\(Self.literal($0.name)),\(Self.literal($0.unit))]" }.joined(separator: ",")
    text += "],\n\"rules\":["
    text += origins.rules.map { rule in
      "[\(Self.literal(rule.id)),\(Self.literal(rule.name)),\(Self.literal(self.rule(rule.id)))]"
    }.joined(separator: ",\n")
    text += "],\n\"checks\":["
    text += origins.checks.map { check in
      let (gap, allowed) = (check.arithmetic?.gap ?? "", check.arithmetic?.allowed ?? "")
      return "[\(check.rule),\(Self.literal(check.verdict.word)),\(Self.literal(check.formula)),\(Self.literal(gap)),"
        + "\(Self.literal(allowed)),\(Self.literal(check.cell)),\(Self.literal(check.unit))]"
    }.joined(separator: ",\n")
    text += "],\n\"cells\":{"
    text += origins.lines.flatMap(\.figures).map { figure in
      let uses = figure.uses.map { "[\(Self.literal($0.section.title)),\(Self.literal(section($0)))]" }
      let (years, departments) = compared(figure.anchor)
      return "\(Self.literal(figure.anchor)):[\(Self.literal(figure.address)),\(figure.place?.line ?? 0),"
        + "\(figure.place?.column ?? 0),[\(figure.checks.map(String.init).joined(separator: ","))],"
        + "[\(uses.joined(separator: ","))],\(Self.literal(years ?? "")),\(Self.literal(departments ?? "")),"
        + "\(figure.row),\(figure.column)]"
    }.joined(separator: ",\n")
    return text + "}});\n"
  }

  /// A string that is JSON and script alike.
  static func literal(_ text: String) -> String {
    // Hardly any text has something to escape; 0xE2 begins the two line separators, and little else.
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x3C && byte != 0x7F && byte != 0xE2
    }
    if isPlain { return "\"\(text)\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\0"..<" ", "<", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
