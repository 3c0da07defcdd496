private import CMalloc

enum Memory {
  /// Gives what was freed back to the system, between parts of a run that have nothing in common: the one leaves pieces
  /// that the other's large pages do not fit in, and a site of 500 departments would take a tenth more.
  static func giveBack() { _ = malloc_trim(0) }
}
