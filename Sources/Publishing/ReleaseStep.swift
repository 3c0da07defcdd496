/// A point between two actions of a release, told to the observer after the first of them.
///
/// Whatever ends the process at any of these points, the destination shows the old version or the new one.
package enum ReleaseStep: Sendable, Hashable, CustomStringConvertible {
  /// No other release can run.
  case locked
  /// What dead runs left behind is gone, or put back.
  case cleared
  /// The destination is known and may be written.
  case examined
  /// An empty folder for the new version lies beside the destination.
  case folderMade
  /// So many files lie in it.
  case staged(Int)
  /// The kept files of others lie in it.
  case keptPlaced
  case manifestWritten
  /// Everything has reached the disk.
  case synced
  /// Only without atomic exchange: the old version is aside and the destination absent.
  case setAside
  /// The destination shows the new version.
  case exchanged
  /// So many entries of the old version are deleted.
  case removing(Int)
  case oldRemoved
  case unlocked

  /// A name without spaces, e.g. `staged-3`.
  package var description: String {
    switch self {
    case .locked: "locked"
    case .cleared: "cleared"
    case .examined: "examined"
    case .folderMade: "folder-made"
    case .staged(let count): "staged-\(count)"
    case .keptPlaced: "kept-placed"
    case .manifestWritten: "manifest-written"
    case .synced: "synced"
    case .setAside: "set-aside"
    case .exchanged: "exchanged"
    case .removing(let count): "removing-\(count)"
    case .oldRemoved: "old-removed"
    case .unlocked: "unlocked"
    }
  }
}
