import TestSupport
import Testing

@testable import Export
@testable import Extraction

@Suite struct ZipFileTests {
  private func archive(_ files: [(name: String, part: ZipFile.Part)]) -> [UInt8] {
    var zip = ZipFile(created: "2021-11-15")
    for file in files { zip.add(file.name, file.part) }
    return zip.bytes
  }

  private func files(in archive: [UInt8]) throws -> [String: [UInt8]] {
    var reader = AttachmentReader(limits: ExtractionLimits())
    let package = ZipPackage(archive, reader: &reader) { _ in true }
    try #require(package.problem == nil)
    return Dictionary(package.entries.map { ($0.name, $0.bytes) }) { first, _ in first }
  }

  @Test func archivesAreWholeAndTheSameEveryTime() throws {
    let (table, text) = (Array("编码,金额\r\n201,1.00\r\n".utf8), Array("只是一句话".utf8))
    let bytes = archive([("tables/甲.csv", .stored(table)), ("说明.txt", .deflated(text))])
    #expect(bytes == archive([("tables/甲.csv", .stored(table)), ("说明.txt", .deflated(text))]))
    #expect(try files(in: bytes) == ["tables/甲.csv": table, "说明.txt": text])
  }

  /// Of every length, since how far back is looked depends on it; libarchive checks size and checksum.
  @Test func whatWasCompressedComesBack() throws {
    var random = SeededGenerator(seed: 7)
    for length in [0, 1, 2, 255, 256, 257, 511, 513, 4_095, 40_000, 300_000] {
      let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0 / 7 % 10) }
      let bytes = archive([("noise", .deflated(noise)), ("plain", .deflated(plain))])
      #expect(try files(in: bytes) == ["noise": noise, "plain": plain], "\(length)")
      if length > 4_000 { #expect(bytes.count < length + length / 4 + 300, "\(length)") }
    }
  }

  /// One part in two archives, each with another name and day.
  @Test func aPartMayStandInSeveral() throws {
    let text = [UInt8](repeating: 65, count: 5_000)
    let part = ZipFile.Part.deflated(text)
    for name in ["一", "二"] { #expect(try files(in: archive([(name, part)])) == [name: text]) }
  }
}
