import Declaring
import Japanese
import Scenarios
import Site
import Storage
import Ward

/// What waits for a person at the exception desk (例外デスク): an approval, an exception, a record whose end is unknown, a screen that
/// changed, or a seat of an owner that is empty.
struct Matter: AddressedRecord {
    enum Kind: String, CaseIterable, SQLBindable, SQLDecodable {
        case approval, business, technical, unknown, screen, handover
        /// An approval that was refused: somebody talks it over and asks once more, or ends it.
        case declined
        /// An AI-OCR is not sure of what it read.
        case reading
        /// It is registered, and a step that was to follow, such as receiving a file, was not done.
        case unfinished

        var title: String {
            switch self {
            case .approval: "承認待ち"
            case .business: "業務の例外"
            case .technical: "技術の例外"
            case .unknown: "登録できたか不明"
            case .screen: "画面の変更"
            case .handover: "担当の引継ぎ"
            case .declined: "承認されなかった"
            case .reading: "読み取りの確認"
            case .unfinished: "登録の後の手順"
            }
        }

        var tag: Tag {
            Tag(title, self == .unknown ? .danger : self == .approval || self == .reading ? .waiting : .warning)
        }

        /// What a person may decide of it.
        var decisions: [Decision] {
            switch self {
            case .approval: [.approve, .refuse]
            // What was sent may have arrived: it is looked up, never sent again.
            case .unknown: [.arrived, .notArrived, .byHand]
            case .business: [.again, .byHand, .drop]
            // Confirmed on a page of its own, where the values stand.
            case .reading: [.byHand, .drop]
            case .technical: [.again, .byHand, .drop]
            case .declined: [.reapply, .byHand, .drop]
            case .screen: [.accept, .refuse]
            // Done by choosing an owner, or by retiring the robot.
            case .handover: []
            // The record stays as it is: somebody does the rest.
            case .unfinished: [.done]
            }
        }
    }

    enum Decision: String, CaseIterable, SQLBindable, SQLDecodable {
        case approve, refuse, again, byHand, drop, arrived, notArrived, accept, done, reapply, runCancelled
        case confirm

        var title: String {
            switch self {
            case .approve: "承認する（登録へ進む）"
            case .refuse: "進めない"
            case .again: "直したので、次の実行でもう一度行う"
            case .byHand: "人が手作業で処理した"
            case .drop: "対象から外す"
            case .arrived: "登録されていることを確かめた"
            case .notArrived: "登録されていないことを確かめた（もう一度行う）"
            case .accept: "案の部品で合っている（続ける）"
            case .done: "済み"
            case .confirm: "読み取りを確かめた（登録へ進む）"
            case .runCancelled: "実行が取り消されたため、処理しない"
            case .reapply: "相談のうえ、次の実行でもう一度承認を求める"
            }
        }

        /// What becomes of the record; `nil` where it stays as it is until the next run.
        var record: RecordState? {
            switch self {
            case .arrived: .done
            // The robot saved nothing with it.
            case .byHand, .drop: .skipped
            case .again, .notArrived, .reapply, .confirm: .new
            // The next run hears it.
            case .approve, .refuse, .accept, .done, .runCancelled: nil
            }
        }
    }

    let id: ID<Matter>
    let robot: ID<Robot>
    let run: ID<Run>?
    /// Of the record it is about; of a handover, the seat.
    let recordKey: String?
    let kind: Kind
    let title: String
    let detail: String
    /// Of the screen, masked; the hash of an evidence file.
    let picture: String?
    /// The contract of the screen once a person accepts what is proposed; `nil` where nothing can be accepted.
    let proposal: String?
    let openedAt: Timestamp
    let decision: Decision?
    let remark: String?
    let minutes: Int?
    let settledAt: Timestamp?
    let settledBy: String?

