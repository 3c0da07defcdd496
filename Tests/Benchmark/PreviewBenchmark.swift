import Foundation
import Glibc
import TestSupport

/// From saving a file to the changed figure in a browser, on a site of the benchmark's own: a program beside the tests
/// holds the stopwatch, because it drives the browser.
struct PreviewBenchmark {
  let tool: String
  let disclosures: Int
  let edits = 60

  /// Whether the browser has shown every edit; also where there is no browser.
  func run() throws -> Bool {
    let corpus = try Corpus(count: disclosures)
    defer { corpus.discard() }
    print("\n预览：保存一个文件，到浏览器里的数变了")
    fflush(nil)
    let stopwatch = Foundation.Process()
    stopwatch.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    stopwatch.arguments = [
      "python3", Repository.path(".ci/preview_stopwatch.py"), tool, corpus.path, String(edits),
    ]
    try stopwatch.run()
    stopwatch.waitUntilExit()
    return stopwatch.terminationStatus == 0
  }
}
