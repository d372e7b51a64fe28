import RandomTesting
import Storage
import StorageTesting
import Testing

@testable import Ward

@Suite("Tampering with the audit trail is found")
struct AuditTamperingTests {
    private static let rows = 20

    @Test("Whatever is done to one row or to the end, the walk finds it", arguments: TestDatabases.all)
    func anything(_ kind: TestDatabase) async throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        try await TestedWard.use(kind) { tested async throws in
            try await tested.appendRows(Self.rows)
            for trial in 1...60 {
                let tampering = Tampering.random(rows: Self.rows, using: &generator)
                let verdict = try await tested.afterTampering(tampering.apply) { try Audit.verify(on: $0) }
                #expect(!verdict.isWhole, "seed \(seed) trial \(trial): \(tampering)")
            }
            #expect(try await tested.read { try Audit.verify(on: $0).isWhole }, "seed \(seed)")
        }
    }

    @Test("The finding names the row")
    func place() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.appendRows(5)
            let changed = try await tested.afterTampering { connection in
                try connection.execute("UPDATE audit SET details = '{}' WHERE sequence = 3")
            } _: {
                try Audit.verify(on: $0).failures
            }
            #expect(changed == ["監査証跡の3番の内容が、記録したときと違います。"])
            let removed = try await tested.afterTampering { connection in
                try connection.execute("DELETE FROM audit WHERE sequence IN (2, 3)")
            } _: {
                try Audit.verify(on: $0).failures
            }
            #expect(removed == ["監査証跡の2番から3番までがありません。"])
            let cut = try await tested.afterTampering { connection in
                try connection.execute("DELETE FROM audit WHERE sequence > 3")
            } _: {
                try Audit.verify(on: $0)
            }
            #expect(cut.failures == ["監査証跡の末尾が合いません（末尾の記録 5番、実際 3番）。"])
            #expect(cut.rows == 3)
        }
    }

    @Test("A changed row whose own hash was computed anew breaks the row after it")
    func rehashed() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.appendRows(5)
            let failures = try await tested.afterTampering { connection in
                let rows = try connection.rows(Audit.columns + " WHERE sequence IN (1, 2) ORDER BY sequence")
                try connection.execute("UPDATE audit SET details = '{}' WHERE sequence = 2")
                let changed = try Audit.row(
                    connection.rows(Audit.columns + " WHERE sequence = 2 ORDER BY sequence")[0])
                try connection.execute("UPDATE audit SET hash = \(changed.hash(after: rows[0][7])) WHERE sequence = 2")
            } _: {
                try Audit.verify(on: $0).failures
            }
            #expect(failures == ["監査証跡の3番の内容が、記録したときと違います。"])
        }
    }

    @Test("A character written in another composition is a change, though Swift calls it equal")
    func composition() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.write { try Audit.append("test", subject: "課/が", details: [:], by: $1, on: $0) }
            let verdict = try await tested.afterTampering { connection in
                try connection.execute("UPDATE audit SET subject = \("課/か\u{3099}")")
            } _: {
                try Audit.verify(on: $0)
            }
            #expect(!verdict.isWhole)
        }
    }

    @Test("Values of another type are a finding and do not end the walk")
    func types() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.appendRows(4)
            let verdict = try await tested.afterTampering { connection in
                try connection.execute("UPDATE audit SET at = 'きのう' WHERE sequence = 2")
                try connection.execute("UPDATE audit_head SET sequence = 'x'")
            } _: {
                try Audit.verify(on: $0)
            }
            #expect(verdict.rows == 4)
            #expect(verdict.failures.first == "監査証跡の2番の列「at」が読めません。")
            #expect(verdict.failures.last == "監査証跡の末尾が合いません（末尾の記録 なし、実際 4番）。")
        }
    }

    @Test("Rows with impossible numbers are findings")
    func numbers() async throws {
        try await TestedWard.use(TestDatabases.memory) { tested async throws in
            try await tested.appendRows(2)
            for number in [Int.min + 1, -1, 0, 1 << 40, Int.max] {
                let verdict = try await tested.afterTampering { connection in
                    try connection.execute(
                        """
                        INSERT INTO audit (sequence, at, actor_name, action, subject, details, hash)
                        VALUES (\(number), 0, 'x', 'x', 'x', '{}', 'x')
                        """)
                } _: {
                    try Audit.verify(on: $0)
                }
                #expect(!verdict.isWhole, "\(number)")
            }
        }
    }

    @Test("Only so many failures are kept, and the rest is counted")
    func bounded() {
        var list = FailureList(max: 2)
        for number in 1...5 { list.add("\(number)") }
        #expect(list.all == ["1", "2", "ほかに3件あります。"])
    }
}

