import Diagnostics
import Disclosures
import Foundation
import TestSupport
import Testing
import Validation

@testable import Site

/// However a site came to be what it is, its pages are those of a clean build, byte by byte.
@Suite struct BuildIdentityTests {
  /// More where somebody asks: `MINGZHANG_SEEDS=20` takes twenty instead.
  static func seeds(_ usual: UInt64...) -> [UInt64] {
    let wanted = ProcessInfo.processInfo.environment["MINGZHANG_SEEDS"].flatMap { UInt64($0) }
    return wanted.map { (0..<$0).map { (usual.first ?? 0) + $0 } } ?? usual
  }

  static let day = CalendarDate("2026-11-21")

  /// Departments that are copies of the starter site's.
  static func with<Result>(departments count: Int, _ body: (EditedSite) throws -> Result) throws -> Result {
    try TemporaryFolder.with { folder in
      let site = EditedSite(folder: folder)
      for name in ["site.yaml", "glossary.yaml"] {
        try folder.write("content/\(name)", try Repository.bytes("\(EditedSite.starter)/\(name)"))
      }
      for number in 1...count { try site.addDepartment("unit-\(number)") }
      return try body(site)
    }
  }

  @Test(arguments: seeds(1, 2))
  func aBuildThatReusesIsACleanBuild(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try Self.with(departments: 2) { site in
      var out: [String: [UInt8]] = [:]
      var log: [String] = []
      var reused = 0
      for _ in 0..<5 {
        for _ in 0..<Int.random(in: 0...2, using: &random) { log.append(try site.edit(&random)) }
        let mode = try site.mode(out, &random)
        let (sink, clean) = (MemorySink(earlier: out), MemorySink())
        let outcome = try site.build(mode, sink, cached: true)
        let expected = try site.build(mode, clean, cached: false)
        log.append("built \(outcome.reused)/\(outcome.departments)")
        #expect(outcome.findings == expected.findings, "\(log)")
        #expect(outcome.changes == expected.changes, "\(log)")
        #expect(outcome.heldBack == expected.heldBack, "\(log)")
        #expect(outcome.carriedOver == expected.carriedOver, "\(log)")
        #expect(outcome.isComplete == expected.isComplete, "\(log)")
        #expect(outcome.review.check.tally == expected.review.check.tally, "\(log)")
        #expect(sink.twice == [] && clean.twice == [], "\(log)")
        if outcome.isComplete { expectSame(sink.files, clean.files, log) }
        reused += sink.reused
        // What an incomplete build has written never gets out.
        guard outcome.isComplete else { continue }
        var next = sink.files
        for summary in outcome.carriedOver {
          next.merge(out.filter { $0.key.hasPrefix(summary.id + "/") }) { new, _ in new }
        }
        out = next
      }
      #expect(reused > 0, "nothing was ever reused: \(log)")
    }
  }

  @Test(arguments: seeds(11))
  func thePreviewShowsWhatABuildWrites(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    try Self.with(departments: 2) { site in
      let day = try #require(Self.day)
      let preview = SitePreview(root: site.folder.path) { day }
      var log: [String] = []
      _ = preview.update(nil)
      for _ in 0..<4 {
        let before = try site.stamps()
        log.append(try site.edit(&random))
        let after = try site.stamps()
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        let state = preview.update(changed)
        let plain = MemorySink()
        let outcome = try site.build(.whole, plain, cached: false)
        // A build keeps no notes: nobody waits for them there.
        let told = state.findings.filter { $0.needsAttention || $0.asksToLook }
        #expect(told == outcome.findings, "\(log)")
        guard let view = state.view else {
          #expect(outcome.hasError, "\(log)")
          continue
        }
        let built = outcome.hasError ? MemorySink() : plain
        if outcome.hasError { _ = try site.build(.draft, built, cached: false) }
        for (path, bytes) in built.files {
          let isSame = view.bytes(at: path) == bytes
          #expect(isSame, "\(path) differs after \(log)")
        }
        #expect(view.bytes(at: "unit-1/2020/final-accounts/tables/none/index.html") == nil)
      }
    }
  }

  @Test func aChangedProgramReusesNothing() throws {
    try Self.with(departments: 1) { site in
      let first = MemorySink()
      _ = try site.build(.whole, first, cached: true)
      let same = MemorySink(earlier: first.files)
      #expect(try site.build(.whole, same, cached: true).reused == 1)
      #expect(same.reused == first.files.count)
      let other = MemorySink(earlier: first.files)
      #expect(try site.build(.whole, other, cached: true, tool: "another").reused == 0)
      #expect(other.reused == 0)
    }
  }

