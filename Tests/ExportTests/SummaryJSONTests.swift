import Disclosures
import Export
import Foundation
import Testing

@Suite struct SummaryJSONTests {
  private static let full = #"""
    {"schema": "mingzhang-disclosure/1", "id": "a/2021/final-accounts", "departmentName": "某局", "year": 2021,
     "kind": "final-accounts", "title": "2021年度部门决算（合成）", "published": "2022-11-15 09:00", "source": "某局 \"办公室\"",
     "mark": "合成", "formSet": "national/2021/final-accounts", "unit": "万元", "checks": "9 项核对：平 9",
     "keyFigures": [{"label": "收入", "value": "1,000.00", "unit": "万元"}],
     "corrections": [{"date": "2023-01-02", "cell": "支出表[201].合计", "old": "1", "new": "2", "reason": "抄\n错", "title": "支出表：201"}],
     "projects": [{"name": "甲/乙", "slug": "p", "figures": []}, {"name": "丙", "slug": "q",
       "figures": [{"label": "得分", "value": "95", "unit": "分"}]}],
     "isDraft": false, "figures": {"收入支出决算总表.收入[总计]": "1,000.00", "支出表[201].合计": "", "支出表[20101].合计": "0", "a": "—"}}
    """#

  /// As Foundation's encoder writes it, with every field and without those that may be missing.
  @Test(arguments: [[], ["mark", "source", "corrections", "projects"]]) func bytesAreThoseOfTheEncoder(
    without missing: [String]
  ) throws {
    var fields = try #require(try JSONSerialization.jsonObject(with: Data(Self.full.utf8)) as? [String: Any])
    for name in missing { fields[name] = nil }
    let data = try JSONSerialization.data(withJSONObject: fields)
    let summary = try JSONDecoder().decode(DisclosureSummary.self, from: data)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let expected = String(decoding: try encoder.encode(summary), as: UTF8.self) + "\n"
    let bytes = SummaryJSON.encode(summary)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(SummaryJSON.decode(bytes) == summary)
  }
}
