/// The tool's own version, as reports record it.
enum Version {
  static let current = "0.2.0"
}