  @Test func aFreshBuildReusesNothingAndLeavesItsResults() throws {
    try Self.with(departments: 1) { site in
      let first = MemorySink()
      _ = try site.build(.whole, first, cached: true)
      var cache = BuildCache(root: site.folder.path, tool: "test")
      cache.isRead = false
      let fresh = MemorySink(earlier: first.files)
      let outcome = try SiteBuild(root: site.folder.path, today: Self.day, mode: .whole, sink: fresh, cache: cache)
        .run()
      #expect(outcome.reused == 0 && fresh.reused == 0 && fresh.files == first.files)
      #expect(try site.build(.whole, MemorySink(earlier: first.files), cached: true).reused == 1)
    }
  }

  /// One byte of what was kept, somewhere behind the key.
  @Test func aChangedByteInAnEntryIsSeen() throws {
    try Self.with(departments: 1) { site in
      let first = MemorySink()
      _ = try site.build(.whole, first, cached: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: site.folder.path(BuildCache.folder)) {
        let path = "\(BuildCache.folder)/\(name)"
        // Still of the same shape.
        var bytes = try site.folder.bytes(path)
        guard let place = bytes.firstRange(of: Array("index.html".utf8)) else { continue }
        bytes[place.upperBound - 1] = UInt8(ascii: "1")
        try site.folder.write(path, bytes)
      }
      let second = MemorySink(earlier: first.files)
      #expect(try site.build(.whole, second, cached: true).reused == 0)
      #expect(second.files == first.files)
    }
  }

  /// A whole entry, as somebody else's machine may send it, that lists a page of another department as its own.
  @Test func anEntrySpeaksForItsOwnDepartmentAlone() throws {
    try Self.with(departments: 2) { site in
      let first = MemorySink()
      _ = try site.build(.whole, first, cached: true)
      let page = "unit-2/2020/final-accounts/index.html"
      let foreign = MemorySink.entry(page, try #require(first.files[page]))
      for name in try FileManager.default.contentsOfDirectory(atPath: site.folder.path(BuildCache.folder)) {
        let path = "\(BuildCache.folder)/\(name)"
        let entry = try site.folder.bytes(path)
        let end = try #require(entry.firstIndex(of: UInt8(ascii: "\n")))
        guard let kept = KeptDepartment(Array(entry[(end + 1)...])), kept.record.slug == "unit-1" else { continue }
        let listed = KeptDepartment(
          record: kept.record, files: kept.files + [foreign], built: kept.built, carriedOver: kept.carriedOver)
        let body = listed.pack()
        try site.folder.write(
          path, Array("\(String(decoding: entry[..<64], as: UTF8.self)) \(BuildCache.digest(of: body))\n".utf8) + body)
      }
      let second = MemorySink(earlier: first.files)
      #expect(try site.build(.whole, second, cached: true).reused == 1)
      #expect(second.files == first.files && second.twice.isEmpty)
    }
  }

  /// Takes files, and once it has the home page nothing that was put away can be read back.
  private struct CuttingSink: FileSink {
    let files = MemorySink()
    let folder: TemporaryFolder

    func put(_ path: String, _ bytes: [UInt8]) throws -> BuiltFile {
      if path == "index.html" { folder.emptyNamelessFiles() }
      return try files.put(path, bytes)
    }

    func reuse(_ files: [BuiltFile]) -> Bool { false }
    func pages(besides staying: [String]) -> any RandomAccessCollection<String> { files.pages(besides: staying) }
    func discard(under prefix: String) throws { try files.discard(under: prefix) }
  }

  /// Pages of departments made from nothing would say that they have published nothing.
  @Test func aListThatCannotBeReadBackEndsTheBuild() throws {
    try Self.with(departments: 3) { site in
      #expect(throws: SpoolFile.Unreadable.self) {
        _ = try site.build(.whole, CuttingSink(folder: site.folder), cached: true)
      }
      let again = try site.build(.whole, MemorySink(), cached: true)
      #expect(again.isComplete)
    }
  }

  @Test func damagedEntriesAndLostPagesAreMadeAnew() throws {
    try Self.with(departments: 2) { site in
      let first = MemorySink()
      _ = try site.build(.whole, first, cached: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: site.folder.path(BuildCache.folder)) {
        let path = "\(BuildCache.folder)/\(name)"
        try site.folder.write(path, Array(try site.folder.bytes(path).dropLast(9)))
      }
      let second = MemorySink(earlier: first.files)
      #expect(try site.build(.whole, second, cached: true).reused == 0)
      var lost = first.files
      lost["unit-1/2020/final-accounts/index.html"] = nil
      let third = MemorySink(earlier: lost)
      #expect(try site.build(.whole, third, cached: true).reused == 1)
      #expect(second.files == first.files && third.files == first.files)
    }
  }

