import Japanese
import Site
import Storage
import Ward

/// What was released lately, as an Atom feed (RFC 4287): by section, without names of people.
enum ReleaseFeed {
    private static let entriesMax = 50

    static let route = Route(.get, "opendata/feed.atom", access: .open) { request in
        let text = try await request.ward.database.read { connection in
            try xml(Catalogue.load(ward: request.wardName, on: connection), request, on: connection)
        }
        // XML has no way to write control characters (XML 1.0, 2.2): one that came in by another door spoils the feed for nobody.
        let bytes = text.text.utf8.filter { $0 >= 0x20 || [0x09, 0x0A, 0x0D].contains($0) }
        return .bytes(bytes, type: "application/atom+xml; charset=utf-8", headers: OpenHeaders.shared)
    }

    private static func xml(
        _ catalogue: Catalogue, _ request: PageRequest, on connection: any Connection
    ) throws -> HTML {
        let releases = try Release.list(
            """
            WHERE number IS NOT NULL ORDER BY COALESCE(taken_down_at, released_at) DESC, id DESC LIMIT \(entriesMax)
            """, on: connection)
        let site = request.siteAddress
        let entries = releases.compactMap { release -> HTML? in
            guard let (entry, table) = catalogue.table(release.resource.text) else { return nil }
            let address = site + PublicPlace.path(entry, table, release)
            return """
                <entry><id>\(address)</id><title>\(entry.dataset.title)　\(table.resource.title)　第\(release.number ?? 0)版</title>\
                <updated>\(release.takenDown?.at ?? release.releasedAt ?? release.handedAt)</updated><link href="\(address)"/>\
                <author><name>\(entry.organisation.title)</name></author>\
                <summary>\(summary(release))</summary></entry>

                """
        }
        let updated = releases.compactMap { $0.takenDown?.at ?? $0.releasedAt }.max() ?? Timestamp(milliseconds: 0)
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><id>\(site)/opendata</id>
            <title>\(request.wardName) オープンデータの更新</title><updated>\(updated)</updated>
            <link rel="self" href="\(site)/opendata/feed.atom"/><link href="\(site)/opendata"/>
            \(entries)</feed>

            """
    }

    private static func summary(_ release: Release) -> String {
        // Readers replace what they kept of it under the same address.
        if let takenDown = release.takenDown { return "公開を取りやめました。\(takenDown.words)" }
        guard let diff = release.diff else { return "最初の版です。\(release.rowCount)行。" }
        return "追加\(diff.added)行、削除\(diff.removed)行、変更\(diff.changed)行。"
    }
}
