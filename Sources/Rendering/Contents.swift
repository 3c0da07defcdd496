internal import Disclosures
internal import Figures
internal import Forms

/// The table of contents of a disclosure: every page in the official order, in groups.
struct Contents {
  struct Item {
    let label: String
    let path: PagePath
    let code: String?
  }

  struct Group {
    let title: String
    let id: String
    let items: [Item]
  }

  let groups: [Group]

  init(_ disclosure: Disclosure, _ paths: DisclosurePaths) {
    var groups: [Group] = []
    for (index, section) in disclosure.set.sections.enumerated() {
      let title = "\(ordinal(index + 1))、\(section.title)"
      switch section.content {
      case .tables:
        let items = disclosure.tables.compactMap { $0 }.filter(\.form.isStatutory).map { table in
          Item(label: table.form.title, path: paths.table(table.form.id), code: table.form.code)
        }
        groups.append(Group(title: title, id: section.id, items: items))
      case .glossary:
        let items = [Item(label: section.title, path: paths.glossary, code: nil)]
        groups.append(Group(title: title, id: section.id, items: disclosure.terms.isEmpty ? [] : items))
      case .prose:
        let items = section.leaves.enumerated().compactMap { place, leaf -> Item? in
          guard disclosure.section(leaf.id) != nil else { return nil }
          let label = section.children.isEmpty ? leaf.title : "（\(ordinal(place + 1))）\(leaf.title)"
          return Item(label: label, path: paths.section(leaf.id), code: nil)
        }
        groups.append(Group(title: title, id: section.id, items: items))
      }
    }
    // Tables are never left out: a set without a place for them gets one at the end.
    if !disclosure.set.sections.contains(where: { $0.content == .tables }) {
      let items = disclosure.tables.compactMap { $0 }.filter(\.form.isStatutory).map { table in
        Item(label: table.form.title, path: paths.table(table.form.id), code: table.form.code)
      }
      groups.append(Group(title: "表格", id: "tables", items: items))
    }
    let attached = disclosure.tables.compactMap { $0 }.filter { !$0.form.isStatutory }.map { table in
      Item(label: table.title, path: paths.performance(table.form.id), code: nil)
    }
    if !attached.isEmpty { groups.append(Group(title: "附件", id: "attached", items: attached)) }
    self.groups = groups.filter { !$0.items.isEmpty }
  }

  func neighbours(of page: PagePath) -> (previous: Item?, next: Item?) {
    let items = groups.flatMap(\.items)
    guard let index = items.firstIndex(where: { $0.path == page }) else { return (nil, nil) }
    return (index > 0 ? items[index - 1] : nil, index + 1 < items.count ? items[index + 1] : nil)
  }
}

private func ordinal(_ number: Int) -> String { ChineseNumeral.of(number) }
