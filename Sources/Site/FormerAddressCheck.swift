internal import Diagnostics
internal import Disclosures
internal import Documents
internal import Rendering

/// Whether the old addresses of departments are free: pages that lead on must not stand where others are.
enum FormerAddressCheck {
  /// What is wrong with the old addresses of each department, in the order of `departments`.
  ///
  /// - Parameter taken: the folders of all departments, those that could not be read included.
  static func run(_ departments: [Department?], taken: [String], reserved: Set<String>) -> [[Finding]] {
    let current = Dictionary(departments.compactMap { $0 }.map { ($0.slug, $0) }) { first, _ in first }
    let folders = Set(taken)
    var former: [String: FormerAddress] = [:]
    return departments.map { department in
      (department?.formerly ?? []).compactMap { address -> Finding? in
        if reserved.contains(address.slug) {
          return InputRule.path.finding(
            "旧网址“\(address.slug)”是站点自己的网址", at: address.span, fix: "删去这一项，或改正写错的字")
        }
        if folders.contains(address.slug) {
          let other = current[address.slug]
          return InputRule.path.finding(
            "旧网址“\(address.slug)”现在是“\(other?.name ?? address.slug)”的网址", at: address.span,
            related: other.map { [.init($0.span, "现在用这个网址的部门")] } ?? [], fix: "删去这一项：一个网址不能既是部门又转到别处")
        }
        if let first = former[address.slug] {
          return InputRule.path.finding(
            "两个部门都说“\(address.slug)”是旧网址", at: address.span, related: [.init(first.span, "另一个")],
            fix: "只留在承接它的部门；拆分成几个的，留在主要的一个")
        }
        former[address.slug] = address
        return nil
      }
    }
  }
}
