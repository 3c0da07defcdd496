internal import Disclosures
internal import Forms

extension TableRenderer {
  /// Lines printed as columns under up to three levels of heads; every cell names its heads by id.
  func transposed(_ html: inout HTMLText) {
    box(&html, kind: "transposed wide") { html in
      for block in form.blocks {
        html.element("colgroup", ("span", String(block.lines.count)), text: "")
      }
      html.element("thead") { html in
        printHead(&html, columns: form.blocks.reduce(0) { $0 + $1.lines.count })
        head(&html)
      }
      html.newline()
      html.element("tbody") { html in
        html.element("tr") { html in
          for (blockIndex, block) in table.blocks.enumerated() {
            for row in block.rows {
              figureCell(&html, row, block: blockIndex, column: 0, headers: headerIDs(block.form, row.key))
            }
          }
        }
      }
    }
  }

  private func head(_ html: inout HTMLText) {
    html.element("tr") { html in
      for block in form.blocks {
        html.element(
          "th", ("id", id(block)), ("colspan", String(block.lines.count)), ("scope", "colgroup"), text: block.name)
      }
    }
    html.element("tr") { html in
      for block in form.blocks {
        for run in runs(block) {
          if let group = run[0].group {
            html.element(
              "th", ("id", id(block, group: run[0])), ("headers", id(block)), ("colspan", String(run.count)),
              ("scope", "colgroup"), text: group)
          } else {
            html.element(
              "th", ("id", id(block, run[0])), ("headers", id(block)), ("rowspan", "2"), ("scope", "col"),
              text: run[0].label)
          }
        }
      }
    }
    html.element("tr") { html in
      for block in form.blocks {
        for run in runs(block) where run[0].group != nil {
          for line in run {
            html.element(
              "th", ("id", id(block, line)), ("headers", "\(id(block)) \(id(block, group: run[0]))"), ("scope", "col"),
              text: line.label)
          }
        }
      }
    }
    html.element("tr", ("class", "numbers")) { html in
      let count = form.blocks.reduce(0) { $0 + $1.lines.count }
      for number in 1...max(1, count) { html.element("td", ("aria-hidden", "true"), text: String(number)) }
    }
  }

  private func headerIDs(_ block: BlockForm, _ key: String) -> String {
    guard let line = block.lines.first(where: { ($0.code ?? $0.id) == key }) else { return id(block) }
    var ids = [id(block)]
    if line.group != nil, let first = block.lines.first(where: { $0.group == line.group }) {
      ids.append(id(block, group: first))
    }
    return (ids + [id(block, line)]).joined(separator: " ")
  }

  private func id(_ block: BlockForm) -> String { "\(form.id)-h-\(block.id)" }
  private func id(_ block: BlockForm, _ line: LineForm) -> String { "\(form.id)-h-\(block.id)-\(line.id)" }
  private func id(_ block: BlockForm, group line: LineForm) -> String { "\(form.id)-h-\(block.id)-group-\(line.id)" }

  /// Neighbouring lines under one group head, or a line alone.
  private func runs(_ block: BlockForm) -> [[LineForm]] {
    var runs: [[LineForm]] = []
    for line in block.lines {
      if let group = line.group, runs.last?.first?.group == group {
        runs[runs.count - 1].append(line)
      } else {
        runs.append([line])
      }
    }
    return runs
  }
}
