import Foundation
import Synchronization

/// What a part of the benchmark is done with, deleted when all of it is: for minutes some file systems (ext4 without a
/// journal) look for a new file's place among those of deleted ones, and whoever writes the most files pays the most.
enum Leftovers {
  private static let paths = Mutex<[String]>([])

  static func put(_ path: String) { paths.withLock { $0.append(path) } }

  static func remove() {
    for path in paths.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
  }
}
