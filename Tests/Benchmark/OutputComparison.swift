import Foundation

/// Whether the outputs of one corpus say the same: page by page, the figures in cells and in prose.
struct OutputComparison {
  let built: String
  let hugo: String?
  let floor: String

  /// Compares the departments with these numbers, and says where they differ.
  func agree(on numbers: [Int]) throws -> Bool {
    var pages = 0, cells = 0, prose = 0
    for number in numbers {
      let unit = Corpus.slug(number)
      let names = Self.pages("\(built)/\(unit)")
      for (other, output) in [("Hugo", hugo), ("地板", floor)] {
        guard let output else { continue }
        let own = Self.pages("\(output)/\(unit)")
        guard own == names else {
          print("页不同：明账有而\(other)没有 \(names.subtracting(own).sorted())，反之 \(own.subtracting(names).sorted())")
          return false
        }
      }
      for name in names.sorted() {
        let figures = ShownFigures(page: try Self.text("\(built)/\(unit)/\(name)"))
        (pages, cells, prose) = (pages + 1, cells + figures.cells.count, prose + figures.prose.count)
        if let hugo {
          let own = ShownFigures(page: try Self.text("\(hugo)/\(unit)/\(name)"))
          guard agree(figures.cells, own.cells, "\(unit)/\(name) 表格里的数"),
            agree(figures.prose, own.prose, "\(unit)/\(name) 正文里的数")
          else { return false }
        }
        // Its tables have no printed line numbers and no formats, and the other pages are not finished.
        guard name.contains("/tables/") else { continue }
        let bare = try Self.text("\(floor)/\(unit)/\(name)")
        guard agree(figures.amounts.sorted(), ShownFigures.amounts(ofBare: bare).sorted(), "\(unit)/\(name) 地板的数")
        else {
          return false
        }
      }
    }
    let peer = hugo == nil ? "" : "与 Hugo 的逐一相同；"
    print("  核对了 \(numbers.count) 份的 \(pages) 页：表格里 \(cells) 个数、正文里 \(prose) 个数，\(peer)地板的各表也有同样的数")
    return true
  }

  private func agree(_ one: [String], _ other: [String], _ place: String) -> Bool {
    if one == other { return true }
    let first = zip(one, other).first { $0 != $1 }.map { "\($0) 与 \($1)" } ?? "前面的都相同"
    print("不同：\(place)：明账 \(one.count) 个，另一边 \(other.count) 个；第一处不同：\(first)")
    return false
  }

  /// The pages below a folder, relative to it.
  private static func pages(_ folder: String) -> Set<String> {
    let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return Set(files.filter { $0.hasSuffix(".html") })
  }

  private static func text(_ file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }

  static func size(_ folder: String) -> (files: Int, pages: Int, bytes: Int) {
    var size = (files: 0, pages: 0, bytes: 0)
    let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey]
    let files = FileManager.default.enumerator(
      at: URL(fileURLWithPath: folder), includingPropertiesForKeys: Array(keys))
    while let file = files?.nextObject() as? URL {
      guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true else { continue }
      size.files += 1
      size.pages += file.pathExtension == "html" ? 1 : 0
      size.bytes += values.fileSize ?? 0
    }
    return size
  }
}
