import Japanese
import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Counter
@testable import Site

@Suite("The page of the desk's settings")
struct DeskSettingsPageTests {
    private static let clerk = TestPerson(.deskClerk)

    private static func use(_ body: (TestedDesk, SiteClient) async throws -> Void) async throws {
        try await TestedDesk.use(TestDatabases.memory) {
            try await body($0, try TestSite($0.ward, modules: [CounterModule()]).client)
        }
    }

    /// As a browser sends the form.
    private static func sent(_ settings: DeskSettings, _ changed: [String: String]) -> [String: String] {
        var fields = ["place": settings.place ?? "", "revision": "\(settings.revision)"]
        for (field, path) in DeskSettingsFields.numbers { fields[field.name] = "\(settings[keyPath: path])" }
        for (field, path) in DeskSettingsFields.times {
            fields[field.name] = TimeOfDay.figures(settings[keyPath: path])
        }
        return fields.merging(changed) { $1 }
    }

    @Test("Settings that somebody changed meanwhile are not overwritten, nor by a form that says nothing of it")
    func lost() async throws {
        try await Self.use { _, client in
            func post(_ revision: String?, _ place: String) async throws -> SiteAnswer {
                var fields = Self.sent(DeskSettings(), ["place": place])
                fields["revision"] = revision
                return try await client.post("/desk/settings", as: Self.clerk, fields)
            }
            #expect(try await post(nil, "一階").status.code == 409)
            #expect(try await post("0", "一階").status == .seeOther)
            let stale = try await post("0", "二階の窓口")
            #expect(stale.status.code == 409)
            #expect(stale.text.contains("二階の窓口"))
            #expect(try await post("1", "二階").status == .seeOther)
        }
    }

    private static func months(_ desk: TestedDesk) async throws -> Int {
        try await desk.ward.database.read { try DeskSettingsStore.get(on: $0).keepMonths }
    }

    @Test("A time of keeping that deletes cases sooner is asked first, and says how many")
    func keeping() async throws {
        try await Self.use { desk, client in
            try await desk.ward.database.write { connection in
                let opened = try CaseStore.open(
                    TestedDesk.opening(1), base: desk.base, by: desk.stamp(), on: connection)
                try CaseStore.end(opened, because: "見本", by: desk.stamp(), on: connection)
            }
            desk.move(to: desk.today.adding(days: 100))
            let longer = Self.sent(DeskSettings(), ["keepMonths": "24"])
            #expect(try await client.post("/desk/settings", as: Self.clerk, longer).status == .seeOther)
            let shorter = Self.sent(DeskSettings(), ["keepMonths": "1", "revision": "1"])
            let asked = try await client.post("/desk/settings", as: Self.clerk, shorter)
            #expect(asked.text.contains("1件多く消えます"))
            #expect(try await Self.months(desk) == 24)
            #expect(try await client.confirming("/desk/settings", as: Self.clerk, shorter).status == .seeOther)
            #expect(try await Self.months(desk) == 1)
        }
    }

    @Test("What was stored before a setting came keeps that setting's default")
    func older() throws {
        let stored: JSON = ["lanes": 4, "phone": "03-0000-0000"]
        let read = try DeskSettings(stored)
        #expect(read.lanes == 4)
        #expect(read.phone == "03-0000-0000")
        #expect(read.keepMonths == DeskSettings().keepMonths)
    }
}