/// One thing that somebody with the database in hand may do.
private enum Tampering: Sendable, CustomStringConvertible {
    case edit(column: String, row: Int)
    case remove(Int)
    case swap(Int, Int)
    case insert(at: Int)
    case cutTail(keeping: Int, headToo: Bool)
    case moveHead(Int)

    static func random(rows: Int, using generator: inout SeededGenerator) -> Tampering {
        func row() -> Int { Int.random(in: 1...rows, using: &generator) }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:
            let columns = ["at", "person", "actor_name", "action", "subject", "details", "hash"]
            return .edit(column: columns.randomElement(using: &generator)!, row: row())
        case 1: return .remove(row())
        case 2:
            let first = Int.random(in: 1..<rows, using: &generator)
            return .swap(first, Int.random(in: (first + 1)...rows, using: &generator))
        case 3: return .insert(at: row())
        case 4:
            return .cutTail(
                keeping: Int.random(in: 0..<rows, using: &generator), headToo: Bool.random(using: &generator))
        default:
            let other = Int.random(in: 0...(2 * rows), using: &generator)
            return .moveHead(other == rows ? rows + 1 : other)
        }
    }

    func apply(_ connection: any Connection) throws {
        switch self {
        case .edit(let column, let row):
            let statement: SQL =
                switch column {
                case "at": "UPDATE audit SET at = at + 1 WHERE sequence = \(row)"
                case "person": "UPDATE audit SET person = COALESCE(person, '') || 'x' WHERE sequence = \(row)"
                case "actor_name": "UPDATE audit SET actor_name = actor_name || ' ' WHERE sequence = \(row)"
                case "action": "UPDATE audit SET action = 'plan.entry.approve' WHERE sequence = \(row)"
                case "subject": "UPDATE audit SET subject = subject || '1' WHERE sequence = \(row)"
                case "details": "UPDATE audit SET details = '{\"number\":0}' WHERE sequence = \(row)"
                default: "UPDATE audit SET hash = UPPER(hash) || '0' WHERE sequence = \(row)"
                }
            try connection.execute(statement)
        case .remove(let row): try connection.execute("DELETE FROM audit WHERE sequence = \(row)")
        case .swap(let first, let second):
            try connection.execute("UPDATE audit SET sequence = -1 WHERE sequence = \(first)")
            try connection.execute("UPDATE audit SET sequence = \(first) WHERE sequence = \(second)")
            try connection.execute("UPDATE audit SET sequence = \(second) WHERE sequence = -1")
        case .insert(let place):
            // Later rows move on by one, backwards so that no two ever have the same number.
            let numbers: [Int] = try connection.column(
                "SELECT sequence FROM audit WHERE sequence >= \(place) ORDER BY sequence DESC")
            for number in numbers {
                try connection.execute("UPDATE audit SET sequence = \(number + 1) WHERE sequence = \(number)")
            }
            try connection.execute(
                """
                INSERT INTO audit (sequence, at, actor_name, action, subject, details, hash)
                SELECT \(place), at, actor_name, action, subject, details, hash FROM audit
                WHERE sequence = \(place + 1)
                """)
            try connection.execute("UPDATE audit_head SET sequence = sequence + 1")
        case .cutTail(let kept, let headToo):
            try connection.execute("DELETE FROM audit WHERE sequence > \(kept)")
            // Setting the number alone is not enough: the head holds the hash too.
            if headToo { try connection.execute("UPDATE audit_head SET sequence = \(kept)") }
        case .moveHead(let number): try connection.execute("UPDATE audit_head SET sequence = \(number)")
        }
    }

    var description: String {
        switch self {
        case .edit(let column, let row): "edit \(column) of \(row)"
        case .remove(let row): "remove \(row)"
        case .swap(let first, let second): "swap \(first) and \(second)"
        case .insert(let place): "insert at \(place)"
        case .cutTail(let kept, let headToo): "cut after \(kept), head too: \(headToo)"
        case .moveHead(let number): "move head to \(number)"
        }
    }
}
