import Foundation
import SiteTesting
import Storage
import Tabular
import Testing
import Ward

import Site
@testable import Conversion
@testable import Standardization

@Suite("Who may see what of a rehearsal")
struct ReviewRouteTests {
    @Test("Every route of the module names the permission it needs")
    func denyByDefault() {
        for route in StandardizationModule().routes {
            guard case .needs = route.access else {
                Issue.record("/\(route.path) names no permission")
                continue
            }
        }
    }

    /// A ward with two sections and the rehearsed sample ward of ten systems.
    private static func use(
        _ body: (SiteClient, RehearsalRecord, [String: ID<OfficeUnit>], Ward) async throws -> Void
    ) async throws {
        let run = try await RehearsedWard.shared.run()
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let ward = Ward(database: database, clock: .system, random: .system)
        let stamp = ward.stamp(by: .commandLine)
        let path = run.folder.path
        let content = run.content
        let (record, units) = try await database.write { connection in
            var units: [String: ID<OfficeUnit>] = [:]
            for (position, name) in ["区民課", "学務課", "介護保険課"].enumerated() {
                units[name] = try UnitStore.create(code: "\(10 + position)", name: name, by: stamp, on: connection).id
            }
            return (try RehearsalStore.record(content, folder: path, by: stamp, on: connection).record, units)
        }
        try await body(try TestSite(ward, modules: [StandardizationModule()]).client, record, units, ward)
    }