  private func expectSame(_ found: [String: [UInt8]], _ expected: [String: [UInt8]], _ log: [String]) {
    #expect(Set(found.keys) == Set(expected.keys), "\(log)")
    let other = found.filter { expected[$0.key] != $0.value }.keys.sorted()
    #expect(other == [], "\(log)")
  }
}

/// A small site that somebody works on.
struct EditedSite {
  static let starter = "Sources/CTheme/starter/content"
  let folder: TemporaryFolder

  func addDepartment(_ slug: String) throws {
    for path in Repository.files(below: "\(Self.starter)/shili-ju") {
      let target = "content/\(slug)" + path.dropFirst("\(Self.starter)/shili-ju".count)
      try folder.write(target, try Repository.bytes(path))
    }
    let file = "content/\(slug)/department.yaml"
    try folder.write(file, try folder.text(file).replacing(/name: .*/, with: "name: 第\(slug)局"))
  }

  func build(
    _ mode: SiteBuild.Mode, _ sink: any FileSink, cached: Bool, tool: String = "test"
  ) throws -> SiteBuild.Outcome {
    try SiteBuild(
      root: folder.path, today: BuildIdentityTests.day, mode: mode, sink: sink,
      cache: cached ? BuildCache(root: folder.path, tool: tool) : nil
    ).run()
  }

  /// Any way to build, with what is out as what was published.
  func mode(_ out: [String: [UInt8]], _ random: inout SeededGenerator) throws -> SiteBuild.Mode {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .draft
    case 1: return .whole
    default:
      return .publish(
        PublishedVersions(out: out))
    }
  }

  func stamps() throws -> [String: [UInt8]] {
    var stamps: [String: [UInt8]] = [:]
    for path in try folder.files() where !path.hasPrefix(".") { stamps[path] = try folder.bytes(path) }
    return stamps
  }

  private var departments: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path("content")).filter { !$0.contains(".") }.sorted()
    }
  }

  /// One change of any kind; says which.
  func edit(_ random: inout SeededGenerator) throws -> String {
    let all = try departments
    guard let slug = all.randomElement(using: &random) else {
      try addDepartment("unit-1")
      return "first department"
    }
    let base = "content/\(slug)/2020/final-accounts"
    let kind = Int.random(in: 0..<15, using: &random)
    switch kind {
    case 0:
      try change("\(base)/tables/summary.yaml", "一般公共预算财政拨款收入: ", "一般公共预算财政拨款收入: 1")
    case 1: try change("\(base)/narrative/11-duties.md", "", "\n又一段。\n")
    case 2: if folder.exists("\(base)/narrative/31-other.md") { try folder.remove("\(base)/narrative/31-other.md") }
    case 3: try addDepartment("unit-\(Int.random(in: 1...6, using: &random))")
    case 4: if all.count > 1 { try folder.remove("content/\(slug)") }
    case 5: try rename(slug, "moved-\(Int.random(in: 0..<99, using: &random))")
    case 6: try change("content/\(slug)/department.yaml", "name: ", "name: 新")
    case 7:
      // Two of one name: both are held back.
      guard let other = all.first(where: { $0 != slug }) else { break }
      try folder.write("content/\(slug)/department.yaml", try folder.bytes("content/\(other)/department.yaml"))
    case 8: try change("content/site.yaml", "name: ", "name: 大")
    case 9: try change("content/glossary.yaml", "definition: ", "definition: 即")
    case 10:
      try folder.write("templates/assets/extra.css", "body{margin:\(Int.random(in: 0..<9, using: &random))px}")
    case 11: if folder.exists("templates") { try folder.remove("templates") }
    case 12: try folder.write("\(base)/attachments/说明.txt", "附件 \(Int.random(in: 0..<9, using: &random))")
    case 13: try change("\(base)/disclosure.yaml", "title: ", "title: [")
    default:
      // Mended again.
      try folder.remove("content/\(slug)")
      try addDepartment(slug)
    }
    return "\(slug) \(kind)"
  }

  /// Nothing where the file is not there.
  private func change(_ path: String, _ old: String, _ new: String) throws {
    guard folder.exists(path) else { return }
    let text = try folder.text(path)
    if old.isEmpty {
      try folder.write(path, text + new)
    } else if let range = text.range(of: old) {
      try folder.write(path, text.replacingCharacters(in: range, with: new))
    }
  }

  private func rename(_ old: String, _ new: String) throws {
    guard !folder.exists("content/\(new)") else { return }
    try FileManager.default.moveItem(atPath: folder.path("content/\(old)"), toPath: folder.path("content/\(new)"))
  }
}
