/// The ids of the rules that are Swift, which a form set may lock or call unverified. What they say is known further up;
/// a test makes sure that the two lists are one.
package enum BuiltInRuleNames {
  package static let all: Set<String> = [
    "STR-01", "STR-02", "STR-03", "STR-04", "STR-05", "STR-07", "STR-08", "STR-10", "STR-11", "STR-12", "X-16",
    "Y-02", "Y-07", "Y-08", "BUD-8", "SEC-01", "PRI-1", "PRI-2", "PRI-3", "TC-4", "TC-5", "NUM-1", "NUM-3", "NAR-01",
    "NAR-02", "NAR-04", "NAR-05", "NAR-06", "NAR-10", "NAR-12", "NAR-13", "NAR-14", "NAR-22", "PRO-02", "PRO-03",
    "Y-09", "NAR-07", "NAR-08", "NAR-09", "NAR-21", "NAR-23", "LNK-01", "PRO-01", "SUP-01", "SUP-02", "SUP-03",
    "SUP-04",
    "SUP-05", "PRJ-07", "PRJ-08", "PRJ-09", "PRJ-10", "PRJ-11", "PRJ-12", "INV-3", "SC-03", "SC-05", "SC-06",
  ]
}
