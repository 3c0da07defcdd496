/// A page with all its values, ready for its template.
package struct RenderedPage: Sendable {
  package let path: PagePath
  package let kind: PageKind
  package let values: [String: TemplateValue]
}

/// A page that is known by its path and made when somebody wants it.
package struct PlannedPage: Sendable {
  package let path: PagePath
  private let make: @Sendable () -> RenderedPage

  /// `make` gives the page of that path.
  init(_ path: PagePath, _ make: @escaping @Sendable () -> RenderedPage) {
    self.path = path
    self.make = make
  }

  package func rendered() -> RenderedPage { make() }
}