    @Test("A section sees its own systems and cannot tell whether there are others")
    func scope() async throws {
        try await Self.use { client, record, units, _ in
            let school = TestPerson(.editor, units: [try #require(units["学務課"])])
            let page = try await client.get(record.path, as: school).text
            #expect(page.contains("就学"))
            #expect(!page.contains("住民税"))
            #expect(!page.contains("旧介護"))
            #expect(try await client.get(record.path + "/systems/shugaku", as: school).status == .ok)
            for path in [
                "/systems/juki", "/characters/juki", "/findings/juki/DT3-IMPOSSIBLE", "/findings/juki/DT3-IMPOSSIBLE/0",
                "/systems/none",
            ] {
                #expect(try await client.get(record.path + path, as: school).status == .notFound, "\(path)")
            }
            #expect(try await client.get(record.path + "/report", as: school).status == .forbidden)
            let json = try await client.get(record.path + ".json", as: school)
            #expect(!json.text.contains("juki"))
            let all = try await client.get(record.path, as: TestPerson(.secretariat)).text
            #expect(all.contains("住民税"))
            #expect(all.contains("就学"))
            #expect(try await client.get(record.path + "/report", as: TestPerson(.auditor)).status == .ok)
        }
    }

    @Test("Values of protected people are shown to nobody without a look that is on record, and to no other section")
    func protected() async throws {
        let run = try await RehearsedWard.shared.run()
        let file = FindingFile(run: run.run, system: "shugaku", reason: .protectionLost)
        let entry = try #require(file.entries(from: 0, count: 1).entries.first)
        try await Self.use { client, record, units, ward in
            let path = "\(record.path)/findings/shugaku/PR1-PROTECTION/\(entry.number)"
            let school = try #require(units["学務課"])
            let hidden = try await client.get(path, as: TestPerson(.editor, units: [school]))
            #expect(hidden.status == .ok)
            #expect(hidden.text.contains("（表示しません）"))
            #expect(hidden.text.contains("担当課の課長に依頼して"))
            #expect(
                try await client.post(path + "/unmask", as: TestPerson(.editor, units: [school])).status == .forbidden)
            #expect(try await client.post(path + "/unmask", as: TestPerson(.secretariat)).status == .forbidden)
            let other = TestPerson(.approver, units: [try #require(units["介護保険課"])])
            #expect(try await client.post(path + "/unmask", as: other).status == .notFound)
            let before = try await ward.database.read { try $0.value("SELECT count(*) FROM audit", as: Int.self) }
            let shown = try await client.post(path + "/unmask", as: TestPerson(.approver, units: [school]))
            #expect(shown.status == .ok)
            #expect(!shown.text.contains("（表示しません）"))
            let rows = try await ward.database.read {
                try $0.column("SELECT action FROM audit ORDER BY sequence", as: String.self)
            }
            #expect(rows.count == (before ?? 0) + 1)
            #expect(rows.last == "standardization.unmask")
            // Blocking findings are not closed by a decision.
            let refused = try await client.post(
                path + "/decide", as: TestPerson(.approver, units: [school]), ["action": "accept", "why": "x"])
            #expect(refused.status == .conflict)
        }
    }

    @Test(
        "The record that was compared stands beside, but for those who do not see its system; a look at it is on record"
    )
    func compared() async throws {
        let run = try await RehearsedWard.shared.run()
        func first(_ system: String, _ reason: Reason) throws -> FindingFile.Entry {
            let file = FindingFile(run: run.run, system: system, reason: reason)
            return try #require(file.entries(from: 0, count: 1).entries.first)
        }
        let differs = try first("shugaku", .attributeDiffers)
        let lost = try first("shugaku", .protectionLost)
        let written = try #require(differs.line.other)
        #expect(written.system == "juki")
        #expect(written.target == "住民")
        #expect(lost.line.other?.system == "juki")
        // What stands in the other record, from what was written for the target.
        let out = try Data(contentsOf: run.run.appendingPathComponent("stages/convert-juki/out/住民.csv"))
        let items = try #require(run.workbench.target.group(named: "住民")).items
        let column = try #require(items.firstIndex { $0.name == differs.line.item })
        let value = try CSVReader.read(Array(out)).records[written.number].fields[column].text
        #expect(!value.isEmpty)
        try await Self.use { client, record, units, ward in
            let (school, residents) = (try #require(units["学務課"]), try #require(units["区民課"]))
            let path = "\(record.path)/findings/shugaku/XS2-DIFFERS/\(differs.number)"
            let narrow = try await client.get(path, as: TestPerson(.editor, units: [school])).text
            #expect(narrow.contains("区民課が担当するシステムの記録です"))
            #expect(!narrow.contains("<strong>\(value)</strong>"))
            let wide = try await client.get(path, as: TestPerson(.editor, units: [school, residents])).text
            #expect(wide.contains("<h2>比べた記録</h2>"))
            #expect(wide.contains("<strong>\(value)</strong>"))
            #expect(wide.contains("比べた記録をすべて見る"))
            // Of a protected person: hidden on both sides until somebody looks who may look at both.
            let hidden = "\(record.path)/findings/shugaku/PR1-PROTECTION/\(lost.number)"
            let both = TestPerson(.approver, units: [school, residents])
            let masked = try await client.get(hidden, as: both).text
            let beside = try #require(masked.split(separator: "<h2>比べた記録</h2>").last)
            #expect(masked.contains("<h2>比べた記録</h2>"))
            #expect(beside.contains("（表示しません）"))
            #expect(!masked.contains(lost.line.key))
            let shown = try await client.post(hidden + "/unmask", as: both).text
            #expect(!shown.contains("（表示しません）"))
            #expect(shown.contains("比べた記録をすべて見る"))
            let details = try await ward.database.read {
                try $0.column("SELECT details FROM audit ORDER BY sequence", as: String.self)
            }
            #expect(details.last?.contains("\"otherKey\":\"\(lost.line.key)\"") ?? false)
            #expect(details.last?.contains("juki/住民") ?? false)
        }
    }

    @Test("Where a flag was never read everybody is protected, and so is whoever a protected person is compared with")
    func failsSafe() async throws {
        let run = try await RehearsedWard.shared.run()
        #expect(!ProtectedKeys([:], run.workbench, converted: [:]).isEverybody)
        var systems = run.workbench.systems
        let place = try #require(systems.firstIndex { $0.id == "juki" })
        for entry in systems[place].mapping.groups.indices {
            systems[place].mapping.groups[entry].items.removeAll { $0.item == "支援措置" }
        }
        var unread = run.workbench
        unread.systems = systems
        let everybody = ProtectedKeys([:], unread, converted: [:])
        #expect(everybody.isEverybody)
        #expect(everybody.names("9000000001"))
        // A member of a household, compared with its head.
        let file = FindingFile(run: run.run, system: "juki", reason: .relation)
        let line = try #require(file.entries(from: 0, count: 50).entries.map(\.line).first { $0.other != nil })
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // A list of an earlier edition does not say whom it leaves out.
        try Data("key\n".utf8).write(to: folder.appendingPathComponent("protected.tsv"))
        #expect(ProtectedKeys(reading: folder).isEverybody)
        try Data("key\t2\n\(line.key)\n".utf8).write(to: folder.appendingPathComponent("protected.tsv"))
        let own = ProtectedKeys(reading: folder)
        try Data("key\t2\n".utf8).write(to: folder.appendingPathComponent("protected.tsv"))
        let nobody = ProtectedKeys(reading: folder)
        try await Self.use { _, record, _, ward in
            let person = SignedIn(
                person: ID("01J00000000000000000000001"), name: "見本 花子",
                assignments: [.init(role: .secretariat, unit: nil, body: nil)], grants: StandardizationGrants.all)
            let scope = try await ward.database.read { try ReviewScope(person, today: ward.clock.today, on: $0) }
            for (protected, isHidden) in [(own, true), (nobody, false)] {
                let review = Review(
                    record: record, view: RehearsalView(run.content), scope: scope, protected: protected)
                let system = try #require(review.systems.first { $0.id == "juki" })
                let shown = try ShownFinding.read(
                    line,
                    ReviewedFindings(review: review, system: system, reason: .relation, decisions: DecisionSet()))
                #expect(shown.record?.isProtected == isHidden)
                #expect(shown.other?.isProtected == isHidden)
                let html = try #require(shown.other?.html(nil)).text
                #expect(html.contains("（表示しません）") == isHidden || !isHidden)
                #expect(shown.other?.values(nil)?.text.contains("（表示しません）") == isHidden)
            }
        }
    }

    @Test("A decision is kept for the next rehearsal; what is missing in the form is told beside its field")
    func decide() async throws {
        let run = try await RehearsedWard.shared.run()
        let entry = try #require(
            FindingFile(run: run.run, system: "shugaku", reason: .attributeDiffers).entries(from: 0, count: 1)
                .entries.first)
        try await Self.use { client, record, units, ward in
            let path = "\(record.path)/findings/shugaku/XS2-DIFFERS/\(entry.number)"
            let school = TestPerson(.editor, units: [try #require(units["学務課"])])
            #expect(try await client.get(path, as: school).status == .ok)
            let empty = try await client.post(path + "/decide", as: school, ["action": "accept"])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.text.contains("理由"))
            let unknown = try await client.post(
                path + "/decide", as: school, ["action": "replace", "why": "x", "value": "y"])
            #expect(unknown.status == .unprocessableContent)
            let other = TestPerson(.editor, units: [try #require(units["区民課"])])
            #expect(
                try await client.post(path + "/decide", as: other, ["action": "accept", "why": "x"]).status == .notFound
            )
            let done = try await client.post(
                path + "/decide", as: school, ["action": "accept", "why": "届書", "revision": "0"])
            #expect(done.status == .seeOther)
            let workbench = record.workbenchID
            let decisions = try await ward.database.read { try DecisionStore.all(workbench: workbench, on: $0) }
            try #require(decisions.count == 1)
            #expect(decisions[0].subject.key == entry.line.key)
            #expect(decisions[0].hash == entry.line.hash)
            #expect(decisions[0].why == "届書")
            #expect(decisions[0].decidedBy == "見本 花子")
            #expect(try await client.get(path, as: school).text.contains("次の試行で当てはめる判断があります"))
        }
    }

    @Test("Who did not see the newest decision about a finding, or does not say which, overwrites nothing")
    func revision() async throws {
        let run = try await RehearsedWard.shared.run()
        let entry = try #require(
            FindingFile(run: run.run, system: "shugaku", reason: .attributeDiffers).entries(from: 0, count: 1)
                .entries.first)
        try await Self.use { client, record, units, ward in
            let path = "\(record.path)/findings/shugaku/XS2-DIFFERS/\(entry.number)"
            let school = TestPerson(.editor, units: [try #require(units["学務課"])])
            let page = try await client.get(path, as: school).text
            #expect(page.contains("name=\"revision\" value=\"0\""))
            let unseen = try await client.post(path + "/decide", as: school, ["action": "accept", "why": "届書"])
            #expect(unseen.status == .conflict)
            let first = ["action": "accept", "why": "届書の控え", "revision": "0"]
            #expect(try await client.post(path + "/decide", as: school, first).status == .seeOther)
            // Somebody else had the page open meanwhile.
            let late = ["action": "accept", "why": "電話で聞いた", "revision": "0"]
            let stale = try await client.post(path + "/decide", as: school, late)
            #expect(stale.status == .conflict)
            #expect(stale.text.contains("ほかの人が内容を変えました"))
            #expect(stale.text.contains("電話で聞いた"))
            let workbench = record.workbenchID
            let kept = try await ward.database.read { try DecisionStore.all(workbench: workbench, on: $0) }
            #expect(kept.map(\.why) == ["届書の控え"])
            let seen = late.merging(["revision": "1"]) { _, new in new }
            #expect(try await client.post(path + "/decide", as: school, seen).status == .seeOther)
        }
    }
}
