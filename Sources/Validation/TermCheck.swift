internal import Diagnostics
internal import Disclosures

/// The glossary terms a disclosure selects exist and are valid for its year.
enum TermCheck {
  static func run(_ disclosure: Disclosure, terms: [Term]) -> [Finding] {
    let known = Dictionary(terms.map { ($0.name, $0) }) { first, _ in first }
    return disclosure.terms.compactMap { selected in
      guard let term = known[selected.value] else {
        let near = NearMiss.best(for: selected.value, among: terms.flatMap { [$0.name] + $0.aliases })
        return Finding(
          rule: "NAR-21", name: "名词解释", level: .error,
          message: "glossary.yaml 里没有“\(selected.value)”" + (near.map { "，是否为“\($0)”？" } ?? ""), at: selected.span,
          fix: near.map { "改成 \($0)" } ?? "先在 content/glossary.yaml 里写上它的解释")
      }
      if let years = term.years, !years.contains(disclosure.year) {
        return Finding(
          rule: "NAR-21", name: "名词解释", level: .error,
          message: "“\(term.name)”只用于 \(years.lowerBound)—\(years.upperBound) 年度", at: selected.span,
          related: [.init(term.span, "名词的适用年度")], fix: "换成当年的名词")
      }
      return nil
    }
  }
}
