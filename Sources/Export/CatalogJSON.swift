package import Disclosures

/// The site's catalogue of open data: every disclosure as a dataset, in DCAT (JSON-LD).
package enum CatalogJSON {
  /// Its bytes piece by piece, a dataset at a time: as a whole it would be the largest text of a large site.
  package static func pieces(_ summaries: SummaryList, info: SiteInfo) -> some Sequence<[UInt8]> {
    (0...summaries.count + 1).lazy.map { number in
      if number == 0 { return head }
      if number > summaries.count { return foot(info.name) }
      var json = JSONText()
      let summary = summaries[number - 1]
      put(summary, at: "https://\(info.domain)/\(summary.id)/", into: &json)
      return number == 1 ? json.bytes : [UInt8(ascii: ",")] + json.bytes
    }
  }

  private static var head: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("@context") { json in
        json.object { json in
          json.member("dcat", "http://www.w3.org/ns/dcat#")
          json.member("dct", "http://purl.org/dc/terms/")
          json.member("foaf", "http://xmlns.com/foaf/0.1/")
        }
      }
      json.member("@type", "dcat:Catalog")
    }
    return json.bytes.dropLast() + Array(#","dcat:dataset":["#.utf8)
  }

  private static func foot(_ title: String) -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("dct:language", "zh-CN")
      json.member("dct:title", title)
    }
    return Array("],".utf8) + json.bytes.dropFirst() + [UInt8(ascii: "\n")]
  }

  private static func put(_ summary: DisclosureSummary, at address: String, into json: inout JSONText) {
    json.object { json in
      json.member("@id", address)
      json.member("@type", "dcat:Dataset")
      json.member("dcat:distribution") { json in
        json.array(distributions) { json, file in
          json.object { json in
            json.member("@type", "dcat:Distribution")
            json.member("dcat:downloadURL", address + file.name)
            json.member("dcat:mediaType", file.media)
            json.member("dct:title", file.title)
          }
        }
      }
      json.member("dcat:landingPage", address)
      json.member("dct:issued", String(summary.published.prefix(10)))
      json.member("dct:publisher") { json in
        json.object { json in
          json.member("@type", "foaf:Organization")
          json.member("foaf:name", summary.departmentName)
        }
      }
      json.member("dct:temporal", String(summary.year))
      json.member("dct:title", "\(summary.departmentName)\(summary.title)")
    }
  }

  private static let distributions = [
    (
      name: "tables.xlsx", title: "全部表格",
      media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    (name: "data.zip", title: "全部数据", media: "application/zip"),
    (name: "datapackage.json", title: "数据说明（Frictionless）", media: "application/json"),
  ]
}
