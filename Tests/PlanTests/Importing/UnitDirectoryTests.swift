import Japanese
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Units by the names of documents")
struct UnitDirectoryTests {
    @Test(
        "A section written with its department is the section, found or made below it", arguments: TestDatabases.all)
    func departments(_ kind: TestDatabase) async throws {
        try await TestedPlan.use(kind) { plan in
            let (found, made, again, other) = try await plan.write { connection, stamp in
                // 第1課 stands in no department, and there is only one of its name.
                let found = try UnitDirectory.findOrCreate(named: "企画部　第1課", by: stamp, on: connection)
                let made = try UnitDirectory.findOrCreate(named: "総務部 文書課 印刷係", by: stamp, on: connection)
                let again = try UnitDirectory.findOrCreate(named: "文書課　印刷係", by: stamp, on: connection)
                // Another department has a section of the same name.
                let other = try UnitDirectory.findOrCreate(named: "福祉部　文書課", by: stamp, on: connection)
                return (found, made, again, other)
            }
            #expect(found.name == "第1課")
            #expect(made.name == "印刷係")
            #expect(again.id == made.id)
            let day = plan.stamp("事務局").today
            let units = try await plan.read { try UnitStore.list(validOn: day, on: $0) }
            let section = try #require(units.first { $0.id == made.parent })
            #expect(section.name == "文書課")
            #expect(units.first { $0.id == section.parent }?.name == "総務部")
            #expect(other.name == "文書課")
            #expect(units.first { $0.id == other.parent }?.name == "福祉部")
            #expect(units.count { $0.name.contains(" ") || $0.name.contains("　") } == 0)
        }
    }
}
