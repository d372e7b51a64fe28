import Site
import Ward

/// Reads a catalogue that speaks the Action API of CKAN, page by page.
enum CKANSource {
    static let pageRows = 100
    static let pageBytesMax = 32 << 20

    /// The address of the site, however much of the API's own path was written.
    static func base(_ address: WebAddress) -> WebAddress? {
        var path = address.target
        for end in ["/", "/3/action", "/action", "/api", "/"] where path.hasSuffix(end) {
            path = String(path.dropLast(end.utf8.count))
        }
        return address.with(target: path.isEmpty ? "/" : path)
    }

    static func read(
        _ source: HarvestSource, with reader: WebReader
    ) async throws -> [Result<HarvestedRecord, RejectedRecord>] {
        guard let written = WebAddress(source.address), let base = base(written) else {
            throw UnreadableCatalogue("アドレスが正しくありません。")
        }
        let path = base.target == "/" ? "" : base.target
        var records: [Result<HarvestedRecord, RejectedRecord>] = []
        while true {
            let target =
                "\(path)/api/3/action/package_search?rows=\(pageRows)&start=\(records.count)&sort=name%20asc"
            guard let address = base.with(target: target) else { throw UnreadableCatalogue("アドレスが正しくありません。") }
            let answer = try JSON(ofCatalogue: try await reader.read(address, pageBytesMax))
            guard answer["success"] == .bool(true), let result = answer["result"],
                let page = result["results"]?.array, let count = result["count"]?.integer
            else { throw UnreadableCatalogue("CKANの答えではありません。アドレスと種類を確かめてください。") }
            guard count <= HarvestSource.recordsMax else {
                throw UnreadableCatalogue("データセットが\(HarvestSource.recordsMax)件を超えています。")
            }
            records += page.map { package in
                Result { () throws(RejectedRecord) in try record(package, base: base, path: path) }
            }
            if page.isEmpty || records.count >= count { return records }
            try Task.checkCancellation()
        }
    }

    static func record(
        _ package: JSON, base: WebAddress, path: String = ""
    ) throws(RejectedRecord) -> HarvestedRecord {
        var reading = RecordReading()
        let identifier = reading.required(package["id"]?.string ?? package["name"]?.string, "識別子")
        let title = reading.required(package["title"]?.string ?? package["name"]?.string, "題名")
        let own = package["url"]?.string.flatMap(WebAddress.init(coding:))
        let shown = base.with(
            target: "\(path)/dataset/\(PercentCoding.encoded(package["name"]?.string ?? identifier))")
        let origin = own?.host == base.host ? own : shown
        let files = reading.files(
            (package["resources"]?.array ?? []).map { file in
                (file["name"]?.string, file["url"]?.string, file["format"]?.string)
            })
        // Judged when it was read as a whole: what is wrong with it is gathered on the way.
        let record = HarvestedRecord(
            identifier: identifier, title: title, notes: reading.prose(package["notes"]?.string),
            publisher: reading.optional(package["organization"]?["title"]?.string, "組織の名前"),
            licence: reading.optional(
                package["license_title"]?.string ?? package["license_id"]?.string, "利用条件"),
            origin: reading.address(origin.map { "\($0)" }, "元のページのアドレス"),
            modified: reading.optional(package["metadata_modified"]?.string, "更新日時"),
            tags: reading.tags(
                (package["tags"]?.array ?? []).compactMap { $0["display_name"]?.string ?? $0["name"]?.string }),
            files: files)
        return try reading.checked(record)
    }
}
