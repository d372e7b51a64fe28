import Foundation
import HTTPTypes
import Site
import SiteTesting
import Storage
import Testing
import Ward

@testable import OpenData

@Suite("Files of a release")
struct DownloadTests {
    private static func inFolder(_ body: (ReleaseFiles) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "namiki-files-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(ReleaseFiles(folder: folder))
    }

    private static func names(_ files: ReleaseFiles) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: files.folder.path)) ?? []).sorted()
    }

    @Test("A form is made once and then taken from its file, and its bytes are those of the release")
    func once() async throws {
        try await Self.inFolder { files in
            let site = try await TestSite(modules: [OpenDataModule(files: files)])
            let (_, _, release) = try await SampleCatalogue.publish(in: site.ward)
            let path = "/opendata/datasets/parks/data/1"
            let json = try await site.client.get("\(path)/data.json", as: nil)
            // Decimals, which the site's own JSON does not have.
            let objects = try JSONSerialization.jsonObject(with: Data(json.body.readableBytesView)) as? [Any]
            #expect(objects?.count == SampleCatalogue.rows.count)
            let csv = try await site.client.get("\(path)/data.csv", as: nil)
            #expect(ContentHash.of(csv.body.readableBytesView) == release.content)
            for form in ["xlsx", "geojson"] {
                #expect(try await site.client.get("\(path)/data.\(form)", as: nil).status == .ok)
            }
            let made = Self.names(files)
            #expect(made.count == 4)
            #expect(made.allSatisfy { $0.hasPrefix(release.content) })
            // What stands in the file is what is sent: nothing is made for each request.
            let kept = files.folder.appending(path: try #require(made.first { $0.hasSuffix(".json") }))
            try Data("[]\n".utf8).write(to: kept)
            #expect(try await site.client.get("\(path)/data.json", as: nil).text == "[]\n")
        }
    }

    @Test("What breaks off leaves nothing in its place, and the next one makes the whole file")
    func broken() async throws {
        struct Broken: Error {}
        try await Self.inFolder { files in
            let content = ContentHash.of("x")
            await #expect(throws: Broken.self) {
                _ = try await files.path(of: .json, content) { path in
                    try Data("[".utf8).write(to: URL(filePath: path))
                    throw Broken()
                }
            }
            #expect(Self.names(files) == [])
            let path = try await files.path(of: .json, content) { try Data("[]".utf8).write(to: URL(filePath: $0)) }
            #expect(FileManager.default.contents(atPath: path) == Data("[]".utf8))
            #expect(Self.names(files) == [ReleaseFiles.name(.json, content, key: "")])
        }
    }

    @Test(
        "Files that no release names go, and parts of programs that are gone; those of others and those being written stay"
    )
    func cleaning() async throws {
        try await Self.inFolder { files in
            let (kept, gone) = (ContentHash.of("a"), ContentHash.of("b"))
            for content in [kept, gone] {
                _ = try await files.path(of: .json, content) { try Data("[]".utf8).write(to: URL(filePath: $0)) }
            }
            for name in ["new.part", "old.part", "note.txt"] {
                try Data().write(to: files.folder.appending(path: name))
            }
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -7_200)],
                ofItemAtPath: files.folder.appending(path: "old.part").path)
            files.clean(keeping: [kept])
            #expect(
                Set(Self.names(files)) == [ReleaseFiles.name(.json, kept, key: ""), "new.part", "note.txt"])
        }
    }

    @Test("Where no file can be kept, what was released is had all the same")
    func unwritable() async throws {
        let files = ReleaseFiles(folder: URL(filePath: "/dev/null/files"))
        let site = try await TestSite(modules: [OpenDataModule(files: files)])
        let (_, _, release) = try await SampleCatalogue.publish(in: site.ward)
        let csv = try await site.client.get("/opendata/datasets/parks/data/1/data.csv", as: nil)
        #expect(ContentHash.of(csv.body.readableBytesView) == release.content)
        let json = try await site.client.get("/opendata/datasets/parks/data/1/data.json", as: nil)
        #expect(json.status == .conflict)
    }

    @Test("Many who ask at once for what is not there get one file")
    func together() async throws {
        try await Self.inFolder { files in
            let content = ContentHash.of("x")
            let paths = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await files.path(of: .json, content) {
                            try Data("\(number)".utf8).write(to: URL(filePath: $0))
                        }
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(paths.count == 1)
            #expect(Self.names(files).count == 1)
        }
    }

    @Test("Parquet is offered where DuckDB is there, and not where it is not")
    func offered() async throws {
        let site = try await SampleCatalogue.site()
        let (_, _, release) = try await SampleCatalogue.publish(in: site.ward)
        #expect(DownloadForm.offered(release, duckDB: nil) == [.csv, .json, .xlsx, .geojson])
        #expect(DownloadForm.offered(release, duckDB: DuckDB(path: "/x")).last == .parquet)
        #expect(DuckDB.find(named: "/nonexistent/duckdb", near: nil) == nil)
        let page = try await site.client.get("/opendata/datasets/parks/data", as: nil)
        #expect(page.text.contains("data.parquet") == (DuckDB.found != nil))
        let answer = try await site.client.get("/opendata/datasets/parks/data/1/data.parquet", as: nil)
        #expect(answer.status == (DuckDB.found == nil ? .notFound : .ok), "\(answer.text.prefix(2_000))")
    }

    @Test(
        "Parquet read back by DuckDB has every row, every digit, and types where the profile has them",
        .enabled(if: DuckDB.found != nil, "DuckDBがないため省きます"))
    func parquet() async throws {
        let duckDB = try #require(DuckDB.found)
        let table = ReleaseTable(
            heads: ["ID", "名称", "名称", "人口\r\n（人）", "緯度", "調査日", "it's\n\"x\""],
            rows: (1...500).map { number in
                [
                    "000\(number)", number % 7 == 0 ? "" : "見本,\"\(number)\"\r\n二行目", "b\(number)",
                    number % 5 == 0 ? "" : "\(number * 1_000)", "35.\(100_000_000_000_000 + number)", "2026-10-01",
                    "'\(number)'",
                ]
            })
        let profile = ReleaseProfile(table)
        #expect(profile.columns.map(\.kind) == [.text, .text, .text, .integer, .number, .date, .text])
        let (parquet, back) = (try TemporaryFile(), try TemporaryFile())
        try await duckDB.writeParquet(table, profile, to: parquet.path)
        let described = try await ExternalProgram(duckDB.path).run(
            ["-batch", "-no-init", "-csv", "-noheader", ":memory:"],
            input: Array("SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet('\(parquet.path)'));".utf8),
            secondsMax: 60, bytesMax: 1 << 20)
        let types = String(decoding: described.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
            $0.filter { $0 != "\"" }
        }
        #expect(
            types == ["VARCHAR", "VARCHAR", "VARCHAR", "BIGINT", "DECIMAL(17,15)", "DATE", "VARCHAR"])
        _ = try await ExternalProgram(duckDB.path).run(
            ["-batch", "-no-init", ":memory:"],
            input: Array(
                "COPY (SELECT * FROM read_parquet('\(parquet.path)')) TO '\(back.path)' (FORMAT csv, HEADER true, NULL '');"
                    .utf8),
            secondsMax: 60, bytesMax: 1 << 20)
        let read = try ReleaseTable(csv: Array(try Data(contentsOf: URL(filePath: back.path))))
        #expect(read.heads.count == table.heads.count)
        // DuckDB reads what it is told line by line, whatever ends a line.
        #expect(read.heads[3] == "人口\n（人）")
        #expect(read.heads[6] == table.heads[6])
        #expect(read.rows.map(Array.init) == table.rows.map(Array.init))
    }
}

extension DownloadTests {
    @Test("A Parquet file with fewer rows than the release is given to nobody")
    func counted() async throws {
        // Not one that is still open: such a file is run by nobody.
        let program = FileManager.default.temporaryDirectory.appending(path: "namiki-\(UUID().uuidString)")
        try Data("#!/bin/sh\ncat >/dev/null\necho 0\n".utf8).write(to: program)
        defer { try? FileManager.default.removeItem(at: program) }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
        let table = ReleaseTable(heads: ["名称"], rows: [["甲"]])
        let file = try TemporaryFile()
        await #expect(throws: DuckDB.Failure(reason: "1行のうち0行だけが書かれました")) {
            try await DuckDB(path: program.path).writeParquet(table, ReleaseProfile(table), to: file.path)
        }
    }
}
