import Foundation
import Japanese
import SiteTesting
import StorageTesting
import Tabular
import Testing
import Ward

@testable import Plan

@Suite("The public edition")
struct PublishingTests {
    @Test(
        "Only published editions are in it; it proves itself, and every page has a twin in plain text",
        arguments: TestDatabases.all)
    func edition(kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let round = try await plan.reported("【見本】説明会を開いた。<b>1,000</b>人。\n続き")
            #expect(try await plan.edition().quarters.isEmpty, "reported is not published")
            try await plan.write { try RoundStore.publish(round, by: $1, on: $0) }
            #expect(try await plan.round(round.id).state == .published)
            let edition = try await plan.edition()
            let files = edition.files
            #expect(edition.files == files)
            let quarter = try #require(edition.quarters.first)
            #expect(ContentHash.of(try #require(quarter.canonical)) == quarter.contentHash)
            let names = Set(files.map(\.path))
            for file in files where file.path.hasSuffix(".html") {
                let text = String(decoding: file.bytes, as: UTF8.self)
                #expect(!text.contains("<script"), "\(file.path)")
                #expect(!text.contains("://"), "\(file.path)")
                if !file.path.hasPrefix("editions/") {
                    #expect(names.contains(file.path.replacing(".html", with: ".txt")), "\(file.path)")
                    #expect(!text.contains("<b>1,000</b>"))
                }
            }
            let hashes = try #require(files.last)
            #expect(hashes.path == "hashes.txt")
            let lines = String(decoding: hashes.bytes, as: UTF8.self).split(separator: "\n")
            #expect(lines.count == files.count - 1)
            for (line, file) in zip(lines, files) {
                #expect(line == "\(ContentHash.of(file.bytes))  \(file.path)")
            }
            let table = try CSVReader.read(try #require(files.first { $0.path == "data/progress.csv" }).bytes)
            #expect(table.records.count == 4)

            // A correction is not public before it was reported and published itself.
            try await plan.amend(round, units: [plan.units[0].id])
            let entry = try #require(try await plan.entries(round).first)
            try await plan.answer(entry.id, Answer(mark: "B", done: "訂正した文。", plan: "続ける。"))
            try await plan.freeze(round)
            #expect(try await plan.edition().quarters.map(\.edition) == [1])
            await #expect(throws: PublicationRefusal.replaced) {
                try await plan.write {
                    try PublicationStore.publish(
                        PublishedEdition(
                            kind: RoundContent.kind, subject: round.id.text, edition: 1, on: $0), by: $1, on: $0)
                }
            }
            await #expect(throws: PublicationRefusal.notReported) {
                try await plan.write {
                    try PublicationStore.publish(
                        PublishedEdition(
                            kind: RoundContent.kind, subject: round.id.text, edition: 2, on: $0), by: $1, on: $0)
                }
            }
        }
    }

    @Test(
        "Texts that point to people are not published, and the place is named",
        arguments: [
            "問合せは tanaka@example.jp まで。", "電話：03-1234-5678", "並木花子が説明した。", "並木　花子さんが説明した。",
        ])
    func personal(text: String) async throws {
        try await TestedPlan.use(TestDatabases.all[0]) { plan in
            try await plan.person("hanako", "並木花子")
            try await plan.person("kacho", "情報管理課長")
            let round = try await plan.reported(text)
            do {
                try await plan.write { try RoundStore.publish(round, by: $1, on: $0) }
                Issue.record("published")
            } catch let refusal as PublicationRefusal {
                guard case .personal(let places) = refusal else {
                    Issue.record("\(refusal)")
                    return
                }
                try #require(places.count == 1, "\(places)")
                #expect(places[0].contains("取組1"), "\(places)")
            }
            #expect(try await plan.edition().quarters.isEmpty)
        }
    }

    @Test("A name that came in with the imported text of the plan is found as well as one that a section wrote")
    func imported() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            try await plan.person("hanako", "並木花子")
            try await plan.write { connection, stamp in
                try RevisionStore.insert(
                    "窓口を並木花子がまとめる", origin: nil, line: 1, deadlines: [], position: 1, of: plan.initiatives[1].id,
                    by: stamp, on: connection)
            }
            let round = try await plan.reported("進めた。")
            do {
                try await plan.write { try RoundStore.publish(round, by: $1, on: $0) }
                Issue.record("published")
            } catch let refusal as PublicationRefusal {
                guard case .personal(let places) = refusal else {
                    Issue.record("\(refusal)")
                    return
                }
                try #require(places.count == 1, "\(places)")
                #expect(places[0].contains("取組2"), "\(places)")
                #expect(places[0].contains("並木花子"), "\(places)")
            }
        }
    }

    @Test("Identifiers and hashes are no telephone numbers, and every other text is read, whatever it is called")
    func everywhere() {
        let content: JSON = [
            "id": "01J00000000901234567800000", "hash": .string(String(repeating: "0312345678", count: 6) + "abcd"),
            "unheardOf": ["anything": "並木花子"],
        ]
        #expect(PersonalReading.places(in: content, names: ["並木花子"]).count == 1)
        #expect(PersonalReading.places(in: ["value": "03-1234-5678"], names: []).count == 1)
    }

    @Test("The newest daily head is published with its signature, on the first page and as a text to keep")
    func head() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let none = try await plan.edition()
            #expect(!none.files.contains { $0.path == "head.txt" })
            let key = SigningKey.fresh()
            try await plan.write { connection, stamp in
                let signing = Stamp(actor: stamp.actor, at: stamp.at, random: .system, signingKey: key)
                try DailyHeadStore.make(by: signing, on: connection)
            }
            let edition = try await plan.edition()
            let signed = try #require(edition.head)
            let text = try #require(edition.files.first { $0.path == "head.txt" })
            #expect(String(decoding: text.bytes, as: UTF8.self) == HeadFile.text(signed))
            for name in ["index.html", "index.txt"] {
                let page = try #require(edition.files.first { $0.path == name })
                let words = String(decoding: page.bytes, as: UTF8.self)
                #expect(words.contains(signed.head.hash), "\(name)")
                #expect(words.contains(try #require(signed.signatures.first).fingerprint), "\(name)")
                #expect(words.contains("head.txt"), "\(name)")
            }
        }
    }

    @Test("A post that is the name of an account may stand in a public text")
    func posts() async throws {
        try await TestedPlan.use(TestDatabases.all[0]) { plan in
            try await plan.person("kacho", "情報管理課長")
            let round = try await plan.reported("情報管理課長が説明した。")
            try await plan.write { try RoundStore.publish(round, by: $1, on: $0) }
            #expect(try await plan.edition().quarters.count == 1)
        }
    }

    @Test(
        "Links into the site go, their words and all other links stay",
        arguments: [
            ("<p><a href=\"/entries/1\">甲</a>と<a href=\"#x\">乙</a></p>", "<p>甲と<a href=\"#x\">乙</a></p>"),
            ("<a href=\"/a\" class=\"b\">甲</a><a href=\"/c\">乙</a>", "甲乙"), ("なし", "なし"),
            ("<a href=\"/a\">閉じない", "<a href=\"/a\">閉じない"),
        ])
    func links(document: String, expected: String) {
        #expect(String(decoding: InternalLinks.removed(from: Array(document.utf8)), as: UTF8.self) == expected)
    }

    @Test("Any files come out of an archive as they went in, and the same files give the same archive")
    func archive() throws {
        let files: [(path: String, bytes: [UInt8])] = [
            ("a.txt", Array("日本語".utf8)), ("空.txt", []),
            ("folder/b.bin", (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
        ]
        let bytes = try #require(Self.packed(files))
        #expect(Self.packed(files) == bytes)
        #expect(Self.packed(files + [files[0]]) == nil, "a name twice")
    }

    private static func packed(_ files: [(path: String, bytes: [UInt8])]) -> Data? {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).zip")
        defer { try? FileManager.default.removeItem(at: path) }
        return ZIPWriter.write(files, to: path.path) ? try? Data(contentsOf: path) : nil
    }

    @Test("Residents read the newest quarter that is public in three languages, and nothing before one is")
    func progress() async throws {
        try await TestedPlan.use(TestDatabases.memory) { plan in
            let round = try await plan.reported("説明会を開いた。")
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            #expect(try await site.get("/progress/ja", as: nil).status == 404)
            #expect(try await !site.get("/", as: nil).text.contains("/progress/ja"))
            try await plan.write { try RoundStore.publish(round, by: $1, on: $0) }
            #expect(try await site.get("/", as: nil).text.contains("<a href=\"/progress/ja\">"))
            for (language, words) in [("ja", "B 予定どおり"), ("easy", "B よていの とおりです"), ("en", "B On schedule")] {
                let page = try await site.get("/progress/\(language)", as: nil)
                #expect(page.status == 200, "\(language)")
                #expect(page.text.contains(words), "\(language)")
                #expect(page.text.contains(round.calendar.asOf.japanese), "\(language)")
                #expect(page.text.contains("取組1"), "\(language)")
                try MarkupTokenizer.tokens(page.text).checkNesting()
            }
            #expect(try await site.get("/progress/fr", as: nil).status == 404)
        }
    }
}

extension TestedPlan {
    /// A quarter whose first answer says a text, taken to the report.
    fileprivate func reported(_ text: String) async throws -> Round {
        let round = try await open()
        for (position, entry) in try await entries(round).enumerated() {
            try await answer(entry.id, Answer(mark: "B", done: position == 0 ? text : "進めた。", plan: "続ける。"))
        }
        try await close(round)
        try await freeze(round)
        try await write { try RoundStore.report(Round.known(round.id, on: $0), by: $1, on: $0) }
        return try await self.round(round.id)
    }

    fileprivate func person(_ login: String, _ name: String) async throws {
        let stamp = stamp()
        _ = try await PersonStore.create(
            loginName: login, name: name, password: "nagai-himitsu-no-kotoba", by: stamp, ward: ward)
    }

    fileprivate func edition() async throws -> PublicEdition {
        try await read { try PublicationStore.edition(owner: "見本区", on: $0) }
    }
}
