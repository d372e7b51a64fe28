import Foundation
import Japanese
import Site
import SiteTesting
import Storage
import Ward
import WardTesting

@testable import Automation
@testable import Counter
@testable import OpenData
@testable import Plan
@testable import namiki

/// All modules on one database, empty or with the programme and the families of the demonstration.
enum SamplePlatform {
    /// Tuesday 2026-11-24, 9:00
    private static let start = Timestamp(CivilDate(dayNumber: 20_781), hour: 9)

    static func empty() async throws -> TestSite { try await TestSite(modules: Platform.modules) }

    static func demonstration(
        signingKey: SigningKey? = nil, watch: (@Sendable (Route, Set<String>) -> Void)? = nil
    ) async throws -> TestSite {
        let database = try await openDatabase(at: ":memory:")
        try await Migrator.migrate(database, Platform.migrations)
        let ward = Ward.tested(
            database, clock: .fixed(start), signingKey: signingKey,
            indicators: try IndicatorRegistry(Platform.modules.flatMap(\.indicators)))
        let name = "令和6年度の区のデジタル化に関する取組について.txt"
        let notice = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Samples/\(name)").standardizedFileURL
        _ = try await DemoProgramme.load(
            notice: Array(Data(contentsOf: notice)), name: name, with: Platform.modules.flatMap(\.demoPeople),
            into: ward)
        _ = try await DeskDemo.load(ward)
        _ = try await OpenDataDemo.load(ward)
        _ = try await AutomationDemo.load(ward)
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO person (id, login_name, name, password_hash, password_set_at, is_active, created_at)
                VALUES (\(TestPerson.id), 'hanako', \(TestPerson.name), 'none', \(start), 1, \(start))
                """)
        }
        return try TestSite(ward, modules: Platform.modules, watch: watch)
    }

    /// What pages of the demonstration lead to, for somebody who may see everything. The same each time: randomness and
    /// clock are the test's.
    static var linked: [RoleWalk.Address] {
        get async throws { try await following.value }
    }

    private static let following = Task {
        let walk = try RoleWalk(try await demonstration(), modules: Platform.modules)
        return try await walk.linked(as: TestPerson(all: RoleWalk.roles(of: Platform.modules)), most: 3)
    }

    /// Words that are written into what sections answered and nobody sealed, and into all that families told.
    enum Secret {
        static let answer = "まだ誰も確定していない回答"
        static let family = "秘すべき遺族の言葉"

        static func write(into ward: Ward) async throws {
            try await ward.database.write { connection in
                try connection.execute("UPDATE entry SET done_text = \(answer), plan_text = \(answer)")
                try connection.execute(
                    "UPDATE counter_case SET name = \(family), visitor = \(family), phone = \(family), address = \(family)"
                )
                try connection.execute("UPDATE counter_death SET name = \(family), address = \(family)")
            }
        }
    }
}
