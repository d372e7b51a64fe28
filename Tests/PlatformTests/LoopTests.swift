import Foundation
import Japanese
import SiteTesting
import Storage
import Testing
import Ward

@testable import Plan
@testable import namiki

@Suite("The loop over all modules")
struct LoopTests {
    @Test("What the desk counts reaches four quarters, and a bundle proves them without the database")
    func fourQuarters() async throws {
        let site = try await SamplePlatform.demonstration()
        let ward = site.ward
        #expect(try await DemoQuarters.load(ward) == 4)
        let rounds = try await ward.database.read { try RoundStore.list(on: $0) }
        #expect(rounds.map(\.state.isSealed) == [false, true, true, true, true])
        var visits: [ExactNumber?] = []
        for round in rounds.reversed() {
            let counted = try await ward.database.read { try CountedValueStore.list(round: round.id, on: $0) }
            visits.append(counted.first { $0.registryID == "counter.cases" }?.value)
            #expect(counted.contains { $0.registryID == "effects.hours.C" && $0.value != nil }, "\(round.title)")
        }
        #expect(visits.compactMap(\.self).count == 5)
        #expect(Set(visits.compactMap(\.self).map(\.plain)).count > 1, "it moves from quarter to quarter")

        let (report, bundle) = try await ward.database.read { connection in
            (
                try Verification.run(
                    renderers: Platform.renderers, counting: ward.indicators, on: connection),
                try SealBundle(on: connection).json.canonical
            )
        }
        #expect(report.failures == [])
        #expect(report.notes.filter { $0.contains("計測値") } == [])
        #expect(report.recounted >= 6)
        let elsewhere = try SealBundle(parsing: Array(bundle.utf8)).verify(renderers: Platform.renderers)
        #expect(elsewhere.failures == [])
        #expect(elsewhere.seals > 6)
        await #expect(throws: DemoQuarters.Failure.alreadyThere) { try await DemoQuarters.load(ward) }
    }

    @Test("From a number in a sealed edition to a record behind it are two clicks")
    func wayBack() async throws {
        let site = try await SamplePlatform.demonstration()
        _ = try await DemoQuarters.load(site.ward)
        let rounds = try await site.ward.database.read { try RoundStore.list(on: $0) }
        let person = TestPerson(all: [.secretariat, .auditor])
        let edition = try await site.client.get(
            RoundPage.editionPath(try #require(rounds.last).id, 1), as: person
        ).text
        let links = edition.matches(of: /<a href="(\/rounds\/[0-9A-Za-z]+\/counts\/[0-9A-Za-z]+)">/).map {
            String($0.1)
        }
        #expect(links.count >= 4)
        var records = 0
        for link in links {
            let page = try await site.client.get(link, as: person)
            #expect(page.status == 200, "\(link)")
            let record = page.text.firstMatch(of: /<a href="([^"]+)">記録1<\/a>/).map { String($0.1) }
            guard let record else { continue }
            records += 1
            #expect(try await site.client.get(record, as: person).status == 200, "\(record)")
        }
        #expect(records > 0)
    }
}
