internal import Disclosures
internal import Forms

/// What a code is called: by the list of codes of its table, then in other tables of the same classification. (Codes of the
/// functional and of the economic classification may be the same.)
enum SubjectNames {
  static func all(of code: String, in form: TableForm, _ set: FormSet, _ tables: [Table?]) -> [String] {
    let list = form.codeList.flatMap { set.codeLists[$0] }
    let listed = list?.names[code].map { [$0] + (list?.alternatives[code] ?? []) } ?? []
    return listed
      + tables.compactMap { table in
        table?.form.codeList == form.codeList ? table?.blocks.first?.row(code)?.name : nil
      }
  }
}
