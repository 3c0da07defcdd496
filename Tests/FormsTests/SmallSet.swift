import Diagnostics
import Forms
import Testing

/// A form set of a few lines, for tests that change one of them.
enum SmallSet {
  static let id = "test/2020/final-accounts"

  static let form = """
    title: 小表样
    year: 2020
    kind: final-accounts
    kind-title: 部门决算
    lists:
      classes:
        - {code: 201, name: 一般公共服务支出}
        - {code: 205, name: 教育支出}
    sections:
      - {id: duties, title: 部门职责}
    tables:
      - id: summary
        short: 收支总表
        title: 收入支出决算总表
        layout: paired
        blocks:
          - id: revenue
            name: 收入
            columns: [{id: final, name: 决算数}]
            lines: [{id: a, name: 事业收入, number: 1}, {id: total, name: 总计, number: 2, total: true}]
          - id: expenditure
            name: 支出
            columns: [{id: final, name: 决算数}, {id: general, name: 一般公共预算}]
            lines: [{list: classes, number-from: 3}, {id: total, name: 总计, number: 5, total: true}]
      - id: expenditure
        short: 支出表
        title: 支出决算表
        code: 公开03表
        layout: list
        levels: [类, 款, 项]
        total-row: 合计
        columns: [{id: total, name: 本年支出合计, aliases: [合计]}, {id: basic, name: 基本支出}, {id: project, name: 项目支出}]
      - id: three-public
        short: 三公表
        title: 三公经费表
        layout: paired
        columns: [{id: amount, name: 金额}]
        lines: [{id: total, name: 合计}, {id: abroad, name: 因公出国（境）费}]

    """

  static let rules = """
    rules:
      - id: TC-2
        name: 合计等于各项之和
        level: error
        basis: 测试
        for: 支出表[*]
        assert: 本年支出合计 = 基本支出 + 项目支出
        samples:
          fail:
            - {"支出表[201].本年支出合计": 2.00, "支出表[201].基本支出": 1.00}

    """

  static func formLibrary(_ form: String = form, rules: String = rules, more: [(String, String)] = []) -> FormSetLibrary
  {
    let files = [("forms/\(id)/form-set.yaml", form), ("forms/\(id)/rules.yaml", rules)] + more
    return FormSetLibrary(files: files.map { SourceFile(path: $0.0, text: $0.1) })
  }

  static func set() throws -> FormSet {
    let (set, findings) = formLibrary().load(id)
    try #require(findings.isEmpty, "\(findings.map(\.message))")
    return try #require(set)
  }
}
