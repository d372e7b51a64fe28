import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Storage
import Tabular
import Testing
import Ward

@testable import Site
@testable import Conversion
@testable import Standardization

@Suite("Who may see what of a rehearsal")
struct ReviewRouteTests {
    private static let csrf = "the-word-of-this-session"

    /// Sessions whose token is a role, or a role and units: `editor` or `editor.<unit>.<unit>`.
    private static let sessions = SessionGate(resume: { token, _, grants in
        let parts = token.split(separator: ".").map(String.init)
        guard let role = Role(rawValue: parts[0]) else { return nil }
        let units: [ID<OfficeUnit>?] = parts.count > 1 ? parts.dropFirst().map { ID($0) } : [nil]
        return SessionGate.Resumed(
            session: ID("01J00000000000000000000000"),
            signedIn: SignedIn(
                person: ID("01J00000000000000000000001"), name: "見本 花子",
                assignments: units.map { .init(role: role, unit: $0, body: nil) }, grants: grants), csrfToken: csrf,
            verify: { $0 == csrf })
    })

    private static func server(_ ward: Ward) throws -> SiteServer {
        try SiteServer(
            ward: ward, modules: [StandardizationModule()], sessions: sessions,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private static func ask(
        _ client: any TestClientProtocol, _ path: String, as session: String?, post fields: String? = nil
    ) async throws -> (status: HTTPResponse.Status, text: String) {
        var headers = HTTPFields()
        if let session { headers[.cookie] = "namiki=\(session)" }
        let response: TestResponse
        if let fields {
            headers[.contentType] = "application/x-www-form-urlencoded"
            response = try await client.execute(
                uri: path, method: .post, headers: headers,
                body: ByteBuffer(string: "\(FormView.csrfField)=\(csrf)\(fields.isEmpty ? "" : "&" + fields)"))
        } else {
            response = try await client.execute(uri: path, method: .get, headers: headers)
        }
        return (response.status, String(buffer: response.body))
    }

    @Test(
        "Every role over every route gets in exactly where it holds the permission",
        arguments: Declared([StandardizationModule()]).roles + [Role("elsewhere", "よその役割")])
    func everyRoute(role: Role) async throws {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, StandardizationModule.allMigrations)
        let ward = Ward(database: database, clock: .system, random: .system)
        try await Self.server(ward).application().test(.router) { client in
            for route in StandardizationModule().routes {
                guard case .needs(let permission) = route.access else {
                    Issue.record("/\(route.path) names no permission")
                    continue
                }
                let path = "/" + route.path.replacing(/:[a-z]+/, with: "01ARZ3NDEKTSV4RRFFQ69G5FAV")
                let answer = try await Self.ask(client, path, as: role.rawValue, post: route.method == .post ? "" : nil)
                #expect(
                    (answer.status == .forbidden) == !StandardizationGrants.all.holds(role, permission),
                    "\(role) /\(route.path): \(answer.status)")
                #expect(answer.status != .internalServerError)
                #expect(
                    [.seeOther, .unauthorized].contains(
                        try await Self.ask(client, path, as: nil, post: route.method == .post ? "" : nil).status))
            }
        }
    }

    /// A ward with two sections and the rehearsed sample ward of ten systems.
    private static func use(
        _ body:
            @escaping @Sendable (any TestClientProtocol, RehearsalRecord, [String: ID<OfficeUnit>], Ward) async throws
            -> Void
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
        try await server(ward).application().test(.router) { client in try await body(client, record, units, ward) }
    }

    @Test("A section sees its own systems and cannot tell whether there are others")
    func scope() async throws {
        try await Self.use { client, record, units, _ in
            let school = "editor.\(try #require(units["学務課"]))"
            let page = try await Self.ask(client, record.path, as: school).text
            #expect(page.contains("就学") && !page.contains("住民税") && !page.contains("旧介護"))
            #expect(try await Self.ask(client, record.path + "/systems/shugaku", as: school).status == .ok)
            for path in [
                "/systems/juki", "/characters/juki", "/findings/juki/DT3-IMPOSSIBLE", "/findings/juki/DT3-IMPOSSIBLE/0",
                "/systems/none",
            ] {
                #expect(try await Self.ask(client, record.path + path, as: school).status == .notFound, "\(path)")
            }
            #expect(try await Self.ask(client, record.path + "/report", as: school).status == .forbidden)
            let json = try await Self.ask(client, record.path + ".json", as: school)
            #expect(!json.text.contains("juki"))
            let all = try await Self.ask(client, record.path, as: "secretariat").text
            #expect(all.contains("住民税") && all.contains("就学"))
            #expect(try await Self.ask(client, record.path + "/report", as: "auditor").status == .ok)
        }
    }

    @Test("Values of protected people are shown to nobody without a look that is on record, and to no other section")
    func protected() async throws {
        let run = try await RehearsedWard.shared.run()
        let file = FindingFile(run: run.run, system: "shugaku", reason: .protectionLost)
        let entry = try #require(file.entries(from: 0, count: 1).entries.first)
        try await Self.use { client, record, units, ward in
            let path = "\(record.path)/findings/shugaku/PR1-PROTECTION/\(entry.number)"
            let school = "\(try #require(units["学務課"]))"
            let hidden = try await Self.ask(client, path, as: "editor.\(school)")
            #expect(hidden.status == .ok && hidden.text.contains("（表示しません）") && hidden.text.contains("担当課の課長に依頼して"))
            #expect(try await Self.ask(client, path + "/unmask", as: "editor.\(school)", post: "").status == .forbidden)
            #expect(try await Self.ask(client, path + "/unmask", as: "secretariat", post: "").status == .forbidden)
            let other = "approver.\(try #require(units["介護保険課"]))"
            #expect(try await Self.ask(client, path + "/unmask", as: other, post: "").status == .notFound)
            let before = try await ward.database.read { try $0.value("SELECT count(*) FROM audit", as: Int.self) }
            let shown = try await Self.ask(client, path + "/unmask", as: "approver.\(school)", post: "")
            #expect(shown.status == .ok && !shown.text.contains("（表示しません）"))
            let rows = try await ward.database.read {
                try $0.column("SELECT action FROM audit ORDER BY sequence", as: String.self)
            }
            #expect(rows.count == (before ?? 0) + 1 && rows.last == "standardization.unmask")
            // Blocking findings are not closed by a decision.
            let refused = try await Self.ask(
                client, path + "/decide", as: "approver.\(school)", post: "action=accept&why=x")
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
        #expect(written.system == "juki" && written.target == "住民" && lost.line.other?.system == "juki")
        // What stands in the other record, from what was written for the target.
        let out = try Data(contentsOf: run.run.appendingPathComponent("stages/convert-juki/out/住民.csv"))
        let items = try #require(run.workbench.target.group(named: "住民")).items
        let column = try #require(items.firstIndex { $0.name == differs.line.item })
        let value = try CSVReader.read(Array(out)).records[written.number].fields[column].text
        #expect(!value.isEmpty)
        try await Self.use { client, record, units, ward in
            let (school, residents) = (try #require(units["学務課"]), try #require(units["区民課"]))
            let path = "\(record.path)/findings/shugaku/XS2-DIFFERS/\(differs.number)"
            let narrow = try await Self.ask(client, path, as: "editor.\(school)").text
            #expect(narrow.contains("区民課が担当するシステムの記録です") && !narrow.contains("<strong>\(value)</strong>"))
            let wide = try await Self.ask(client, path, as: "editor.\(school).\(residents)").text
            #expect(wide.contains("<h2>比べた記録</h2>") && wide.contains("<strong>\(value)</strong>"))
            #expect(wide.contains("比べた記録をすべて見る"))
            // Of a protected person: hidden on both sides until somebody looks who may look at both.
            let hidden = "\(record.path)/findings/shugaku/PR1-PROTECTION/\(lost.number)"
            let both = "approver.\(school).\(residents)"
            let masked = try await Self.ask(client, hidden, as: both).text
            let beside = try #require(masked.split(separator: "<h2>比べた記録</h2>").last)
            #expect(masked.contains("<h2>比べた記録</h2>") && beside.contains("（表示しません）"))
            #expect(!masked.contains(lost.line.key))
            let shown = try await Self.ask(client, hidden + "/unmask", as: both, post: "").text
            #expect(!shown.contains("（表示しません）") && shown.contains("比べた記録をすべて見る"))
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
        #expect(everybody.isEverybody && everybody.names("9000000001"))
        // A member of a household, compared with its head.
        let file = FindingFile(run: run.run, system: "juki", reason: .relation)
        let line = try #require(file.entries(from: 0, count: 50).entries.map(\.line).first { $0.other != nil })
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("key\n\(line.key)\n".utf8).write(to: folder.appendingPathComponent("protected.tsv"))
        let own = ProtectedKeys(reading: folder)
        try Data("key\n".utf8).write(to: folder.appendingPathComponent("protected.tsv"))
        let nobody = ProtectedKeys(reading: folder)
        try await Self.use { _, record, _, ward in
            let person = SignedIn(
                person: ID("01J00000000000000000000001"), name: "見本 花子",
                assignments: [.init(role: .secretariat, unit: nil, body: nil)], grants: StandardizationGrants.all)
            let scope = try await ward.database.read { try ReviewScope(person, today: ward.clock.today, on: $0) }
            for (protected, isHidden) in [(own, true), (nobody, false)] {
                let review = Review(record: record, content: run.content, scope: scope, protected: protected)
                let shown = try await ShownFinding.read(line, .relation, system: "juki", review: review)
                #expect(shown.record?.isProtected == isHidden && shown.other?.isProtected == isHidden)
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
            let school = "editor.\(try #require(units["学務課"]))"
            #expect(try await Self.ask(client, path, as: school).status == .ok)
            let empty = try await Self.ask(client, path + "/decide", as: school, post: "action=accept")
            #expect(empty.status == .unprocessableContent && empty.text.contains("理由"))
            let unknown = try await Self.ask(client, path + "/decide", as: school, post: "action=replace&why=x&value=y")
            #expect(unknown.status == .unprocessableContent)
            let other = "editor.\(try #require(units["区民課"]))"
            #expect(
                try await Self.ask(client, path + "/decide", as: other, post: "action=accept&why=x").status == .notFound
            )
            let done = try await Self.ask(
                client, path + "/decide", as: school, post: "action=accept&why=%E5%B1%8A%E6%9B%B8")
            #expect(done.status == .seeOther)
            let folder = record.folder
            let decisions = try await ward.database.read { try DecisionStore.all(folder: folder, on: $0) }
            #expect(
                decisions.count == 1 && decisions[0].subject.key == entry.line.key
                    && decisions[0].hash == entry.line.hash)
            #expect(decisions[0].why == "届書" && decisions[0].decidedBy == "見本 花子")
            #expect(try await Self.ask(client, path, as: school).text.contains("次の試行で当てはめる判断があります"))
        }
    }
}
