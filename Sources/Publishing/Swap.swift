import CAtomicRename
import Glibc

/// Puts the staged version in the destination's place.
struct Swap {
  /// Exchanges two folders in one step; 0 or the error number.
  typealias Exchange = @Sendable (_ one: String, _ other: String) -> CInt

  let place: Place
  let exchange: Exchange
  let observer: (ReleaseStep) -> Void

  /// The kernel's own exchange.
  @Sendable static func atomicExchange(_ one: String, _ other: String) -> CInt {
    let exchangeFlag: CUnsignedInt = 2  // RENAME_EXCHANGE
    return renameat2(AT_FDCWD, one, AT_FDCWD, other, exchangeFlag) == 0 ? 0 : errno
  }

  /// Makes the staged version the destination; `replacing` says whether there is an old one.
  ///
  /// Returns where the old version lies now. Throws only while the destination still is what it was, except for
  /// ``ReleaseError/stranded(destination:aside:errno:)``.
  func run(replacing: Bool) throws(ReleaseError) -> String? {
    defer { syncParent() }
    guard replacing else {
      try attempt("建立", place.destination) { rename(place.staging, place.destination) }
      return nil
    }
    switch exchange(place.staging, place.destination) {
    case 0: return place.staging
    case EINVAL, ENOSYS, EOPNOTSUPP: return try renameTwice()
    case let code: throw failure(code)
    }
  }

  /// For file systems that cannot exchange: the destination is absent for a moment, and ``Leftovers`` puts the old
  /// version back if the process ends in it.
  private func renameTwice() throws(ReleaseError) -> String? {
    guard rename(place.destination, place.aside) == 0 else { throw failure(errno) }
    observer(.setAside)
    guard rename(place.staging, place.destination) == 0 else {
      let code = errno
      guard rename(place.aside, place.destination) == 0 else {
        throw .stranded(destination: place.destination, aside: place.aside, errno: code)
      }
      throw failure(code)
    }
    // Set aside means whole: what is about to be deleted must not be found under that name.
    return rename(place.aside, place.staging) == 0 ? place.staging : place.aside
  }

  private func failure(_ code: CInt) -> ReleaseError {
    switch code {
    case EBUSY, EXDEV: .immovable(path: place.destination)
    default: .system(action: "替换", path: place.destination, errno: code)
    }
  }

  /// Makes the new names outlast a power cut. What cannot be synced is no reason to call a release failed that
  /// everybody can see.
  private func syncParent() {
    guard let parent = try? Directory.open(place.parent.isEmpty ? "/" : place.parent) else { return }
    fsync(parent.descriptor)
  }
}
