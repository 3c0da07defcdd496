import Foundation
import Testing

@testable import Export

/// All files of a search index, `site` last.
struct MadeSearch {
  let files: [SearchFiles.File]
  let version: String

  init(_ collection: SearchCollection, departments: [SearchDocument.Department], words: [[String]] = []) throws {
    var files: [SearchFiles.File] = []
    version = try SearchFiles.make(collection, departments: departments, words: words) { files.append($0) }
    self.files = files
  }
}

/// Asks an index as `search.js` does, and counts what it loads.
final class SearchReader {
  struct Found {
    let text: String
    let code: String
    let more: String
    let place: [String]
    let row: String
    let documents: [Int]
    let figures: [String]
  }

  private let files: [String: [UInt8]]
  private let site: [String: Any]
  private let starts: [Int]
  private(set) var loaded: Set<String> = []

  init(_ index: MadeSearch) throws {
    files = Dictionary(uniqueKeysWithValues: index.files.map { ($0.name, $0.bytes) })
    site = try Self.parse(try #require(index.files.last).bytes, "site") as? [String: Any] ?? [:]
    starts = Self.rising(site["entries"] as? String ?? "")
    loaded = ["site"]
  }

  /// What the files loaded so far come to.
  var size: Int { loaded.reduce(0) { $0 + (files[$1]?.count ?? 0) } }

  func forget() { loaded = ["site"] }

  private static func parse(_ bytes: [UInt8], _ name: String) throws -> Any {
    let head = "mingzhangSearch(\"\(name)\",".utf8.count
    return try JSONSerialization.jsonObject(with: Data(bytes[head..<(bytes.count - 3)]))
  }

  private func load(_ name: String) throws -> [Any] {
    loaded.insert(name)
    guard let bytes = files[name] else { return [] }
    return try Self.parse(bytes, name) as? [Any] ?? []
  }

  static func numbers(_ text: String) -> [Int] {
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)
    var result: [Int] = []
    var number = 0
    for byte in text.utf8 {
      let value = alphabet.firstIndex(of: byte) ?? 0
      number = number * 32 + (value & 31)
      if value > 31 {
        result.append(number)
        number = 0
      }
    }
    return result
  }

  static func rising(_ text: String) -> [Int] {
    numbers(text).reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
  }

  func postings(_ key: String) throws -> [Int] {
    let starts = site["tokens"] as? [String] ?? []
    guard let piece = starts.lastIndex(where: { !key.utf16.lexicographicallyPrecedes($0.utf16) }) else { return [] }
    let list = try load("t\(piece)")
    guard let place = list.firstIndex(where: { $0 as? String == key }) else { return [] }
    return Self.rising(list[place + 1] as? String ?? "")
  }

  func size(of pair: String) -> Int {
    let starts = site["tokens"] as? [String] ?? []
    guard let piece = starts.lastIndex(where: { !pair.utf16.lexicographicallyPrecedes($0.utf16) }) else { return 0 }
    return (site["tokenSizes"] as? [Int] ?? [])[piece]
  }

  private func piece(of number: Int) -> Int { starts.lastIndex { $0 <= number } ?? 0 }

  func entry(_ number: Int) throws -> Found {
    let piece = piece(of: number)
    let record = try load("e\(piece)")[number - starts[piece]] as? [Any] ?? []
    let place = (site["places"] as? [[String]] ?? [])[record[3] as? Int ?? 0]
    return Found(
      text: record[0] as? String ?? "", code: record[1] as? String ?? "", more: record[2] as? String ?? "",
      place: place, row: record[4] as? String ?? "", documents: Self.rising(record[6] as? String ?? ""),
      figures: (record[7] as? String ?? "").components(separatedBy: "|"))
  }

  /// The first results of each kind for one word: what the page shows before anybody asks for more.
  func search(_ word: String) throws -> [Found] {
    let folded = SearchText.folded(word)
    let letters = Array(folded)
    let codes = word.allSatisfy(\.isNumber) ? try postings("#\(word)") : []
    var pairs = !codes.isEmpty ? [] : Array(Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })).sorted()
    pairs.sort { size(of: $0) < size(of: $1) }
    var found: [Int]? = codes.isEmpty ? nil : codes
    var weight = 0
    for pair in pairs {
      if let known = found, Set(known.map(piece(of:))).count < 4 || weight + size(of: pair) > 80 { break }
      weight += size(of: pair)
      let list = try postings(pair)
      found = found.map { known in known.filter(Set(list).contains) } ?? list
    }
    let all = found ?? []
    let starts = (site["kindStarts"] as? [Int] ?? []) + [site["count"] as? Int ?? 0]
    var results: [Found] = []
    for (kind, (wanted, pieces)) in [(60, 3), (20, 2), (20, 2), (6, 1), (20, 1), (20, 2)].enumerated() {
      var count = 0
      var read: Set<Int> = []
      for number in all where (starts[kind]..<starts[kind + 1]).contains(number) && count < wanted {
        guard read.union([piece(of: number)]).count <= pieces else { break }
        read.insert(piece(of: number))
        let entry = try entry(number)
        let text = SearchText.folded(entry.text), more = SearchText.folded(entry.more)
        guard text.contains(folded) || more.contains(folded) || entry.code == word else { continue }
        results.append(entry)
        count += entry.documents.count
      }
    }
    return results
  }

  /// What the first document of a line has in all columns.
  func cells(of number: Int) throws -> [String] {
    let starts = Self.rising(site["cells"] as? String ?? "")
    let piece = starts.lastIndex { $0 <= number } ?? 0
    let text = try load("c\(piece)")[number - starts[piece]] as? String ?? ""
    return text.components(separatedBy: ";")[0].components(separatedBy: "|")
  }

  /// The entries with an amount, as the name of the line and its column.
  func search(amount: String) throws -> [(entry: Found, hit: Int, column: Int)] {
    guard let key = SearchText.amount(amount), let count = site["amountFiles"] as? Int, count > 0 else { return [] }
    let list = try load("a\(SearchText.hash(key) % UInt32(count))")
    guard let place = list.firstIndex(where: { $0 as? String == key }) else { return [] }
    let flat = Self.numbers(list[place + 1] as? String ?? "")
    return try stride(from: 0, to: flat.count, by: 3).prefix(20).map {
      (try entry(flat[$0]), flat[$0 + 1], flat[$0 + 2])
    }
  }
}
