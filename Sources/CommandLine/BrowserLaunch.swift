private import Foundation

/// Opens an address in the browser of this desktop.
enum BrowserLaunch {
  /// The desktop's own way to open things: Linux, macOS.
  private static let programs = ["/usr/bin/xdg-open", "/usr/local/bin/xdg-open", "/usr/bin/open"]

  /// False where there is no desktop to ask.
  static func open(_ address: String) -> Bool {
    guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      return false
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return (try? process.run()) != nil
  }
}
