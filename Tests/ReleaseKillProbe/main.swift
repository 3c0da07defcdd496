// Releases a folder's files and kills itself at a step, for the tests of `Publishing`.
//
//   ReleaseKillProbe <destination> <source> <step> [without-exchange] [keep=NAME]… [carry=PREFIX]… [file-limit=BYTES]
//
// <step> is a step's name such as `staged-2`, or `none`. Prints every step; exits 1 with the message on an error.
import Foundation
import Glibc
import Publishing

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { exit(2) }
let (destination, source, fatalStep) = (arguments[1], arguments[2], arguments[3])

func values(of option: String) -> [String] {
  arguments.dropFirst(4).filter { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
}

func observe(_ step: ReleaseStep) {
  if step.description == fatalStep { kill(getpid(), SIGKILL) }
  print(step)
}

let files = try FileManager.default.subpathsOfDirectory(atPath: source).sorted().compactMap { path -> OutputFile? in
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: source + "/" + path, isDirectory: &isFolder), !isFolder.boolValue
  else { return nil }
  return OutputFile(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: source + "/" + path))))
}
let request = ReleaseRequest(files: files, carriedOver: values(of: "carry"), keep: values(of: "keep"))

if let limit = values(of: "file-limit").first.flatMap({ rlim_t($0) }) {
  // A write beyond the limit then fails, as it does on a full disk.
  signal(SIGXFSZ, SIG_IGN)
  var limits = rlimit(rlim_cur: limit, rlim_max: limit)
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limits)
}

let releaser =
  arguments.contains("without-exchange")
  ? Releaser(destination: destination, observer: observe, exchange: { _, _ in EINVAL })
  : Releaser(destination: destination, observer: observe)
do {
  _ = try releaser.release(request)
} catch {
  print(error)
  exit(1)
}