    static let parameter = "matter"
    static let selection: SQL = "SELECT * FROM automation_matter"
    static let key: SQL = "automation_matter.id"
    static let title = "例外・承認"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, robot, run, recordKey) = (try row["id"], try row["robot"], try row["run"], try row["record_key"])
        (kind, title, detail) = (try row["kind"], try row["title"], try row["detail"])
        (picture, proposal) = (try row["picture"], try row["proposal"])
        (openedAt, decision, remark, minutes) = (
            try row["opened_at"], try row["decision"], try row["remark"], try row["minutes"]
        )
        (settledAt, settledBy) = (try row["settled_at"], try row["settled_by"])
    }

    var path: String { "/automation/matters/\(id)" }
    var isOpen: Bool { settledAt == nil }

    /// The oldest first.
    static func open(of robot: ID<Robot>? = nil, on connection: any Connection) throws -> [Matter] {
        let narrowed: SQL = robot.map { "AND robot = \($0)" } ?? ""
        return try list("WHERE settled_at IS NULL " + narrowed + " ORDER BY opened_at, id", on: connection)
    }

    /// Lays something before a person.
    @discardableResult
    static func open(
        _ kind: Kind, _ title: String, _ detail: String, robot: ID<Robot>, run: ID<Run>? = nil, key: String? = nil,
        picture: String? = nil, proposal: String? = nil, by stamp: Stamp, on connection: any Connection
    ) throws -> Matter {
        let id: ID<Matter> = stamp.newID()
        try connection.execute(
            """
            INSERT INTO automation_matter
                (id, robot, run, record_key, kind, title, detail, picture, proposal, opened_at)
            VALUES (\(id), \(robot), \(run), \(key), \(kind), \(title), \(detail), \(picture),
                \(proposal), \(stamp.at))
            """)
        return try known(id, on: connection)
    }

    /// A person decides. Their minutes count against what the robot saved.
    /// - Throws: ``AutomationRefusal/wrongState(_:)`` when it was decided already, or cannot be decided so; ``MatterRefusal/remark``.
    func settle(
        _ decision: Decision, remark: String?, minutes: Int, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard decisions.contains(decision) else {
            throw AutomationRefusal.wrongState("「\(kind.title)」は、「\(decision.title)」とは決められません。画面を開き直してください。")
        }
        if needsRemark(decision), remark == nil { throw MatterRefusal.remark }
        try checkRecord(decision, on: connection)
        try close(decision, remark: remark, minutes: minutes, by: stamp, on: connection)
        if let run, let recordKey, let state = decision.record {
            let run = try Run.known(run, on: connection)
            try run.note(
                recordKey, decision == .arrived || decision == .notArrived ? "queried" : "desk", state: state,
                ["decision": .string(decision.rawValue)], by: stamp, on: connection)
            try RunOrders(of: run, on: connection).follow(by: stamp, on: connection)
        }
        if kind == .screen { try settleScreen(decision, by: stamp, on: connection) }
        try stamp.note(
            "automation.matter.settle", "matter/\(id)",
            ["kind": .string(kind.rawValue), "decision": .string(decision.rawValue), "minutes": JSON(minutes)],
            on: connection)
        try resume(by: stamp, on: connection)
    }

    /// Somebody saw what was read: the record goes on as they say.
    /// - Parameter keep: writes the record.
    func release(
        minutes: Int, remark: String?, _ told: JSON, by stamp: Stamp, on connection: any Connection,
        keep: () throws -> Void
    ) throws {
        try checkRecord(.confirm, on: connection)
        try close(.confirm, remark: remark, minutes: minutes, by: stamp, on: connection)
        try keep()
        try stamp.note("automation.reading.confirm", "matter/\(id)", told, on: connection)
        try resume(by: stamp, on: connection)
    }

    /// The picture for somebody, whom the trail names.
    /// - Returns: `nil` where there is none.
    func lookAtPicture(by stamp: Stamp, on connection: any Connection) throws -> [UInt8]? {
        guard let picture, let bytes = try EvidenceStore.bytes(picture, on: connection) else { return nil }
        try stamp.note("automation.picture.look", "matter/\(id)", ["picture": .string(picture)], on: connection)
        return bytes
    }

    private func close(
        _ decision: Decision, remark: String?, minutes: Int, by stamp: Stamp, on connection: any Connection
    ) throws {
        let changed = try connection.execute(
            """
            UPDATE automation_matter SET decision = \(decision), remark = \(remark), minutes = \(minutes),
                settled_at = \(stamp.at), settled_by = \(stamp.actor.name), settled_person = \(stamp.actor.person)
            WHERE id = \(id) AND settled_at IS NULL
            """)
        guard changed == 1 else { throw AutomationRefusal.wrongState("この件は、ほかの人が処理しました。画面を開き直してください。") }
        if minutes > 0 {
            try Effort.write(
                kind == .approval || kind == .reading ? .checking : .exception, minutes: minutes, on: stamp.today,
                title, of: robot,
                matter: id, by: stamp, connection)
        }
    }

    /// What a person says of a record counts only where nothing else happens to it: a run that has it in hand may be looking it up or sending
    /// it at this moment, and what is registered stays so.
    private func checkRecord(_ decision: Decision, on connection: any Connection) throws {
        guard let run, let recordKey, decision.record != nil else { return }
        guard try Run.known(run, on: connection).state != .running else {
            throw AutomationRefusal.wrongState("この件の実行が動いています。終わってから処理してください。急ぐときは、実行の画面で中止してください。")
        }
        if try RunRecord.state(of: recordKey, in: run, on: connection)?.isFinal ?? false {
            throw AutomationRefusal.wrongState("この件は、実行の中で登録済みになりました。実行の画面で確かめてください。")
        }
    }

    /// A changed screen that somebody accepts becomes the next version of the contract; one that is refused ends the run.
    private func settleScreen(_ decision: Decision, by stamp: Stamp, on connection: any Connection) throws {
        if decision == .accept, let proposal {
            // It was made of an older contract, and would take back what was agreed since.
            if let system = ScreenContract.read(proposal, file: "画面の約束", log: YAMLReader.FindingLog())?.system,
                let newest = try ContractVersion.newest(system, on: connection), newest.writtenAt > openedAt
            {
                throw AutomationRefusal.wrongState("この案の後に、画面の約束が直されました。「進めない」を選び、実行の画面で残りを続けて、新しい案を受けてください。")
            }
            _ = try ContractVersion.write(proposal, by: stamp, on: connection)
        } else if let run {
            try Run.known(run, on: connection).end(.stopped, note: "画面の変更が認められませんでした。", by: stamp, on: connection)
        }
    }

    /// A run that was held goes on once nothing waits for a person that it needs.
    private func resume(by stamp: Stamp, on connection: any Connection) throws {
        guard let run, kind == .approval || kind == .screen || kind == .reading else { return }
        let held = try Run.known(run, on: connection)
        guard held.state == .held, try !Matter.holds(run, on: connection) else { return }
        try held.resume(by: stamp, on: connection)
    }

    /// Whether a run waits for a person.
    static func holds(_ run: ID<Run>, on connection: any Connection) throws -> Bool {
        try connection.row(
            """
            SELECT 1 FROM automation_matter
            WHERE run = \(run) AND kind IN ('approval', 'reading', 'screen') AND settled_at IS NULL LIMIT 1
            """) != nil
    }

    /// What a person may decide of it.
    var decisions: [Decision] {
        kind == .screen && proposal == nil ? [.refuse] : kind.decisions
    }

    /// Whoever overrules or ends what was refused says why.
    private func needsRemark(_ decision: Decision) -> Bool {
        kind == .declined && (decision == .reapply || decision == .drop)
    }

    /// What the last approval that was asked of a record says now; `nil` where it is to be asked, also once more.
    static func approval(of key: String, in run: ID<Run>, on connection: any Connection) throws -> Matter? {
        approval(among: try list("WHERE run = \(run) AND record_key = \(key) ORDER BY opened_at, id", on: connection))
    }

    /// - Parameter all: those of a record, in their order.
    static func approval(among all: [Matter]) -> Matter? {
        guard let last = all.last(where: { $0.kind == .approval }) else { return nil }
        guard let settled = last.settledAt else { return last }
        // Somebody gave the record back after the refusal.
        let isAskedAnew = all.contains { matter in
            (matter.decision == .reapply || matter.decision == .again)
                && matter.settledAt.map { settled < $0 } ?? false
        }
        switch last.decision {
        case .approve: return last
        case .refuse where !isAskedAnew: return last
        // The run was cancelled meanwhile, or somebody asks once more.
        default: return nil
        }
    }
}

enum MatterRefusal: Refusal, Hashable {
    case remark

    var words: String {
        switch self {
        case .remark: "「メモ」に、だれと相談したか、なぜそうするかを書いてください。"
        }
    }
}
