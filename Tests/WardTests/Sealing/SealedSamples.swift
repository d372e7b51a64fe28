import Storage
import StorageTesting

@testable import Ward

/// A store with two sealed records, an attached PDF and two evidence files, and the renderer that drew their pages.
enum SealedSamples {
    static let renderers = ["test.round": renderer]
    static let renderer = SealRenderer(type: "text/html") { content, heading in page(content, heading) }

    static func page(_ content: JSON, _ heading: SealHeading) -> [UInt8] {
        let title = content["title"]?.string ?? ""
        return Array("<p>\(title) 第\(heading.edition)版 \(heading.contentHash)</p>".utf8)
    }

    @discardableResult
    static func seal(
        _ subject: String, title: String, reason: String? = nil, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        let content: JSON = ["title": .string(title), "hours": "6500.5", "note": nil]
        return try SealStore.seal(
            kind: "test.round", subject: subject, content: content, reason: reason, by: stamp, on: connection
        ) { heading in
            [
                Rendering(type: "text/html", bytes: page(content, heading)),
                Rendering(type: "text/csv", bytes: Array("title\r\n\(title)\r\n".utf8)),
            ]
        }
    }

    static func fill(_ tested: TestedWard) async throws {
        for (subject, edition) in [("A", 1), ("B", 1), ("A", 2), ("A", 3)] {
            tested.clock.advance(seconds: 60)
            _ = try await tested.write {
                try seal(
                    subject, title: "が 第1四半期 \(edition)", reason: edition > 1 ? "が 数の誤り" : nil, by: $1, on: $0)
            }
        }
        tested.clock.advance(seconds: 60)
        try await tested.write { connection, stamp throws in
            let first = try SealStore.find(kind: "test.round", subject: "A", edition: 1, on: connection)
            if let first {
                try SealStore.attach(
                    Rendering(type: "application/pdf", bytes: Array("%PDF-1.7 sample".utf8)), to: first, by: stamp,
                    on: connection)
            }
            try EvidenceStore.keep(Array("%PDF-1.7 evidence".utf8), filename: "根拠.pdf", by: stamp, on: connection)
            try EvidenceStore.keep(Array("月,件\r\n4,12\r\n".utf8), filename: "件数.csv", by: stamp, on: connection)
        }
    }
}
