import Japanese
import RandomTesting
import Storage
import StorageTesting
import Testing
import Ward

@testable import Plan

@Suite("Meetings")
struct MeetingTests {
    @Test("Every event in every state leads to a state or is refused, and what is confirmed never opens again")
    func states() {
        var reached: Set<MeetingState> = []
        for state in MeetingState.allCases {
            for event in MeetingEvent.allCases {
                do throws(MeetingRefusal) {
                    let next = try state.applying(event)
                    reached.insert(next)
                    #expect(state == .planned || next == state, "\(state) \(event)")
                } catch {
                    #expect(error == .notPossible(event, in: state))
                    #expect(!error.words.isEmpty)
                }
            }
        }
        #expect(reached == Set(MeetingState.allCases))
    }

    @Test("Any sequence of events on a stored meeting keeps it in a state that the table allows", arguments: 1...12)
    func walk(seed: UInt64) async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            var walk = SeededGenerator(seed: seed)
            let meeting = try await group.meeting()
            try await group.attend(meeting)
            var state = MeetingState.planned
            for _ in 0..<8 {
                let event = MeetingEvent.allCases.randomElement(using: &walk) ?? .write
                let expected = Result { () throws(MeetingRefusal) in try state.applying(event) }
                let done = try await group.plan.write { connection, stamp -> Bool in
                    let known = try Meeting.known(meeting.id, on: connection)
                    do {
                        switch event {
                        case .write:
                            try MeetingStore.write(
                                known, heldOn: known.heldOn, place: "別の室", agenda: ["現状の確認"], minutes: "記録",
                                by: stamp, on: connection)
                        case .confirm: try MeetingStore.confirm(known, by: stamp, on: connection)
                        case .cancel: try MeetingStore.cancel(known, reason: "荒天", by: stamp, on: connection)
                        case .correct:
                            try MeetingStore.correct(known, content: "誤記", reason: "誤り", by: stamp, on: connection)
                        }
                        return true
                    } catch is MeetingRefusal {
                        return false
                    }
                }
                if let next = try? expected.get() { state = next }
                #expect(done == ((try? expected.get()) != nil), "seed \(seed): \(event) in \(state)")
                #expect(try await group.plan.read { try Meeting.known(meeting.id, on: $0).state } == state)
            }
            #expect(try await group.plan.verification().failures.isEmpty)
        }
    }

    @Test("A confirmed record is sealed; a correction is a further edition, and the first stays byte for byte")
    func correction() async throws {
        for kind in TestDatabases.all {
            try await TestedGroup.use(kind) { group in
                let decision = try await group.decided()
                let plan = group.plan
                func bytes(_ edition: Int) async throws -> String? {
                    try await plan.read { connection in
                        try SealStore.find(
                            kind: MeetingMinutes.kind, subject: decision.meeting.text, edition: edition, on: connection
                        ).flatMap { try SealStore.rendering(of: $0, type: "text/html", on: connection) }
                    }.map { String(decoding: $0, as: UTF8.self) }
                }
                let first = try #require(try await bytes(1))
                #expect(first.contains("代理出席（第1課係長）"))
                #expect(first.contains("出席 2名（3名中）"))
                #expect(first.contains("作業チームを設置する。"))
                #expect(first.contains("取組1"))
                try await plan.write {
                    try MeetingStore.correct(
                        Meeting.known(decision.meeting, on: $0), content: "場所は第5会議室", reason: "書き誤り", by: $1, on: $0)
                }
                #expect(try await bytes(1) == first)
                #expect(try #require(try await bytes(2)).contains("場所は第5会議室"))
                #expect(try await plan.verification().failures.isEmpty)
                await #expect(throws: MeetingRefusal.notPossible(.write, in: .held)) {
                    try await plan.write {
                        try MeetingStore.add(
                            decision: "あとから", to: Meeting.known(decision.meeting, on: $0), by: $1, on: $0)
                    }
                }
            }
        }
    }

    @Test("A record is confirmed only when every seat is written and the day has come")
    func confirming() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let ahead = try await group.meeting(1, on: TestedGroup.day.adding(days: 1))
            await #expect(throws: MeetingRefusal.stillAhead(ahead.heldOn)) {
                try await group.plan.write { try MeetingStore.confirm(ahead, by: $1, on: $0) }
            }
            let meeting = try await group.meeting(2)
            await #expect(throws: MeetingRefusal.attendanceMissing(seats: ["第1課長", "第2課長", "職員団体推薦（3名）"])) {
                try await group.plan.write { try MeetingStore.confirm(meeting, by: $1, on: $0) }
            }
        }
    }

    @Test("A deputy is a post: without one, or with something that points to a person, the seat is refused")
    func deputies() throws {
        let seat = Seat(
            id: ID("s"), body: ID("b"), role: .member, post: ID("p"), postTitle: "第1課長", category: nil, count: 1,
            position: 1)
        func check(_ deputy: String) throws(MeetingRefusal) -> Attendance {
            try MeetingStore.checked(.init(seat: seat.id, status: .deputy, deputy: deputy), for: seat)
        }
        #expect(try check("第1課係長").words == "代理出席（第1課係長）")
        #expect(throws: MeetingRefusal.deputyNeeded(seat: "第1課長")) { try check("　") }
        #expect(throws: MeetingRefusal.personalDetail(seat: "第1課長", .label("氏名："))) { try check("氏名：杉並") }
    }

    @Test("An agenda item keeps its decisions when items are added before it, and cannot go while it has some")
    func agenda() async throws {
        try await TestedGroup.use(TestDatabases.memory) { group in
            let meeting = try await group.meeting()
            let decision = try await group.plan.write { connection, stamp in
                let decision = try MeetingStore.add(
                    decision: "決めた", agenda: meeting.agenda[1].id, to: meeting, by: stamp, on: connection)
                try MeetingStore.write(
                    meeting, heldOn: meeting.heldOn, place: "", agenda: ["新しい議題", "設置について"], minutes: "", by: stamp,
                    on: connection)
                return decision
            }
            let record = try await group.plan.read {
                try MeetingRecord(Meeting.known(meeting.id, on: $0), on: $0)
            }
            #expect(record.meeting.agenda.map(\.title) == ["新しい議題", "設置について"])
            #expect(record.agendaTitle(record.decisions.first?.agenda) == "設置について")
            #expect(decision.number == 1)
            await #expect(throws: MeetingRefusal.agendaDecided(title: "設置について")) {
                try await group.plan.write { connection, stamp in
                    try MeetingStore.write(
                        Meeting.known(meeting.id, on: connection), heldOn: meeting.heldOn, place: "", agenda: ["別"],
                        minutes: "", by: stamp, on: connection)
                }
            }
            await #expect(throws: StaleRecord.self) {
                try await group.plan.write { connection, stamp in
                    try MeetingStore.write(
                        meeting, heldOn: meeting.heldOn, place: "", agenda: ["設置について"], minutes: "", by: stamp,
                        on: connection)
                }
            }
        }
    }

    @Test("After a reorganisation on 1 April the new posts sit, and earlier days and records still show the old ones")
    func reorganisation() async throws {
        for kind in TestDatabases.all {
            try await TestedGroup.use(kind) { group in
                let plan = group.plan
                let decision = try await group.decided()
                let april = try #require(CivilDate(year: 2025, month: 4, day: 1))
                try await plan.write { connection, stamp in
                    let change = Reorganisation(
                        on: april,
                        steps: [
                            .init(
                                old: [plan.units[0].id],
                                heirs: [.new(.init(code: "11", name: "デジタル推進課"))])
                        ])
                    try UnitStore.reorganise(change, by: stamp, on: connection)
                }
                let eve = april.adding(days: -1)
                #expect(try await group.seats(on: eve).map(\.label) == ["第1課長", "第2課長", "職員団体推薦（3名）"])
                #expect(try await group.seats(on: april).map(\.label) == ["デジタル推進課長", "第2課長", "職員団体推薦（3名）"])
                let (before, after) = try await plan.read { connection in
                    let body = try #require(try BodyStore.find(group.group.id, on: connection))
                    return (
                        try BodyOverview(body, on: eve, connection: connection),
                        try BodyOverview(body, on: april, connection: connection)
                    )
                }
                #expect(before.secretariat.map(\.name) == ["第1課"])
                #expect(after.secretariat.map(\.name) == ["デジタル推進課"])
                let old = try await plan.read { try MeetingStore.attendance(of: decision.meeting, on: $0) }
                #expect(old.map(\.label) == ["第1課長", "第2課長", "職員団体推薦（3名）"])
                plan.move(to: april)
                let meeting = try await group.meeting(2, on: april)
                try await group.attend(meeting)
                try await plan.write { try MeetingStore.confirm(meeting, by: $1, on: $0) }
                let new = try await plan.read { try MeetingStore.attendance(of: meeting.id, on: $0) }
                #expect(new.map(\.label) == ["デジタル推進課長", "第2課長", "職員団体推薦（3名）"])
                #expect(try await plan.verification().failures.isEmpty)
            }
        }
    }
}
