import Foundation
import TestSupport
import Testing

/// The arrows between modules point down only: what a file imports, its module declares, and what a module declares
/// stands above it in the manifest's list.
@Suite struct ArchitectureTests {
  static let layers = [
    "Diagnostics", "Documents", "Extraction", "Figures", "Forms", "Markdown", "Disclosures", "Validation", "Rendering",
    "Export", "Site", "Publishing", "Preview", "CommandLine",
  ]

  /// Modules that may not see each other, though one stands above the other.
  static let apart: [String: Set<String>] = [
    "Extraction": ["Documents"], "Markdown": ["Documents", "Extraction", "Figures", "Forms"],
    "Validation": ["Documents"], "Rendering": ["Validation", "Documents"],
    "Export": ["Validation", "Rendering", "Markdown"],
    "Publishing": Set(layers).subtracting(["Diagnostics"]), "Preview": Set(layers).subtracting(["Diagnostics"]),
  ]

  static func imports(_ path: String) throws -> [String] {
    let text = String(decoding: try Repository.bytes(path), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      line.wholeMatch(of: /(?:@testable )?(?:package |internal |private |public )?import ([A-Za-z]+)/).map {
        String($0.1)
      }
    }
  }

  @Test func pointsOnlyDownwards() throws {
    var arrows = 0
    for (place, module) in Self.layers.enumerated() {
      for file in Repository.files(below: "Sources/\(module)") where file.hasSuffix(".swift") {
        for name in try Self.imports(file) where Self.layers.contains(name) {
          arrows += 1
          let other = try #require(Self.layers.firstIndex(of: name))
          #expect(other < place, "\(file) imports \(name)")
          #expect(!(Self.apart[module] ?? []).contains(name), "\(file) imports \(name)")
        }
      }
    }
    #expect(arrows > 100)
  }

  @Test func keepsEachLibraryToItsModules() throws {
    let owners = [
      "ArgumentParser": ["CommandLine"], "Mustache": [], "Crypto": ["Publishing", "Site"],
      "FlyingSocks": ["Preview"],
      "CYAML": ["Documents"], "CCMarkGFM": ["Markdown"], "CTheme": ["Site"], "CAtomicRename": ["Publishing"],
      "CArchive": ["Extraction"], "CXML": ["Extraction"],
    ]
    for file in Repository.files(below: "Sources") where file.hasSuffix(".swift") {
      let module = file.split(separator: "/")[1]
      for name in try Self.imports(file) {
        if let allowed = owners[name] { #expect(allowed.contains(String(module)), "\(file) imports \(name)") }
      }
    }
  }

  @Test func keepsFilesToOneSubject() throws {
    for folder in ["Sources", "Tests"] {
      for file in Repository.files(below: folder) where file.hasSuffix(".swift") {
        let lines = String(decoding: try Repository.bytes(file), as: UTF8.self).split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 401, "\(file) has \(lines.count) lines")
      }
    }
  }

  /// The tool carries exactly the files of the repository.
  @Test func embedsEveryTemplateFormAndStarterFile() throws {
    let source = String(decoding: try Repository.bytes("Sources/CTheme/theme.c"), as: UTF8.self)
    let embedded = source.matches(of: /#embed "\.\.\/\.\.\/([^"]+)"/).map { String($0.1) }
    let there =
      Repository.files(below: "templates") + Repository.files(below: "forms")
      + Repository.files(below: "Sources/CTheme/starter")
    #expect(embedded.sorted() == there.sorted(), "run make embed")
  }
}
