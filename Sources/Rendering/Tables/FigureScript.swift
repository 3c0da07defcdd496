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
  var bytes: [UInt8] {
    var literal = ScriptLiteral()
    literal.open("{")
    for (key, text) in [("file", origins.file), ("document", document), ("table", table)] {
      literal.key(key)
      literal.text(text)
    }
    literal.key("rows")
    literal.list(origins.rows) { $0.text($1) }
    literal.key("columns")
    literal.list(origins.columns) { $0.texts($1.name, $1.unit) }
    literal.key("rules")
    literal.list(origins.rules) { $0.texts($1.id, $1.name, rule($1.id)) }
    literal.key("checks")
    literal.list(origins.checks) { put($1, to: &$0) }
    literal.key("cells")
    literal.open("{")
    for line in origins.lines { for figure in line.figures { put(figure, to: &literal) } }
    literal.close("}")
    literal.close("}")
    return Array("mingzhangFigures(".utf8) + literal.bytes + Array(");\n".utf8)
  }

  private func put(_ check: FigureOrigins.Check, to literal: inout ScriptLiteral) {
    literal.newline()
    literal.open("[")
    literal.number(check.rule)
    literal.text(check.verdict.word)
    literal.text(check.formula)
    literal.text(check.arithmetic?.gap ?? "")
    literal.text(check.arithmetic?.allowed ?? "")
    literal.text(check.cell)
    literal.text(check.unit)
    literal.close("]")
  }

  private func put(_ figure: FigureOrigins.Figure, to literal: inout ScriptLiteral) {
    literal.newline()
    literal.key(figure.anchor)
    literal.open("[")
    literal.text(figure.address)
    literal.number(figure.place?.line ?? 0)
    literal.number(figure.place?.column ?? 0)
    literal.list(figure.checks) { $0.number($1) }
    literal.list(figure.uses) { $0.texts($1.section.title, section($1)) }
    let (years, departments) = compared(figure.anchor)
    literal.text(years ?? "")
    literal.text(departments ?? "")
    literal.number(figure.row)
    literal.number(figure.column)
    literal.close("]")
  }
}
