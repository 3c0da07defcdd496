/// The kinds of page a site has, and the names each hands to its template: the contract with whoever edits templates.
package enum PageKind: String, CaseIterable, Sendable {
  case home
  case department
  case departmentProjects = "department-projects"
  case departmentCompare = "department-compare"
  case yearCompare = "year-compare"
  case disclosure
  case table
  case section
  case scoreCard = "score-card"
  case sheet
  case sheetIndex = "sheet-index"
  case glossary
  case full
  case downloads
  case corrections
  case accessibility
  case rules
  case search
  case moved
  case notFound = "not-found"

  var template: String { "page/\(rawValue)" }

  /// What the government site standard calls such a page: decides which meta tags it carries.
  package var governmentKind: String {
    switch self {
    case .home: "home"
    case .department, .departmentProjects, .departmentCompare, .yearCompare, .downloads, .corrections, .accessibility,
      .rules:
      "column"
    case .disclosure, .table, .section, .scoreCard, .sheet, .sheetIndex, .glossary, .full: "article"
    case .search, .moved, .notFound: "utility"
    }
  }

  package var names: [String: TemplateShape] {
    Self.layout.merging(own) { _, own in own }
  }

  /// `name` is what a file is called once it is downloaded.
  private static let download: [String: TemplateShape] = [
    "label": .text, "href": .text, "size": .text, "name": .text,
  ]
  private static let link: [String: TemplateShape] = ["label": .text, "href": .text]
  /// What a list has that is cut into pages.
  private static let slices: [String: TemplateShape] = [
    "has-slices": .flag, "slices": .list(["label": .text, "href": .text, "is-current": .flag]),
  ]

  /// What every page has.
  private static let layout: [String: TemplateShape] = [
    "title": .text, "heading": .text, "page-kind": .text, "page-name": .text, "root": .text, "search": .text,
    "metas": .list(["name": .text, "content": .text]),
    "site": .group([
      "name": .text, "notice": .text, "organiser": .text, "contact": .text, "icp": .text, "police": .text,
      "id-code": .text, "home": .text, "links": .list(link),
    ]),
    "is-draft": .flag, "downloads-href": .text, "corrections-href": .text, "accessibility-href": .text,
    "breadcrumb": .list(["label": .text, "href": .text, "is-current": .flag]),
    "description": .text,
    "style": .text,
  ]

  /// What every page of a disclosure has besides.
  private static let article: [String: TemplateShape] = [
    "department": .text, "year": .text, "kind-title": .text, "document-title": .text,
    "published": .text, "source": .text, "original": .text,
    "contents": .list([
      "title": .text, "items": .list(["label": .text, "href": .text, "is-current": .flag, "code": .text]),
    ]),
    "has-previous": .flag, "has-next": .flag, "previous": .group(link), "next": .group(link),
    "overview-href": .text, "full-href": .text,
  ]

  private var own: [String: TemplateShape] {
    switch self {
    case .home:
      [
        "years": .list(["year": .text, "has-compare": .flag, "compare-href": .text]), "has-comparisons": .flag,
        "departments": .list([
          "name": .text, "href": .text,
          "cells": .list(["year": .text, "has-link": .flag, "documents": .list(Self.link)]),
        ]),
        "has-departments": .flag,
        "latest": .list(["label": .text, "href": .text, "date": .text, "department": .text]),
      ]
    case .department:
      [
        "name": .text, "facts": .list(["label": .text, "value": .text]),
        "disclosures": .list([
          "year": .text, "title": .text, "href": .text, "date": .text, "source": .text, "checks": .text,
          "figures": .list(["label": .text, "value": .text, "unit": .text]),
        ]),
        "has-disclosures": .flag, "has-projects": .flag, "projects-href": .text,
        "has-compare": .flag, "compare-href": .text,
        "has-trends": .flag, "trends": .list(["title": .text, "chart": .markup]), "trend-source": .text,
      ]
    case .departmentProjects:
      [
        "years": .list(["year": .text]), "count": .text,
        "projects": .list([
          "name": .text,
          "cells": .list([
            "year": .text, "has-link": .flag, "href": .text, "label": .text,
            "figures": .list(["label": .text, "value": .text, "machine": .text, "unit": .text]),
          ]),
        ]),
      ]
    case .departmentCompare:
      [
        "parts": .list(Self.link),
        "kinds": .list([
          "title": .text, "id": .text,
          "documents": .list(["label": .text, "href": .text, "source": .text, "date": .text]),
          "has-gaps": .flag, "gaps": .text,
          "groups": .list([
            "title": .text, "id": .text, "table": .markup, "has-notes": .flag, "notes": .list(["text": .text]),
          ]),
        ]),
      ]
    case .yearCompare:
      [
        "year": .text, "is-sorted": .flag, "whole-href": .text,
        "years": .list(["label": .text, "href": .text, "is-current": .flag]),
        "kinds": .list(
          Self.slices.merging([
            "title": .text, "id": .text, "table": .markup, "data-href": .text, "data-name": .text,
            "orders": .list(["label": .text, "href": .text, "is-current": .flag]),
          ]) { $1 }),
      ]
    case .disclosure:
      Self.article.merging(
        [
          "figures": .list(["label": .text, "value": .text, "machine": .text, "unit": .text, "href": .text]),
          "has-charts": .flag,
          "charts": .list(["title": .text, "unit": .text, "svg": .markup, "href": .text, "label": .text]),
          "has-figures": .flag, "checks": .text, "requirements": .text, "rules-href": .text, "ledger-href": .text,
          "ledger-name": .text,
          "downloads": .list(Self.download),
          "has-roundings": .flag,
          "roundings": .list(["cell": .text, "href": .text, "gap": .text, "allowed": .text, "formula": .text]),
          "has-gaps": .flag,
          "gaps": .list([
            "cell": .text, "href": .text, "name": .text, "verdict": .text, "gap": .text, "reason": .text,
            "has-others": .flag, "others": .list(Self.link),
          ]),
          "has-basis-notes": .flag, "basis-notes": .list(["text": .text]),
          "has-corrections": .flag,
          "corrections": .list([
            "date": .text, "cell": .text, "href": .text, "old": .text, "new": .text, "reason": .text,
          ]),
          "has-attachments": .flag, "attachments": .list(["label": .text, "href": .text, "size": .text]),
          "unit": .text,
        ]) { _, new in new }
    case .table:
      Self.article.merging(
        [
          "has-rules": .flag, "rules": .list(["id": .text, "name": .text, "summary": .text, "href": .text]),
          "ledger-href": .text, "ledger-name": .text, "has-uses": .flag,
          "uses": .list(["name": .text, "href": .text, "sections": .list(Self.link)]),
          "script": .text, "figures-href": .text, "data-file": .text, "has-lines": .flag,
          "lines": .list([
            "name": .text, "href": .text, "place": .text, "checks": .text, "has-years": .flag, "years-href": .text,
            "has-departments": .flag, "departments-href": .text,
          ]),
          "table": .markup, "checks": .text, "code": .text, "short": .text,
          "has-compare": .flag, "compare-href": .text,
          "downloads": .list(Self.download),
          "has-related": .flag, "related": .list(Self.link),
        ]) { _, new in new }
    case .section:
      Self.article.merging(
        ["group": .text, "prose": .markup, "has-related": .flag, "related": .list(Self.link)]) { _, new in new }
    case .scoreCard:
      Self.article.merging(
        [
          "script": .text, "figures-href": .text, "ledger-href": .text,
          "table": .markup, "checks": .text, "score": .text, "grade": .text,
          "levels": .list(["name": .text, "score": .text, "weight": .text, "bar": .text, "href": .text]),
          "weight": .text, "share": .text,
          "has-lost": .flag,
          "lost": .list([
            "name": .text, "points": .text, "score": .text, "weight": .text, "reason": .text, "href": .text,
          ]),
          "downloads": .list(Self.download),
        ]) { _, new in new }
    case .sheet:
      Self.article.merging(
        [
          "script": .text, "figures-href": .text, "ledger-href": .text,
          "form-title": .text, "has-index": .flag, "index": .group(Self.link),
          "figures": .list([
            "label": .text, "value": .text, "machine": .text, "unit": .text, "has-bar": .flag, "bar": .text,
            "href": .text,
          ]),
          "has-short": .flag,
          "short": .list([
            "name": .text, "target": .text, "actual": .text, "points": .text, "is-missed": .flag, "has-target": .flag,
            "reason": .text, "href": .text,
          ]),
          "lost": .text,
          "parts": .list(["title": .text, "body": .markup]), "checks": .text,
          "has-exceptions": .flag, "exceptions": .list(["rule": .text, "reason": .text]),
          "has-source-notes": .flag, "source-notes": .list(["text": .text]),
          "downloads": .list(Self.download),
        ]) { _, new in new }
    case .sheetIndex:
      Self.article.merging(
        [
          "count": .text, "table": .markup, "checks": .text,
          "orders": .list(["label": .text, "href": .text, "is-current": .flag]),
          "downloads": .list(Self.download),
        ]) { _, new in new }
    case .glossary:
      Self.article.merging(
        [
          "groups": .list([
            "title": .text, "id": .text, "terms": .list(["name": .text, "id": .text, "definition": .text]),
          ])
        ]) { _, new in new }
    case .full:
      Self.article.merging(
        [
          "parts": .list([
            "title": .text, "id": .text,
            "items": .list(["title": .text, "id": .text, "body": .markup, "is-table": .flag, "is-wide": .flag]),
          ])
        ]) { _, new in new }
    case .downloads:
      Self.slices.merging([
        "catalog-href": .text, "has-comparisons": .flag,
        "comparisons": .list(Self.link.merging(["name": .text]) { one, _ in one }),
        "disclosures": .list([
          "title": .text, "href": .text, "date": .text,
          "files": .list(Self.link.merging(["name": .text]) { one, _ in one }),
        ]),
      ]) { $1 }
    case .corrections:
      [
        "has-corrections": .flag,
        "corrections": .list([
          "date": .text, "title": .text, "href": .text, "cell": .text, "cell-href": .text, "old": .text, "new": .text,
          "reason": .text,
        ]),
      ]
    case .accessibility: [:]
    case .rules:
      [
        "count": .text, "has-unverified": .flag, "unverified": .list(["text": .text]),
        "rules": .list([
          "id": .text, "anchor": .text, "name": .text, "level": .text, "basis": .text, "help": .text,
          "has-clauses": .flag, "clauses": .list(["text": .text]), "has-examples": .flag,
          "examples": .list(["verdict": .text, "cells": .text, "message": .text]),
        ]),
      ]
    case .search:
      [
        "version": .text, "amounts-script": .text, "index-script": .text, "script": .text, "has-departments": .flag,
        "departments": .list(["name": .text, "href": .text, "documents": .list(Self.link)]),
      ]
    case .moved: ["href": .text, "label": .text, "address": .text, "former": .text, "current": .text]
    case .notFound: [:]
    }
  }
}
