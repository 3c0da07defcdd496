private import Foundation

/// Findings as SARIF 2.1.0 (OASIS), which code platforms and editors show beside the lines.
///
/// A 尾差 is a `note` of kind `pass`: it is explained, not wrong. A suppressed finding stays, with its justification.
package enum SARIFReport {
  package static let schemaURI =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  package static func render(
    _ findings: [Finding], rules: [RuleDescription], sources: [String: SourceFile], today: String, version: String,
    exitCode: Int32
  ) -> String {
    var known = rules
    // Form, template and format rules have no entry of their own in a form set.
    for finding in findings where !known.contains(where: { $0.id == finding.rule }) {
      known.append(
        RuleDescription(
          id: finding.rule, name: finding.name, level: finding.level, basis: finding.basis ?? "", summary: finding.name,
          isLocked: false))
    }
    known.sort { $0.id < $1.id }
    let index = Dictionary(known.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let run = Run(
      tool: .init(
        driver: .init(
          name: "mingzhang", fullName: "明账", version: version, language: "zh-CN", rules: known.map(Descriptor.init))),
      columnKind: "unicodeCodePoints", language: "zh-CN",
      invocations: [
        .init(executionSuccessful: exitCode < 2, exitCode: Int(exitCode), properties: .init(today: today))
      ],
      originalUriBaseIds: ["SITE": .init(description: .init(text: "站点文件夹"))],
      results: findings.map { Result($0, index: index[$0.rule] ?? 0, sources: sources) })
    let log = Log(schema: schemaURI, version: "2.1.0", runs: [run])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(log) else { return "" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Log: Encodable {
    let schema: String
    let version: String
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }
  }

  private struct Run: Encodable {
    let tool: Tool
    let columnKind: String
    let language: String
    let invocations: [Invocation]
    let originalUriBaseIds: [String: Base]
    let results: [Result]
  }

  private struct Tool: Encodable { let driver: Driver }

  private struct Driver: Encodable {
    let name: String
    let fullName: String
    let version: String
    let language: String
    let rules: [Descriptor]
  }

  private struct Message: Encodable { let text: String }

  private struct Base: Encodable { let description: Message }

  private struct Invocation: Encodable {
    struct Properties: Encodable { let today: String }
    let executionSuccessful: Bool
    let exitCode: Int
    let properties: Properties
  }

  private struct Descriptor: Encodable {
    struct Configuration: Encodable { let level: String }
    struct Properties: Encodable {
      let basis: String
      let locked: Bool
    }

    let id: String
    let name: String
    let shortDescription: Message
    let fullDescription: Message
    let help: Message
    let defaultConfiguration: Configuration
    let properties: Properties

    init(_ rule: RuleDescription) {
      id = rule.id
      name = rule.name
      shortDescription = Message(text: rule.name)
      fullDescription = Message(text: rule.summary.isEmpty ? rule.name : rule.summary)
      help = Message(
        text: "运行 mingzhang explain \(rule.id) 看要求、依据和样例。" + (rule.basis.isEmpty ? "" : "依据：\(rule.basis)"))
      defaultConfiguration = Configuration(level: rule.level.rawValue)
      properties = Properties(basis: rule.basis, locked: rule.isLocked)
    }
  }

  private struct Result: Encodable {
    struct Properties: Encodable {
      let verdict: String?
      let disclosure: String?
      let cell: String?
      let formula: String?
      let evidence: [String]
      let hypotheses: [String]
      let folded: [String]
    }

    let ruleId: String
    let ruleIndex: Int
    let level: String
    let kind: String
    let message: Message
    let locations: [Location]
    let relatedLocations: [Location]
    let partialFingerprints: [String: String]
    let suppressions: [SuppressionItem]
    let properties: Properties

    init(_ finding: Finding, index: Int, sources: [String: SourceFile]) {
      ruleId = finding.rule
      ruleIndex = index
      // SARIF gives a level other than none to failures only.
      let isExplained = finding.verdict == .rounding
      kind = isExplained ? "pass" : finding.verdict == .open ? "open" : finding.verdict == .doubtful ? "review" : "fail"
      level = kind == "fail" ? finding.level.rawValue : "none"
      message = Message(text: finding.message + (finding.fix.map { "。修改：\($0)" } ?? ""))
      locations = finding.spans.prefix(1).map { Location($0, id: nil, cell: finding.cell, sources) }
      relatedLocations = finding.spans.dropFirst().enumerated().map { Location($1, id: $0 + 1, cell: nil, sources) }
      partialFingerprints = ["mingzhang/v1": finding.fingerprint]
      suppressions = finding.suppression.map { [SuppressionItem($0, sources)] } ?? []
      var disclosure: String?
      if case .disclosure(let id) = finding.scope { disclosure = id }
      properties = Properties(
        verdict: finding.verdict?.rawValue, disclosure: disclosure, cell: finding.cell, formula: finding.formula,
        evidence: finding.evidence, hypotheses: finding.hypotheses,
        folded: finding.folded.map { "\($0.rule) \($0.cell)" })
    }
  }

  private struct SuppressionItem: Encodable {
    struct Properties: Encodable {
      let approver: String
      let expires: String?
      /// The value of the cell that was let stand.
      let value: String?
    }

    let kind = "external"
    let status = "accepted"
    let justification: String
    let location: Location
    let properties: Properties

    init(_ suppression: Suppression, _ sources: [String: SourceFile]) {
      justification = suppression.reason
      location = Location(.init(suppression.span), id: nil, cell: nil, sources)
      properties = Properties(
        approver: suppression.approver, expires: suppression.expires, value: suppression.value)
    }
  }

  private struct Location: Encodable {
    struct Artifact: Encodable {
      let uri: String
      let uriBaseId: String
    }

    struct Region: Encodable {
      let startLine: Int
      let startColumn: Int
      let endLine: Int
      let endColumn: Int
    }

    struct Physical: Encodable {
      let artifactLocation: Artifact
      let region: Region?
    }

    struct Logical: Encodable {
      let fullyQualifiedName: String
      let kind: String
    }

    let id: Int?
    let physicalLocation: Physical
    let logicalLocations: [Logical]?
    let message: Message?

    init(_ labeled: Finding.LabeledSpan, id: Int?, cell: String?, _ sources: [String: SourceFile]) {
      self.id = id
      let span = labeled.span
      let region = sources[span.path].map { file -> Region in
        let start = file.position(at: span.lower), end = file.position(at: span.upper)
        return Region(startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column)
      }
      let allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
      physicalLocation = Physical(
        artifactLocation: Artifact(
          uri: span.path.addingPercentEncoding(withAllowedCharacters: allowed) ?? span.path, uriBaseId: "SITE"),
        region: region)
      logicalLocations = cell.map { [Logical(fullyQualifiedName: $0, kind: "member")] }
      message = labeled.label.isEmpty ? nil : Message(text: labeled.label)
    }
  }
}
