private import Glibc

/// How the time a task takes grows with the size of what it is given: a ratio of two measurements in one run, which says
/// the same on any machine.
package enum Growth {
  /// How many times as long the task takes for eight times the size: about 8 where it is linear, 64 where it is
  /// quadratic. The least of three of this thread's own processor time, which no other thread adds to.
  package static func ofEightfold(_ size: Int, _ task: (Int) throws -> Void) rethrows -> Double {
    func least(_ size: Int) throws -> Double {
      var least = Double.infinity
      for _ in 0..<3 {
        let start = seconds
        try task(size)
        least = min(least, seconds - start)
      }
      return least
    }
    return try least(8 * size) / max(least(size), 1e-6)
  }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
