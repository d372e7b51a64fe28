import HTTPTypes
import Japanese
import SiteTesting
import Storage
import StorageTesting
import Tabular
import Testing
import Ward
import WardTesting

@testable import Site

@Suite("Sending, looking at and taking a list")
struct RosterPageTests {
    private static let path = "/units/list"
    private static let keeper = TestPerson(.administrator)

    private static func use(
        _ kind: TestDatabase, _ body: (SiteClient, Ward) async throws -> Void
    ) async throws {
        try await kind.use(WardMigrations.all) { database in
            let ward = Ward.tested(database, clock: .fixed(TestSite.moment))
            try await body(try TestSite(ward, modules: [SampleModule()]).client, ward)
        }
    }

    private static func units(_ ward: Ward) async throws -> [String] {
        try await ward.database.read { connection in
            try UnitStore.list(validOn: ward.clock.today, on: connection).map { "\($0.code) \($0.name)" }
        }
    }

    private static let list = "コード,部,課,課の代表のアドレス\n0100,区民部,,\n0110,区民部,区民課,kumin@city.example.lg.jp\n"

    @Test(
        "A list is looked at before anything changes, is taken once, and says 変わりません when it comes again",
        arguments: TestDatabases.all)
    func path(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { client, ward async throws in
            let looked = try await client.send(list: Self.list, to: Self.path, as: Self.keeper)
            #expect(looked.status == .ok)
            #expect(looked.text.contains("まだ何も変わっていません"))
            #expect(looked.text.contains("2件を取り込む"))
            #expect(try await Self.units(ward) == [])
            let done = try await client.take(looked, at: Self.path, as: Self.keeper)
            #expect(done.status == .ok)
            #expect(done.text.contains("2件を取り込みました"))
            #expect(try await Self.units(ward) == ["0100 区民部", "0110 区民課"])
            let kept = try await ward.database.read { connection in
                (
                    try UnitContactStore.all(on: connection).values.map(\.mail.text),
                    try UnitStore.succession(on: connection).units.compactMap(\.parent).count,
                    try connection.value("SELECT COUNT(*) FROM kept_upload") ?? -1,
                    try connection.value("SELECT COUNT(*) FROM audit WHERE action = 'ward.roster.take'") ?? -1
                )
            }
            #expect(kept.0 == ["kumin@city.example.lg.jp"])
            #expect(kept.1 == 1)
            #expect(kept.2 == 0, "the file is kept no longer than it is looked at")
            #expect(kept.3 == 1)
            let again = try await client.send(list: Self.list, to: Self.path, as: Self.keeper)
            #expect(again.text.contains("変わりません。"))
            #expect(!again.text.contains("name=\"mark\""))
            let twice = try await client.take(looked, at: Self.path, as: Self.keeper)
            #expect(twice.status == .conflict)
            #expect(twice.text.contains("もう一度ファイルを選んでください"))
        }
    }

