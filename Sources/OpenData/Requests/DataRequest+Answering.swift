import Japanese
import Storage
import Ward

/// What is said to a request in public.
struct RequestAnswer: Sendable {
    var outcome: DataRequest.Outcome
    var words: String
    var dataset: ID<Dataset>?
    /// Parts of the wish that are not published with it.
    var hiding: [String] = []

    fileprivate var facts: JSON {
        ["outcome": .string(outcome.rawValue), "hidden": JSON(hiding.count)]
    }

    fileprivate var storedHiding: String? { hiding.isEmpty ? nil : hiding.joined(separator: "\n") }
}

extension DataRequest {
    /// Publishes the answer, and with it the wish.
    func answer(_ told: RequestAnswer, by stamp: Stamp, on connection: any Connection) throws {
        guard isWaiting else { throw OpenDataRefusal.alreadyAnswered }
        // What stands in place of an answer that was taken back is a correction of it.
        let corrected = withdrawnOn == nil ? nil : stamp.today
        try connection.execute(
            """
            UPDATE opendata_request SET outcome = \(told.outcome), answer = \(told.words), dataset = \(told.dataset),
                hidden_words = \(told.storedHiding), answered_on = \(stamp.today), corrected_on = \(corrected),
                withdrawn_on = NULL
            WHERE id = \(id)
            """)
        try stamp.note("opendata.request.answer", "data-request/\(id)", told.facts, on: connection)
    }

    /// Puts another answer in place of the one that is public, which stays in the record.
    func correct(_ told: RequestAnswer, by stamp: Stamp, on connection: any Connection) throws {
        try keepAnswer(withdrawing: nil, by: stamp, on: connection)
        try connection.execute(
            """
            UPDATE opendata_request SET outcome = \(told.outcome), answer = \(told.words), dataset = \(told.dataset),
                hidden_words = \(told.storedHiding), corrected_on = \(stamp.today)
            WHERE id = \(id)
            """)
        try stamp.note("opendata.request.correct", "data-request/\(id)", told.facts, on: connection)
    }

    /// Takes the answer and the wish back from the public; it waits for another answer, or to be closed.
    func withdrawAnswer(_ reason: String, by stamp: Stamp, on connection: any Connection) throws {
        try keepAnswer(withdrawing: reason, by: stamp, on: connection)
        try connection.execute(
            """
            UPDATE opendata_request SET outcome = NULL, answer = NULL, dataset = NULL, answered_on = NULL,
                corrected_on = NULL, withdrawn_on = \(stamp.today)
            WHERE id = \(id)
            """)
        try stamp.note("opendata.request.withdraw", "data-request/\(id)", on: connection)
    }

    /// Ends it without publishing anything of it.
    func close(_ reason: String, by stamp: Stamp, on connection: any Connection) throws {
        guard isWaiting else { throw OpenDataRefusal.alreadyAnswered }
        try connection.execute(
            """
            UPDATE opendata_request SET closed_on = \(stamp.today), closed_reason = \(reason) WHERE id = \(id)
            """)
        try stamp.note("opendata.request.close", "data-request/\(id)", on: connection)
    }

    private func keepAnswer(withdrawing reason: String?, by stamp: Stamp, on connection: any Connection) throws {
        guard let outcome, let answer, let answeredOn else { throw OpenDataRefusal.notAnswered }
        let hidden = hiddenWords.isEmpty ? nil : hiddenWords.joined(separator: "\n")
        try connection.execute(
            """
            INSERT INTO opendata_earlier_answer (id, request, outcome, answer, dataset, hidden_words, answered_on,
                withdrawn_reason, replaced_at)
            VALUES (\(stamp.newID(EarlierAnswer.self)), \(id), \(outcome), \(answer), \(dataset), \(hidden),
                \(correctedOn ?? answeredOn), \(reason), \(stamp.at))
            """)
    }
}

/// An answer that stood in public and was corrected or taken back.
struct EarlierAnswer: Record {
    let id: ID<EarlierAnswer>
    let outcome: DataRequest.Outcome
    let answer: String
    let hiddenWords: [String]
    let answeredOn: CivilDate
    /// Why it was taken back; `nil` where it was corrected.
    let withdrawnReason: String?
    let replacedAt: Timestamp

    static let selection: SQL = "SELECT * FROM opendata_earlier_answer"
    static let key: SQL = "opendata_earlier_answer.id"
    static let title = "以前の回答"

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, outcome, answer) = (try row["id"], try row["outcome"], try row["answer"])
        let hidden: String? = try row["hidden_words"]
        hiddenWords = HiddenWords.lines(hidden ?? "")
        (answeredOn, withdrawnReason, replacedAt) = (
            try row["answered_on"], try row["withdrawn_reason"], try row["replaced_at"]
        )
    }

    /// Newest first.
    static func of(_ request: DataRequest, on connection: any Connection) throws -> [EarlierAnswer] {
        try list("WHERE request = \(request.id) ORDER BY replaced_at DESC, id DESC", on: connection)
    }
}
