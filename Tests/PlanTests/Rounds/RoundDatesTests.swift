import Japanese
import SiteTesting
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("The days of a quarter for calendars")
struct RoundDatesTests {
    @Test("Each day of the quarter and the meetings of its run stand in the file, those of others do not")
    func file() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let plan = group.plan
            let round = try await plan.open()
            let meeting = try await group.meeting(1, on: round.calendar.dueOn)
            let gone = try await group.meeting(2, on: round.calendar.dueOn)
            try await plan.write { try MeetingStore.cancel(gone, reason: "荒天", by: $1, on: $0) }
            _ = try await group.meeting(3, on: round.quarter.next.end.adding(days: 200))
            let site = try TestSite(plan.ward, modules: [PlanModule()]).client
            let secretariat = TestPerson(.secretariat)
            let path = RoundDates.path(round.id)
            #expect(try await site.get(round.path, as: secretariat).text.contains("href=\"\(path)\""))
            let answer = try await site.get(path, as: secretariat)
            #expect(answer.filename == "nittei-\(round.quarter.code).ics")
            let lines = answer.text.split(separator: "\r\n").map(String.init)
            let identifiers = lines.filter { $0.hasPrefix("UID:") }
            #expect(identifiers.count == 6)
            for key in ["as-of", "opens", "due", "closes", "freezes"] {
                #expect(identifiers.contains("UID:round-\(round.id)-\(key)@namiki"), "\(key)")
            }
            #expect(identifiers.contains("UID:meeting-\(meeting.id)@namiki"))
            let due = round.calendar.dueOn.description.filter { $0 != "-" }
            #expect(lines.contains("DTSTART;VALUE=DATE:\(due)"))
        }
    }
}
