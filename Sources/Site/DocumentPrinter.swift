internal import Dispatch
internal import Diagnostics
package import Disclosures
internal import Extraction
internal import Foundation
package import Rendering
internal import Synchronization

/// Prints whole documents to PDF with the browser of this machine: text, headings, tables and bookmarks, not pictures.
///
/// Nothing else needs a browser, so that one is only asked for where somebody wants PDF. It gets a folder of its own, no
/// network, and a limit of time. The file says the day of publication, not of the printing, and links lead to the site's
/// domain: two runs with the same browser give the same bytes, and no path of this machine is in them.
package final class DocumentPrinter: Sendable {
  /// A file of the site.
  package struct File: Sendable {
    package let path: String
    package let bytes: [UInt8]
  }

  /// What the user reads where there is no browser.
  package static let missing = "没有找到 Chromium 或 Chrome，没有生成 PDF，其余照常。安装后再用 --pdf 生成。"

  private static let programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
  private static let largest = 256 << 20

  private let program: String
  private let root: String
  private let seconds: Double
  /// A browser takes several processes and some hundred MB.
  private let turns = DispatchSemaphore(value: 2)
  private let failed = Mutex<[String]>([])

  /// nil where no browser is installed.
  ///
  /// - Parameters:
  ///   - root: the site's folder, from which documents show their pictures.
  ///   - seconds: how long one document may take.
  package init?(root: String, seconds: Double = 120, programs: [String]? = nil) {
    guard let program = (programs ?? Self.programs).first(where: { BoundedProcess.find($0) != nil }) else { return nil }
    self.program = program
    self.root = root
    self.seconds = seconds
  }

  /// One line for each document that could not be printed, sorted.
  package var notes: [String] { failed.withLock { $0.sorted() } }

  /// The notes as lines; empty where all is well.
  package var report: String { notes.map { $0 + "\n" }.joined() }

  /// The printed document of a disclosure, told to `pages` so that the overview offers it; nothing where it failed.
  package func files(
    of disclosure: Disclosure, _ pages: inout DisclosurePages, theme: TemplateLibrary, domain: String
  ) -> [File] {
    let page = pages.fullPage
    var files = theme.assets.map { File(path: $0.path, bytes: $0.bytes) }
    let html = String(decoding: theme.bytes(of: page), as: UTF8.self)
    let paths = DisclosurePaths(disclosure.id)
    let folder = SiteFolder(root: root)
    for attachment in disclosure.attachments where html.contains("src=\"../attachments/") {
      let entry = SiteFolder.Entry(name: attachment.name, path: attachment.path, isFolder: false, size: attachment.size)
      var ignored: [Finding] = []
      if let bytes = folder.bytes(entry, &ignored) {
        files.append(.init(path: paths.attachment(attachment.name).path, bytes: bytes))
      }
    }
    files.append(.init(path: page.path.path, bytes: Array(Self.absolute(html, at: page.path, domain: domain).utf8)))
    turns.wait()
    defer { turns.signal() }
    switch print(page.path.path, of: files) {
    case .success(let bytes):
      pages.printedSize = bytes.count
      return [.init(path: paths.pdf.path, bytes: Self.dated(bytes, disclosure.published?.value.iso))]
    case .failure(let failure):
      failed.withLock { $0.append("\(disclosure.id)：没有印成 PDF，\(failure.reason)") }
      return []
    }
  }

  struct Failure: Error {
    let reason: String
  }

  private func print(_ page: String, of files: [File]) -> Result<[UInt8], Failure> {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appendingPathComponent("mingzhang-print-\(UUID().uuidString)")
    defer { try? manager.removeItem(at: folder) }
    let site = folder.appendingPathComponent("site"), target = folder.appendingPathComponent("document.pdf")
    do {
      // Held-back documents may be among them: nobody else on this machine reads along.
      try manager.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      for file in files {
        let place = site.appendingPathComponent(file.path)
        try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: place)
      }
    } catch {
      return .failure(Failure(reason: "临时文件写不了"))
    }
    let arguments =
      [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer", "--generate-pdf-document-outline",
        "--print-to-pdf=\(target.path)",
        // The browser refuses to lock root in; the pages are our own.
      ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + [site.appendingPathComponent(page).absoluteString]
    let outcome = BoundedProcess.run(
      program, arguments, input: [], seconds: seconds, outputLimit: Self.largest, addressSpace: nil, home: folder.path)
    switch outcome {
    case .unavailable: return .failure(Failure(reason: "\(program) 启动不了"))
    case .stopped: return .failure(Failure(reason: "\(program) 超出了 \(Int(seconds)) 秒或中途退出"))
    case .finished:
      guard let data = try? Data(contentsOf: target), data.starts(with: Array("%PDF-".utf8)) else {
        return .failure(Failure(reason: "\(program) 没有写出文件"))
      }
      return .success(Array(data))
    }
  }

  /// Links to other pages as whole addresses: a file that somebody keeps has nothing beside it. Links within the document
  /// stay, and so do the style sheet and the pictures.
  static func absolute(_ html: String, at page: PagePath, domain: String) -> String {
    let folder = page.path.split(separator: "/").dropLast().map(String.init)
    return html.replacing(/(<a [^>]*?href=")([^"#:\/][^":]*)"/) { match in
      let link = match.output.2
      let mark = link.firstIndex(of: "#") ?? link.endIndex
      var parts = folder
      for part in link[..<mark].split(separator: "/") {
        if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
      }
      if parts.last == "index.html" { parts[parts.count - 1] = "" }
      return "\(match.output.1)https://\(domain)/\(parts.joined(separator: "/"))\(link[mark...])\""
    }
  }

  /// The file with the day of publication for the time of printing; as long as before, so that all its offsets hold.
  static func dated(_ bytes: [UInt8], _ day: String?) -> [UInt8] {
    let day = (day ?? "2000-01-01").filter { $0 != "-" }
    guard day.utf8.count == 8 else { return bytes }
    var bytes = bytes
    let stamp = Array("(D:\(day)000000+00'00')".utf8)
    for key in ["/CreationDate ", "/ModDate "] {
      let key = Array(key.utf8)
      // In the first object, which browsers write before anything else.
      var place = 0
      while place + key.count + stamp.count <= min(bytes.count, 4096) {
        let end = place + key.count
        if bytes[place..<end].elementsEqual(key), bytes[end + stamp.count - 1] == UInt8(ascii: ")") {
          bytes.replaceSubrange(end..<end + stamp.count, with: stamp)
          break
        }
        place += 1
      }
    }
    return bytes
  }
}
