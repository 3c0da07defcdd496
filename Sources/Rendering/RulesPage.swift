package import Diagnostics

/// A rule as readers meet it: what must hold, on what basis, and samples with what they came to.
package struct RuleEntry: Sendable, Codable {
  package struct Example: Sendable, Codable {
    package let verdict: Verdict
    package let cells: String
    package let message: String?

    package init(verdict: Verdict, cells: String, message: String?) {
      self.verdict = verdict
      self.cells = cells
      self.message = message
    }
  }

  package let id: String
  package let name: String
  package let level: String
  package let basis: String
  package let help: String?
  package let clauses: [String]
  package let examples: [Example]

  package init(
    id: String, name: String, level: String, basis: String, help: String?, clauses: [String], examples: [Example]
  ) {
    self.id = id
    self.name = name
    self.level = level
    self.basis = basis
    self.help = help
    self.clauses = clauses
    self.examples = examples
  }
}

/// The published rules reference of a form set (审核规则): what every figure of its disclosures was checked against.
package struct RulesPage: Sendable {
  let frame: SiteFrame
  let set: String
  let title: String
  let rules: [RuleEntry]
  /// What in the forms nobody has verified.
  let unverified: [String]

  /// The first part of every such page's address; no department may be called so.
  package static let folder = "rules"

  package init(frame: SiteFrame, set: String, title: String, rules: [RuleEntry], unverified: [String]) {
    self.frame = frame
    self.set = set
    self.title = title
    self.rules = rules
    self.unverified = unverified
  }

  /// Where a rule stands on the page.
  static func anchor(of rule: String) -> String { "rule-\(rule)" }

  package static func path(of set: String) -> PagePath { .page(folder, set) }

  package var page: RenderedPage {
    let page = Self.path(of: set)
    let heading = "审核规则：\(title)"
    let description = "\(title)的公开件按这 \(rules.count) 条规则核对"
    var values = frame.values(
      .rules, at: page, heading: heading, description: description, steps: [.init(label: "审核规则", path: page)],
      metas: frame.columnMetas(name: "审核规则", description: description))
    values["count"] = .text(String(rules.count))
    values["has-unverified"] = .flag(!unverified.isEmpty)
    values["unverified"] = .list(unverified.map { ["text": .text($0)] })
    values["rules"] = .list(
      rules.map { rule in
        [
          "id": .text(rule.id), "anchor": .text(Self.anchor(of: rule.id)), "name": .text(rule.name),
          "level": .text(rule.level),
          "basis": .text(rule.basis), "help": .optional(rule.help), "has-clauses": .flag(!rule.clauses.isEmpty),
          "clauses": .list(rule.clauses.map { ["text": .text($0)] }), "has-examples": .flag(!rule.examples.isEmpty),
          "examples": .list(
            rule.examples.map {
              ["verdict": .text($0.verdict.word), "cells": .text($0.cells), "message": .optional($0.message)]
            }),
        ]
      })
    return RenderedPage(path: page, kind: .rules, values: values)
  }
}
