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
    var script = Script()
    script.put("mingzhangFigures({\"file\":")
    script.put(text: origins.file)
    script.put(",\n\"document\":")
    script.put(text: document)
    script.put(",\"table\":")
    script.put(text: table)
    script.put(",\n\"rows\":[")
    script.list(origins.rows, by: ",") { $0.put(text: $1) }
    script.put("],\n\"columns\":[")
    script.list(origins.columns, by: ",") { $0.array([$1.name, $1.unit]) }
    script.put("],\n\"rules\":[")
    script.list(origins.rules) { $0.array([$1.id, $1.name, rule($1.id)]) }
    script.put("],\n\"checks\":[")
    script.list(origins.checks) { script, check in
      script.put("[")
      script.put(number: check.rule)
      let (gap, allowed) = (check.arithmetic?.gap ?? "", check.arithmetic?.allowed ?? "")
      for text in [check.verdict.word, check.formula, gap, allowed, check.cell, check.unit] {
        script.put(",")
        script.put(text: text)
      }
      script.put("]")
    }
    script.put("],\n\"cells\":{")
    script.list(origins.lines.flatMap(\.figures)) { put($1, to: &$0) }
    script.put("}});\n")
    return script.bytes
  }

  private func put(_ figure: FigureOrigins.Figure, to script: inout Script) {
    script.put(text: figure.anchor)
    script.put(":[")
    script.put(text: figure.address)
    for number in [figure.place?.line ?? 0, figure.place?.column ?? 0] {
      script.put(",")
      script.put(number: number)
    }
    script.put(",[")
    script.list(figure.checks, by: ",") { $0.put(number: $1) }
    script.put("],[")
    script.list(figure.uses, by: ",") { $0.array([$1.section.title, section($1)]) }
    script.put("]")
    let (years, departments) = compared(figure.anchor)
    for text in [years ?? "", departments ?? ""] {
      script.put(",")
      script.put(text: text)
    }
    for number in [figure.row, figure.column] {
      script.put(",")
      script.put(number: number)
    }
    script.put("]")
  }
}

/// The script as it grows.
private struct Script {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ own: StaticString) { bytes.append(own) }
  mutating func put(text: String) { bytes.append(literal: text) }
  mutating func put(number: Int) { bytes.append(String(number)) }

  mutating func array(_ texts: [String]) {
    put("[")
    list(texts, by: ",") { $0.put(text: $1) }
    put("]")
  }

  mutating func list<Element>(
    _ elements: some Sequence<Element>, by separator: StaticString = ",\n", _ each: (inout Script, Element) -> Void
  ) {
    var isFirst = true
    for element in elements {
      if !isFirst { put(separator) }
      isFirst = false
      each(&self, element)
    }
  }
}
