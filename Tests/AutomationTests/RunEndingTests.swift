import Foundation
import Scenarios
import Storage
import StorageTesting
import Testing
import Ward

@testable import Automation

@Suite("How a run ends, and what it leaves behind")
struct RunEndingTests {
    /// A run of four records: one waits for an approval, one was sent and is before a person, one was refused, one was just sent.
    private static func held(_ sample: SampleRobots) async throws -> Run {
        try await sample.live()
        return try await sample.write { robot, stamp, connection in
            let run = try Run.ask(
                for: robot, trigger: "hand", records: ["a", "b", "c", "d"].map { (key: $0, sealed: nil) }, by: stamp,
                on: connection)
            try run.begin(browser: nil, by: stamp, on: connection)
            for key in ["a", "b", "c", "d"] {
                try run.note(key, "claim", state: .claimed, by: stamp, on: connection)
            }
            try run.note("a", "approve", state: .held, by: stamp, on: connection)
            try run.note("b", "submit", state: .submitted, by: stamp, on: connection)
            try run.note("b", "end", state: .unknown, by: stamp, on: connection)
            try run.note("c", "end", state: .business, by: stamp, on: connection)
            try run.note("d", "submit", state: .submitted, by: stamp, on: connection)
            for (kind, key) in [(Matter.Kind.approval, "a"), (.unknown, "b"), (.business, "c")] {
                try Matter.open(
                    kind, kind.title, "見本", robot: robot.id, run: run.id, key: key, by: stamp, on: connection)
            }
            return run
        }
    }

