package import Disclosures

/// The site's catalogue of open data: every disclosure as a dataset, in DCAT (JSON-LD).
package enum CatalogJSON {
  package static func encode(_ summaries: [DisclosureSummary], info: SiteInfo) -> [UInt8] {
    let root = "https://\(info.domain)/"
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
      json.member("dcat:dataset") { json in
        json.array(summaries.sorted { $0.id < $1.id }) { put($1, at: "\(root)\($1.id)/", into: &$0) }
      }
      json.member("dct:language", "zh-CN")
      json.member("dct:title", info.name)
    }
    return json.bytes + [UInt8(ascii: "\n")]
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
