extension Array {
  /// Makes room like `append` does, but an eighth more at a time instead of as much again: for the few arrays that grow
  /// with a whole site.
  package mutating func makeFrugalRoom(for more: Int) {
    let needed = count + more
    if needed > capacity { reserveCapacity(needed + needed / 8 + 16) }
  }
}
