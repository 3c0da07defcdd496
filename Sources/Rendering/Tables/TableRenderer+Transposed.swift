internal import Disclosures
internal import Forms

extension TableRenderer {
  /// Lines printed as columns under up to three levels of heads; every cell names its heads by id.
  func transposed(_ html: inout HTMLText) {
    if form.isInterleaved { return interleaved(&html) }
    box(&html, kind: transposedKind) { html in
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
              transposedCell(&html, row, block: blockIndex, headers: headerIDs(block.form, row.key))
            }
          }
        }
      }
    }
  }

  /// A phone shows the one row as a list of its items, two parts beside each other.
  private var transposedKind: String { form.blocks.count == 2 ? "transposed wide stack" : "transposed wide" }

  private func transposedCell(_ html: inout HTMLText, _ row: Row, block: Int, headers: String) {
    let part = form.blocks[block]
    let line = part.lines.firstIndex { ($0.code ?? $0.id) == row.key }
    let label = line.map {
      CellLabel(name: part.lines[$0].name, side: block + 1, part: $0 == 0 ? part.name : nil)
    }
    figureCell(
      &html, row, block: block, column: 0, headers: headers, label: form.blocks.count == 2 ? label : nil)
  }

  private func head(_ html: inout HTMLText) {
    html.element("tr") { html in
      for block in form.blocks {
        html.element("th", ("id", id(block)), ("colspan", String(block.lines.count)), ("scope", "colgroup")) { html in
          stay(&html, block.name)
        }
      }
    }
    html.element("tr") { html in
      for block in form.blocks {
        for run in runs(block) {
          if let group = run[0].group {
            html.element(
              "th", ("id", id(block, group: run[0])), ("headers", id(block)), ("colspan", String(run.count)),
              ("scope", "colgroup")
            ) { stay(&$0, group) }
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
    numberRow(&html)
  }

  /// Over many columns, of which a phone shows one or two: the words go along with those.
  private func stay(_ html: inout HTMLText, _ text: String) {
    html.element("span", ("class", "stay"), text: text)
  }

  /// 栏次.
  private func numberRow(_ html: inout HTMLText) {
    guard form.printsNumbers else { return }
    html.element("tr", ("class", "numbers")) { html in
      let count = form.blocks.reduce(0) { $0 + $1.lines.count }
      for number in 1...max(1, count) { html.element("td", ("aria-hidden", "true"), text: String(number)) }
    }
  }

  /// The same figures item by item: 预算数 and 决算数 beside each other under every item.
  private func interleaved(_ html: inout HTMLText) {
    guard let lines = form.blocks.first else { return }
    let width = form.blocks.count
    box(&html, kind: transposedKind) { html in
      for _ in lines.lines { html.element("colgroup", ("span", String(width)), text: "") }
      html.element("thead") { html in
        printHead(&html, columns: width * lines.lines.count)
        itemHeads(&html, lines)
        html.element("tr") { html in
          for line in lines.lines {
            for block in form.blocks {
              let above = itemIDs(lines, line)
              html.element(
                "th", ("id", id(block, line)), ("headers", above.joined(separator: " ")), ("scope", "col"),
                text: block.name)
            }
          }
        }
        numberRow(&html)
      }
      html.newline()
      html.element("tbody") { html in
        html.element("tr") { html in
          for (index, line) in lines.lines.enumerated() {
            for (blockIndex, block) in table.blocks.enumerated() where index < block.rows.count {
              let headers = itemIDs(lines, line) + [id(block.form, block.form.lines[index])]
              transposedCell(
                &html, block.rows[index], block: blockIndex, headers: headers.joined(separator: " "))
            }
          }
        }
      }
    }
  }

  /// The heads over the items: groups above their items, items without a group two rows high.
  private func itemHeads(_ html: inout HTMLText, _ lines: BlockForm) {
    let width = form.blocks.count
    html.element("tr") { html in
      for run in runs(lines) {
        if let group = run[0].group {
          html.element(
            "th", ("id", itemID(group: run[0])), ("colspan", String(run.count * width)), ("scope", "colgroup"),
            text: group)
        } else {
          html.element(
            "th", ("id", itemID(run[0])), ("rowspan", "2"), ("colspan", String(width)), ("scope", "colgroup"),
            text: run[0].label)
        }
      }
    }
    html.element("tr") { html in
      for run in runs(lines) where run[0].group != nil {
        for line in run {
          html.element(
            "th", ("id", itemID(line)), ("headers", itemID(group: run[0])), ("colspan", String(width)),
            ("scope", "colgroup"), text: line.label)
        }
      }
    }
  }

  private func itemIDs(_ lines: BlockForm, _ line: LineForm) -> [String] {
    let group = line.group.flatMap { name in lines.lines.first { $0.group == name } }
    return (group.map { [itemID(group: $0)] } ?? []) + [itemID(line)]
  }

  private func itemID(_ line: LineForm) -> String { "\(form.id)-h-item-\(line.id)" }
  private func itemID(group line: LineForm) -> String { "\(form.id)-h-items-\(line.id)" }

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