    @Test("With one wrong row nothing is written, and every finding stands on the page", arguments: TestDatabases.all)
    func wrongRow(_ kind: TestDatabase) async throws {
        try await Self.use(kind) { client, ward async throws in
            let wrong = try await client.send(
                list: Self.list + "0110,区民部,国保年金課,\n,区民部,課税課,\n", to: Self.path, as: Self.keeper)
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("直すところが2件あります。何も取り込んでいません。"))
            #expect(wrong.text.contains("3行目と同じ組織コードです。"))
            #expect(wrong.text.contains("「組織コード」が空です。"))
            #expect(try await Self.units(ward) == [])
            let count = try await ward.database.read { try $0.value("SELECT COUNT(*) FROM kept_upload") ?? -1 }
            #expect(count == 0)
        }
    }

    @Test("What others changed after it was looked at is looked at again before it is written over")
    func moved() async throws {
        try await Self.use(TestDatabases.memory) { client, ward async throws in
            let looked = try await client.send(list: Self.list, to: Self.path, as: Self.keeper)
            let stamp = ward.stamp(by: .commandLine)
            try await ward.database.write { connection in
                _ = try UnitStore.create(code: "0110", name: "区民センター", by: stamp, on: connection)
            }
            let asked = try await client.take(looked, at: Self.path, as: Self.keeper)
            #expect(asked.status == .conflict)
            #expect(asked.text.contains("表示した後に状況が変わりました"))
            #expect(asked.text.contains("区民センター → 区民課"))
            #expect(try await Self.units(ward) == ["0110 区民センター"])
            let done = try await client.take(asked, at: Self.path, as: Self.keeper)
            #expect(done.text.contains("2件を取り込みました"))
            #expect(try await Self.units(ward) == ["0100 区民部", "0110 区民課"])
        }
    }

    @Test("A mark or a file that was not shown takes nothing, and who thinks better of it leaves nothing behind")
    func forged() async throws {
        try await Self.use(TestDatabases.memory) { client, ward async throws in
            let looked = try await client.send(list: Self.list, to: Self.path, as: Self.keeper)
            let fields = try SiteClient.fields(looked, at: Self.path)
            let other = fields.map { $0.name == "mark" ? (name: "mark", value: String(repeating: "0", count: 64)) : $0 }
            let forged = try await client.ask(.post, Self.path + "/confirm", as: Self.keeper, form: other)
            #expect(forged.status == .conflict)
            let unknown = fields.map { $0.name == "file" ? (name: "file", value: RoleWalk.unknown) : $0 }
            let missing = try await client.ask(.post, Self.path + "/confirm", as: Self.keeper, form: unknown)
            #expect(missing.status == .conflict)
            #expect(try await Self.units(ward) == [])
            let dropped = fields.map { $0.name == "answer" ? (name: "answer", value: "drop") : $0 }
            let away = try await client.ask(.post, Self.path + "/confirm", as: Self.keeper, form: dropped)
            #expect(away.status == .seeOther)
            let count = try await ward.database.read { try $0.value("SELECT COUNT(*) FROM kept_upload") ?? -1 }
            #expect(count == 0)
            #expect(try await Self.units(ward) == [])
        }
    }

    @Test(
        "The template holds what stands, as Excel and as CSV, and sent back it changes nothing",
        arguments: ["xlsx", "csv"])
    func template(_ ending: String) async throws {
        try await Self.use(TestDatabases.memory) { client, ward async throws in
            let stamp = ward.stamp(by: .commandLine)
            try await ward.database.write { connection in
                let above = try UnitStore.create(code: "0100", name: "=区民部", by: stamp, on: connection)
                let day = try #require(CivilDate(iso: "2024-04-01"))
                for name in ["管理課", "-税務課", "ﾃﾞｼﾞﾀﾙ推進課"] {
                    _ = try UnitStore.create(
                        code: "0\(name.count)00\(name.utf8.count)", name: name, parent: above.id, validFrom: day,
                        by: stamp, on: connection)
                }
                _ = try UnitStore.create(code: "0900", name: "管理課", by: stamp, on: connection)
            }
            let file = try await client.get("\(Self.path)/template.\(ending)", as: Self.keeper)
            #expect(file.status == .ok)
            #expect(file.filename == "soshiki.\(ending)")
            let bytes = Array(file.body.readableBytesView)
            if ending == "csv" { #expect(file.text.contains("'=区民部")) }
            let again = try await client.send(
                list: bytes, named: "soshiki.\(ending)", to: Self.path, as: Self.keeper)
            #expect(again.status == .ok)
            #expect(again.text.contains("変わりません。"))
            #expect(again.text.contains("名簿の5件は、どれもいまの内容と同じです。"))
        }
    }

    @Test("Who may not keep units neither sees the list nor sends one")
    func permission() async throws {
        try await Self.use(TestDatabases.memory) { client, _ async throws in
            let auditor = TestPerson(.auditor)
            for address in ["", "/template.xlsx", "/template.csv"] {
                #expect(try await client.get(Self.path + address, as: auditor).status == .forbidden)
            }
            #expect(try await client.send(list: Self.list, to: Self.path, as: auditor).status == .forbidden)
        }
    }
}
