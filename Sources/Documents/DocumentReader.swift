package import Diagnostics

/// Reads a data file by its extension: `.yaml`, `.yml` and `.json` into one kind of node.
package enum DocumentReader {
  package static func read(_ file: SourceFile) -> (Node?, [Finding]) {
    guard file.path.lowercased().hasSuffix(".json") else { return YAMLReader.read(file) }
    let strict = JSONReader.read(file)
    if strict.0 != nil { return strict }
    // Hand-written JSON (bare keys, trailing commas, # comments) is YAML's flow style.
    let relaxed = YAMLReader.read(file)
    if relaxed.0 != nil { return relaxed }
    // Both failed: the reader that got further knows more about what is wrong.
    let strictPlace = strict.1.last?.primary?.lower ?? 0
    let relaxedPlace = relaxed.1.last?.primary?.lower ?? 0
    return relaxedPlace > strictPlace ? relaxed : strict
  }
}
