import Glibc

/// Runs a system call that returns a negative number on failure, again where a signal interrupted it.
///
/// `action` is a Chinese verb and `path` what it acts on, for ``ReleaseError/system(action:path:errno:)``.
@discardableResult
func attempt<Result: SignedInteger>(
  _ action: String, _ path: String, _ call: () -> Result
) throws(ReleaseError) -> Result {
  while true {
    let result = call()
    if result >= 0 { return result }
    let code = errno
    if code != EINTR { throw .system(action: action, path: path, errno: code) }
  }
}
