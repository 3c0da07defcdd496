import Glibc

/// What a release that died left beside the destination. Only the holder of the ``ReleaseLock`` may touch it.
struct Leftovers {
  let place: Place

  /// Puts back a version set aside, and deletes the rest.
  ///
  /// Throws ``ReleaseError/twoVersions(destination:aside:)`` where somebody has put something else in the place of
  /// the version set aside.
  func clear() throws(ReleaseError) {
    try FolderRemoval.remove(place.staging)
    guard try Place.exists(place.aside) else { return }
    if try !Place.exists(place.destination) {
      try attempt("放回", place.destination) { rename(place.aside, place.destination) }
      return
    }
    guard (try? Directory.open(place.destination).readManifest()) != nil else {
      throw .twoVersions(destination: place.destination, aside: place.aside)
    }
    try attempt("改名", place.aside) { rename(place.aside, place.staging) }
    try FolderRemoval.remove(place.staging)
  }
}
