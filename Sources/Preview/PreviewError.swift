/// Why a preview could not start or go on.
package enum PreviewError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The port the user insisted on belongs to another program.
  case portTaken(UInt16)
  /// So do all the ports that were tried after the wanted one.
  case noFreePort(first: UInt16, last: UInt16)
  /// The system does not let this user listen on the port.
  case portNotAllowed(UInt16)
  /// No network card of this machine has the address.
  case addressNotHere(String)
  case stopped(reason: String)

  package var description: String {
    switch self {
    case .portTaken(let port): "端口 \(port) 已被别的程序占用，请换一个端口，或先停掉占用它的程序"
    case .noFreePort(let first, let last): "端口 \(first) 到 \(last) 都已被占用，请用别的端口"
    case .portNotAllowed(let port): "没有权限使用端口 \(port)，请换一个 1024 以上的端口"
    case .addressNotHere(let address):
      "这台机器没有地址 \(address)，请写它自己的地址；0.0.0.0 是它的全部 IPv4 地址，:: 是全部地址"
    case .stopped(let reason): "预览意外停止：\(reason)"
    }
  }
}
