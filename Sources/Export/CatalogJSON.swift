package import Disclosures
private import Foundation

/// The site's catalogue of open data: every disclosure as a dataset, in DCAT (JSON-LD).
package enum CatalogJSON {
  private struct Catalog: Encodable {
    let context = [
      "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    ]
    let type = "dcat:Catalog"
    let title: String
    let language = "zh-CN"
    let datasets: [Dataset]

    enum CodingKeys: String, CodingKey {
      case context = "@context", type = "@type", title = "dct:title", language = "dct:language"
      case datasets = "dcat:dataset"
    }
  }

  private struct Dataset: Encodable {
    let id: String
    let type = "dcat:Dataset"
    let title: String
    let publisher: [String: String]
    let issued: String
    let temporal: String
    let page: String
    let distributions: [Distribution]

    enum CodingKeys: String, CodingKey {
      case id = "@id", type = "@type", title = "dct:title", publisher = "dct:publisher", issued = "dct:issued"
      case temporal = "dct:temporal", page = "dcat:landingPage", distributions = "dcat:distribution"
    }
  }

  private struct Distribution: Encodable {
    let type = "dcat:Distribution"
    let title: String
    let media: String
    let url: String

    enum CodingKeys: String, CodingKey {
      case type = "@type", title = "dct:title", media = "dcat:mediaType", url = "dcat:downloadURL"
    }
  }

  package static func encode(_ summaries: [DisclosureSummary], info: SiteInfo) -> [UInt8] {
    let root = "https://\(info.domain)/"
    let datasets = summaries.sorted { $0.id < $1.id }.map { summary in
      let base = "\(root)\(summary.id)/"
      return Dataset(
        id: base, title: "\(summary.departmentName)\(summary.title)",
        publisher: ["@type": "foaf:Organization", "foaf:name": summary.departmentName],
        issued: String(summary.published.prefix(10)), temporal: String(summary.year), page: base,
        distributions: [
          Distribution(
            title: "全部表格", media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            url: base + "tables.xlsx"),
          Distribution(title: "全部数据", media: "application/zip", url: base + "data.zip"),
          Distribution(title: "数据说明（Frictionless）", media: "application/json", url: base + "datapackage.json"),
        ])
    }
    return SortedJSON.bytes(of: Catalog(title: info.name, datasets: datasets))
  }
}
