import Site
import Ward

@testable import OpenData

/// A catalogue of others, as tests make it up.
enum SampleHarvest {
    /// Answers by the beginning of the path and query.
    static func reader(_ answers: [String: String]) -> WebReader {
        WebReader { address, _ throws(WebAway) in
            let known = answers.filter { address.target.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }
            guard let answer = known?.value else { throw .refused(status: 404) }
            return Array(answer.utf8)
        }
    }

    static func source(
        _ kind: HarvestSource.Kind, _ address: String = "https://catalog.example.jp", in ward: Ward
    ) async throws -> HarvestSource {
        let stamp = ward.stamp(by: .system)
        return try await ward.database.write {
            try HarvestSource.create(
                .init(title: "見本県カタログ", kind: kind, address: address, organisation: "見本県"), by: stamp, on: $0)
        }
    }

    static func package(_ name: String, _ more: String = "") -> String {
        """
        {"id":"id-\(name)","name":"\(name)","title":"題名 \(name)","notes":"説明","score":1.5,
         "organization":{"title":"防災課"},"license_title":"CC BY 4.0","metadata_modified":"2026-10-01T00:00:00",
         "tags":[{"display_name":"防災"}],
         "resources":[{"name":"一覧","url":"https://catalog.example.jp/\(name).csv","format":"CSV"}]\(more)}
        """
    }

    static func answer(_ packages: [String]) -> String {
        "{\"success\":true,\"result\":{\"count\":\(packages.count),\"results\":[\(packages.joined(separator: ","))]}}"
    }

    static func harvest(
        _ source: HarvestSource, _ packages: [String], in ward: Ward
    ) async throws -> Harvest {
        try await Harvest.run(
            source, with: reader(["/api/3/action/package_search": answer(packages)]), in: ward, by: .system)
    }
}
