/// Why a preview could not start or go on.
package enum PreviewError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The port the user insisted on belongs to another program.
  case portTaken(UInt16)
  /// So do all the ports that were tried after the wanted one.
  case noFreePort(first: UInt16, last: UInt16)
  /// The system does not let this user listen on the port.
  case portNotAllowed(UInt16)
  case stopped(reason: String)

  package var description: String {
    switch self {
    case .portTaken(let port): "端口 \(port) 已被别的程序占用，请换一个端口，或先停掉占用它的程序"
    case .noFreePort(let first, let last): "端口 \(first) 到 \(last) 都已被占用，请用别的端口"
    case .portNotAllowed(let port): "没有权限使用端口 \(port)，请换一个 1024 以上的端口"
    case .stopped(let reason): "预览意外停止：\(reason)"
    }
  }
}
