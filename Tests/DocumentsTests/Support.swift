import Diagnostics
import Documents
import Testing

/// The bytes a span covers, as text.
func slice(_ file: SourceFile, _ span: SourceSpan) -> String {
  String(decoding: file.bytes[span.lower..<span.upper], as: UTF8.self)
}

/// Every scalar of a document in order, keys included.
func scalars(_ node: Node) -> [Node] {
  switch node.kind {
  case .scalar: [node]
  case .sequence(let items): items.flatMap(scalars)
  case .mapping(let pairs): pairs.flatMap { scalars($0.key) + scalars($0.value) }
  }
}

/// The node without places, to compare two ways of writing.
func shape(_ node: Node) -> String {
  switch node.kind {
  case .scalar(let text, let quoted):
    quoted || Double(text) == nil && !["null", "true", "false"].contains(text) ? "“\(text)”" : text
  case .sequence(let items): "[" + items.map(shape).joined(separator: ", ") + "]"
  case .mapping(let pairs): "{" + pairs.map { "\(shape($0.key)): \(shape($0.value))" }.joined(separator: ", ") + "}"
  }
}

func read(yaml text: String) throws -> (SourceFile, Node) {
  let file = SourceFile(path: "a.yaml", text: text)
  let (node, findings) = YAMLReader.read(file)
  try #require(findings.isEmpty, "\(findings.map(\.message))")
  return (file, try #require(node))
}
