import CommandLine

#if canImport(Glibc)
  import Glibc
#endif

exit(await CommandLineTool.run(Array(Swift.CommandLine.arguments.dropFirst())))
