import Diagnostics
import TestSupport
import Testing

@testable import Site

/// Which documents several departments have, by their folders alone.
@Suite struct SharedKindsTests {
  @Test func countsDepartmentsAndNotDocuments() {
    let shared = SharedKinds(
      ids: ["a/2020/final-accounts", "a/2021/final-accounts", "b/2020/final-accounts", "b/2020/budget"])
    #expect(shared.all == ["2020/final-accounts"])
    #expect(shared.kinds(of: "a") == ["2020/final-accounts"] && shared.kinds(of: "c") == [])
  }

  @Test func readsTheFoldersOfASite() throws {
    let outcome = try BrokenSite.check { site in
      try site.write("content/other/department.yaml", "name: 另一个部门\n")
      try site.write("content/other/2020/final-accounts/disclosure.yaml", "form-set: x\n")
      let folder = SiteFolder(root: site.folder.path)
      var ignored = [] as [Finding]
      let shared = SharedKinds(folder, folder.entries(of: "content", &ignored).filter(\.isFolder))
      #expect(shared.all == ["2020/final-accounts"])
    }
    #expect(outcome.check.hasSiteError == false)
  }
}