    @Test(
        "A run that is cancelled asks nobody any more, but for what may have been sent, which stays to be decided",
        arguments: TestDatabases.all)
    func cancelled(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let run = try await Self.held(sample)
            try await sample.write { _, stamp, connection in
                try run.end(.held, by: stamp, on: connection)
                try Run.known(run.id, on: connection).cancel(by: stamp, on: connection)
            }
            let (ended, open, closed) = try await database.read { connection in
                (
                    try Run.known(run.id, on: connection), try Matter.open(on: connection),
                    try Matter.list("WHERE settled_at IS NOT NULL ORDER BY record_key", on: connection)
                )
            }
            #expect(ended.state == .cancelled)
            #expect(ended.counts.unknown == 2)
            #expect(open.map(\.kind) == [.unknown, .unknown])
            #expect(Set(open.compactMap(\.recordKey)) == ["b", "d"])
            #expect(closed.map(\.recordKey) == ["a", "c"])
            #expect(closed.map(\.decision) == [.runCancelled, .runCancelled])
            try await sample.write { _, stamp, connection in
                for matter in open { try matter.settle(.arrived, remark: nil, minutes: 2, by: stamp, on: connection) }
            }
            let counts = try await database.read { try Run.known(run.id, on: $0).counts }
            #expect(counts.done == 2)
            #expect(counts.unknown == 0)
        }
    }

    @Test(
        "An exception is laid before a person with the picture that the run kept of it; a file that it received is none"
    )
    func pictures() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            let open = try await sample.write { robot, stamp, connection in
                let run = try Run.ask(
                    for: robot, trigger: "hand", records: ["a", "b"].map { (key: $0, sealed: nil) }, by: stamp,
                    on: connection)
                for (key, evidence) in [("a", "0123abcd"), ("b", "file/1")] {
                    try run.note(
                        key, "end", state: .technical, ["note": "見本", "evidence": .string(evidence)], by: stamp,
                        on: connection)
                }
                try RunWork.finish(run, .done, note: nil, by: stamp, on: connection)
                return try Matter.open(on: connection).sorted { ($0.recordKey ?? "") < ($1.recordKey ?? "") }
            }
            #expect(open.map(\.picture) == ["0123abcd", nil])
        }
    }

    @Test("An approval that a cancelled run left behind is asked anew when its rest goes on")
    func goesOn() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let run = try await Self.held(sample)
            let approval = try await sample.write { _, stamp, connection in
                try RunWork.finish(run, .cancelled, note: nil, by: stamp, on: connection)
                return try Matter.approval(of: "a", in: run.id, on: connection)
            }
            #expect(approval == nil)
        }
    }

    @Test(
        "What was to follow on a registration and was not done is laid before a person once, and stays there when the run is cancelled",
        arguments: TestDatabases.all)
    func unfinished(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            try await sample.live()
            let run = try await sample.write { robot, stamp, connection in
                let run = try Run.ask(
                    for: robot, trigger: "hand", records: ["a", "b"].map { (key: $0, sealed: nil) }, by: stamp,
                    on: connection)
                for key in ["a", "b"] {
                    try run.note(key, "claim", state: .claimed, by: stamp, on: connection)
                    try run.note(key, "submit", state: .submitted, by: stamp, on: connection)
                    try run.note(key, "receipt", state: .done, receipt: "R", by: stamp, on: connection)
                }
                try run.note("a", "commit", by: stamp, on: connection)
                try run.note(
                    "b", "end", state: .done, ["note": "登録しました。残りの手順をしていません。"], by: stamp, on: connection)
                for state in [Run.State.held, .cancelled] {
                    try RunWork.finish(run, state, note: nil, by: stamp, on: connection)
                }
                return run
            }
            let open = try await database.read { try Matter.open(on: $0) }
            #expect(open.map(\.kind) == [.unfinished])
            #expect(open.map(\.recordKey) == ["b"])
            #expect(open.map(\.detail) == ["登録しました。残りの手順をしていません。"])
            let (counts, left) = try await sample.write { _, stamp, connection in
                try open[0].settle(.done, remark: nil, minutes: 5, by: stamp, on: connection)
                try RunWork.finish(run, .cancelled, note: nil, by: stamp, on: connection)
                return (try Run.known(run.id, on: connection).counts, try Matter.open(on: connection).count)
            }
            #expect(counts.done == 2)
            #expect(left == 0)
        }
    }

    @Test(
        "A program that dies between a registration and what was to follow leaves that to be seen; where nothing was to follow, nothing"
    )
    func dead() async throws {
        let whole = Scenario.sampleText.replacing(
            "into: receipt}\n",
            with: "into: receipt}\n  - {id: after, do: goto, screen: メニュー}\n  - {id: shown, do: expect, screen: メニュー}\n"
        )
        for (text, open) in [(whole, [Matter.Kind.unfinished]), (Scenario.sampleText, [])] {
            try await TestDatabases.memory.use(SampleRobots.migrations) { database in
                let sample = try await SampleRobots(database)
                let ward = sample.ward
                let ready = try await EngineRunTests.ready(sample, port: 9, text: text)
                #expect(ready.scenario.goesOnAfterReceipt == !open.isEmpty)
                let records = try RunStarting.records(in: EngineRunTests.file(1), named: "a.csv", ready.scenario)
                let kinds = try await sample.write { _, stamp, connection in
                    let run = try RunStarting.start(
                        ready, records, level: Run.submitting, trigger: "hand", isQueued: false, in: ward, by: stamp,
                        on: connection)
                    let key = records[0].key
                    try run.note(key, "claim", state: .claimed, by: stamp, on: connection)
                    try run.note(key, "submit", state: .submitted, by: stamp, on: connection)
                    try run.note(key, "receipt", state: .done, receipt: "R", by: stamp, on: connection)
                    try RunWork.finish(run, .interrupted, note: nil, by: stamp, on: connection)
                    return try Matter.open(on: connection).map(\.kind)
                }
                #expect(kinds == open)
            }
        }
    }

    /// A run that its program gives up as soon as it has begun.
    private static func perform(
        _ sample: SampleRobots, isOver: Bool, meanwhile: @escaping @Sendable (Run, Stamp, any Connection) throws -> Void
    ) async throws -> Run {
        let ward = sample.ward
        let ready = try await EngineRunTests.ready(sample, port: 9)
        let records = try RunStarting.records(in: EngineRunTests.file(1), named: "a.csv", ready.scenario)
        let run = try await sample.write { _, stamp, connection in
            try RunStarting.start(
                ready, records, level: Run.submitting, trigger: "hand", isQueued: false, in: ward, by: stamp,
                on: connection)
        }
        do {
            try await RunWork.perform(
                run.id, in: ward, by: .system,
                isCancelled: {
                    try? await sample.write { _, stamp, connection in
                        try meanwhile(Run.known(run.id, on: connection), stamp, connection)
                    }
                    return true
                }, isOver: { _ in isOver })
        } catch is CancellationError {
            // It was given up.
        }
        return try await ward.database.read { try Run.known(run.id, on: $0) }
    }

    @Test("A job that somebody cancelled ends its run; a program that only ends leaves it to the next one")
    func over() async throws {
        for isOver in [true, false] {
            try await TestDatabases.memory.use(SampleRobots.migrations) { database in
                let sample = try await SampleRobots(database)
                let run = try await Self.perform(sample, isOver: isOver) { _, _, _ in }
                #expect(run.state == (isOver ? .cancelled : .running))
            }
        }
    }

    @Test("A program that another one took over from does not end the run, whatever went wrong with it")
    func takenOver() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let run = try await Self.perform(sample, isOver: true) { run, stamp, connection in
                // The next program begins with it.
                if run.turn == 1 { try run.begin(browser: nil, by: stamp, on: connection) }
            }
            #expect(run.turn == 2)
            #expect(run.state == .running)
        }
    }

    @Test("Before a run its server clears what is left of runs that are over, and of no others")
    func folders() async throws {
        try await TestDatabases.memory.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let over = try await Self.held(sample)
            let running = try await sample.write { robot, stamp, connection in
                try Run.ask(
                    for: robot, trigger: "hand", records: [(key: "z", sealed: nil)], by: stamp, on: connection)
            }
            try await sample.write { _, stamp, connection in
                try RunWork.finish(
                    Run.known(over.id, on: connection), .interrupted, note: nil, by: stamp, on: connection)
            }
            // The last one is of another database.
            let stranger = ID<Run>("01ARZ3NDEKTSV4RRFFQ69G5FAV")
            let folders = [over.id, running.id, stranger].map { RunFolder.path(of: $0) }
            defer { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }
            for folder in folders {
                try FileManager.default.createDirectory(
                    atPath: folder + "/downloads", withIntermediateDirectories: true)
            }
            try await RunFolder.clearEnded(in: sample.ward)
            #expect(folders.map { FileManager.default.fileExists(atPath: $0) } == [false, true, true])
        }
    }

    @Test(
        "A run whose job is gone is ended as interrupted: what was sent is unknown, the rest can go on; one with a job is left to it",
        arguments: TestDatabases.all)
    func lost(_ kind: TestDatabase) async throws {
        try await kind.use(SampleRobots.migrations) { database in
            let sample = try await SampleRobots(database)
            let run = try await Self.held(sample)
            // Another one, which a program will take up.
            let other = try await sample.write { robot, stamp, connection in
                let other = try Run.ask(
                    for: robot, trigger: "hand", records: [(key: "z", sealed: nil)], by: stamp, on: connection)
                try RunWork.request(other, robot, by: stamp, on: connection)
                return other
            }
            func states() async throws -> [Run.State] {
                try await LostRuns.look(in: sample.ward)
                return try await database.read { connection in
                    try [run.id, other.id].map { try Run.known($0, on: connection).state }
                }
            }
            let soon = try await states()
            #expect(soon == [.running, .waiting])
            // What its program left on this machine, such as a file of the system.
            let folder = RunFolder.path(of: run.id)
            try FileManager.default.createDirectory(atPath: folder + "/downloads", withIntermediateDirectories: true)
            sample.clock.advance(seconds: LostRuns.silentSeconds + 1)
            let later = try await states()
            #expect(later == [.interrupted, .waiting])
            #expect(!FileManager.default.fileExists(atPath: folder))
            let (ended, records, open, broken) = try await database.read { connection in
                let ended = try Run.known(run.id, on: connection)
                return (
                    ended, try RunRecord.list(of: run.id, on: connection).map(\.state),
                    try Matter.open(on: connection).map(\.recordKey),
                    try RunLedger(ended, on: connection).firstBreak(
                        sealed: RunLedger.sealed(run.id, on: connection))
                )
            }
            #expect(records == [.held, .unknown, .business, .unknown])
            #expect(Set(open) == ["a", "b", "c", "d"])
            #expect(ended.turn == run.turn + 2)
            #expect(broken == nil)
            // The job of the other one is cancelled from the list of jobs: nobody would take it up any more.
            try await sample.write { _, stamp, connection in
                for job in try JobStore.list(state: .waiting, on: connection) {
                    try JobStore.cancel(job.id, by: stamp, on: connection)
                }
            }
            let last = try await states()
            #expect(last == [.interrupted, .interrupted])
        }
    }
}
