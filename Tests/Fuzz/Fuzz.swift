import Foundation

/// Fuzzes one input format with libFuzzer: `TARGET` in the environment says which, the arguments are libFuzzer's own
/// (`make fuzz`). It keeps what reaches code that nothing reached before, and changes that further.
@main
enum Fuzz {
  fileprivate static let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["TARGET"] ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
      print("TARGET=\(FuzzTarget.all.map(\.name).joined(separator: "|"))")
      exit(2)
    }
    return target
  }()

  static func main() {
    // The first folder is where libFuzzer keeps what it finds, and begins from what is there.
    if let folder = CommandLine.arguments.dropFirst().first(where: { !$0.hasPrefix("-") }),
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil
    {
      for (number, seed) in target.seeds().enumerated() {
        try? Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
      }
    }
    // In its own arguments: those of the process are another isolation's.
    var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
    var count = CInt(arguments.count - 1)
    arguments.withUnsafeMutableBufferPointer { buffer in
      guard var base = buffer.baseAddress else { return }
      exit(runDriver(&count, &base, test))
    }
  }
}

/// Named so because libFuzzer's own `main`, which is linked in and not used, calls it.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzz.target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// libFuzzer's main function, which comes with the toolchain.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
