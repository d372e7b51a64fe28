import Foundation
import Japanese
import SiteTesting
import Storage
import Tabular
import Testing
import Ward
import WardTesting

@testable import OpenData
@testable import Site

@Suite("The list over a table as a file")
struct TableFileTests {
    private static let path = "/opendata/datasets/parks/data"

    private static func files(waitingMax: Int = ReleaseFiles.waitingMax) -> ReleaseFiles {
        ReleaseFiles(
            folder: FileManager.default.temporaryDirectory.appending(path: "namiki-table-files-\(UUID().uuidString)"),
            waitingMax: waitingMax)
    }

    /// A table of nine columns, one more than a list shows at first.
    private static func site(_ files: ReleaseFiles) async throws -> (site: TestSite, release: Release) {
        let site = try await TestSite(modules: [OpenDataModule(files: files)])
        let (_, resource, _) = try await SampleCatalogue.publish(in: site.ward)
        let heads = ["ID", "名称", "種別", "緯度", "経度", "面積", "甲", "乙", "丙"]
        let rows = (1...30).map { number in
            ["\(number)", "公園\(number)", number % 3 == 0 ? "広場" : "公園", "35.656920", "139.600", "1.50", "a", "b", "末尾"]
        }
        let stamp = site.ward.stamp(by: .system)
        let release = try await site.ward.database.write { connection in
            let release = try Release.handIn(
                SampleCatalogue.file(rows, heads: heads), for: resource, by: stamp, on: connection)
            try release.publish(by: stamp, on: connection)
            return try Release.known(release.id, on: connection)
        }
        return (site, release)
    }

    @Test("The whole list is the release byte for byte; a part has all columns and every value as it is written")
    func asWritten() async throws {
        let files = Self.files()
        defer { try? FileManager.default.removeItem(at: files.folder) }
        let (site, release) = try await Self.site(files)
        let whole = try await site.client.get("\(Self.path)?format=csv", as: nil)
        #expect(ContentHash.of(whole.body.readableBytesView) == release.content)
        let part = try await site.client.get("\(Self.path)?f2=%E5%BA%83%E5%A0%B4&format=csv", as: nil)
        let table = try ReleaseTable(csv: Array(part.body.readableBytesView))
        #expect(table.heads.count == 9)
        #expect(table.rows.count == 10)
        #expect(table.rows.first.map(Array.init) == ["3", "公園3", "広場", "35.656920", "139.600", "1.50", "a", "b", "末尾"])
        let chosen = try await site.client.get("\(Self.path)?cols=c3&format=csv", as: nil)
        let few = try ReleaseTable(csv: Array(chosen.body.readableBytesView))
        #expect(few.heads.contains("緯度"))
        #expect(!few.heads.contains("丙"))
        #expect(few.rows.count == 30)
    }

    @Test("A workbook of the whole list is made once and kept; one of a part is not kept")
    func workbooks() async throws {
        let files = Self.files()
        defer { try? FileManager.default.removeItem(at: files.folder) }
        let (site, _) = try await Self.site(files)
        for _ in 0..<2 {
            let whole = try await site.client.get("\(Self.path)?format=xlsx", as: nil)
            let book = try WorkbookReader.read(Array(whole.body.readableBytesView))
            #expect(book.sheets.first?.rows.count == 31)
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: files.folder.path)
        #expect(kept.count == 1)
        let part = try await site.client.get("\(Self.path)?f2=%E5%BA%83%E5%A0%B4&format=xlsx", as: nil)
        let book = try WorkbookReader.read(Array(part.body.readableBytesView))
        #expect(book.sheets.first?.rows.count == 11)
        let after = try FileManager.default.contentsOfDirectory(atPath: files.folder.path)
        #expect(after == kept)
    }

    @Test("Who comes when as many wait as may is told when to come again, and pages are answered")
    func busy() async throws {
        let files = Self.files(waitingMax: 0)
        defer { try? FileManager.default.removeItem(at: files.folder) }
        let (site, _) = try await Self.site(files)
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let holding = Task {
            _ = try await files.temporary { _ in
                start.yield()
                for await _ in ended {}
            }
        }
        for await _ in started { break }
        let refused = try await site.client.get("\(Self.path)?format=xlsx", as: nil)
        #expect(refused.status == .serviceUnavailable)
        #expect(refused.headers[.retryAfter] == "30")
        let page = try await site.client.get(Self.path, as: nil)
        #expect(page.status == .ok)
        end.finish()
        try await holding.value
    }
}
