import Japanese
import Site
import Storage
import Ward

/// What a resident asks to be published (公開の要望). It is answered in public within ``officeDays``; its words are public once they are,
/// since whoever answers looks first that they name nobody, and hides what does. The words as they came stay inside.
struct DataRequest: AddressedRecord {
    enum Outcome: String, CaseIterable, SQLBindable, SQLDecodable {
        case published, planned, refused

        var title: String {
            switch self {
            case .published: "公開しています"
            case .planned: "公開する予定です"
            case .refused: "公開できません"
            }
        }
    }

    let id: ID<DataRequest>
    let number: Int
    /// As it came; see ``publicWish``.
    let wish: String
    let purpose: String?
    let askedOn: CivilDate
    let dueOn: CivilDate
    let outcome: Outcome?
    let answer: String?
    let dataset: ID<Dataset>?
    let answeredOn: CivilDate?
    /// Parts of the wish that nobody outside reads.
    let hiddenWords: [String]
    /// Since when it is closed without being published, and why; the reason stays inside.
    let closedOn: CivilDate?
    let closedReason: String?
    /// When the answer that is public was put in place of another.
    let correctedOn: CivilDate?
    /// When an answer was taken back; it waits for another one until then.
    let withdrawnOn: CivilDate?

    static let parameter = "request"
    static let selection: SQL = "SELECT * FROM opendata_request"
    static let key: SQL = "opendata_request.id"
    static let title = "公開の要望"

    /// Within so many days on which the office is open.
    static let officeDays = 20
    /// On one day from one network.
    static let clientMax = 5
    /// On one day from everywhere, so that nobody fills the list.
    static let dayMax = 100

    init(_ row: SQLRow, on _: any Connection) throws {
        (id, number, wish, purpose) = (try row["id"], try row["number"], try row["wish"], try row["purpose"])
        (askedOn, dueOn, outcome, answer) = (
            try row["asked_on"], try row["due_on"], try row["outcome"], try row["answer"]
        )
        (dataset, answeredOn) = (try row["dataset"], try row["answered_on"])
        let hidden: String? = try row["hidden_words"]
        hiddenWords = HiddenWords.lines(hidden ?? "")
        (closedOn, closedReason) = (try row["closed_on"], try row["closed_reason"])
        (correctedOn, withdrawnOn) = (try row["corrected_on"], try row["withdrawn_on"])
    }

    var path: String { "/datasets/requests/\(id)" }
    /// As everybody reads it.
    var publicWish: String { HiddenWords.hiding(hiddenWords, in: wish) }
    var isWaiting: Bool { answeredOn == nil && closedOn == nil }
    var isAnsweredInTime: Bool { answeredOn.map { $0 <= dueOn } ?? false }

    /// - Parameter client: stands for the network for today alone; see ``PageRequest/clientOfToday``.
    static func ask(
        _ wish: String, purpose: String?, client: String?, by stamp: Stamp, on connection: any Connection
    ) throws -> DataRequest {
        let today: Int =
            try connection.value("SELECT COUNT(*) FROM opendata_request WHERE asked_on = \(stamp.today)") ?? 0
        let own: Int = try connection.value("SELECT COUNT(*) FROM opendata_request WHERE client = \(client)") ?? 0
        guard today < dayMax, own < clientMax else { throw OpenDataRefusal.tooManyRequests }
        // What tells networks apart is of no use after its day.
        try connection.execute("UPDATE opendata_request SET client = NULL WHERE asked_on < \(stamp.today)")
        let id: ID<DataRequest> = stamp.newID()
        let number: Int = (try connection.value("SELECT MAX(number) FROM opendata_request") ?? 0) + 1
        let due = try SettingStore.officeCalendar(on: connection).adding(officeDays: officeDays, to: stamp.today)
        try connection.execute(
            """
            INSERT INTO opendata_request (id, number, wish, purpose, asked_on, due_on, client)
            VALUES (\(id), \(number), \(wish), \(purpose), \(stamp.today), \(due), \(client))
            """)
        try stamp.note("opendata.request.ask", "data-request/\(id)", ["number": JSON(number)], on: connection)
        return try known(id, on: connection)
    }
}
