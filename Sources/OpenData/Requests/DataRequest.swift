import Japanese
import Site
import Storage
import Ward

/// What a resident asks to be published (公開の要望). It is answered in public within ``officeDays``; its words are public once they are,
/// since whoever answers looks first that they name nobody.
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
    let wish: String
    let purpose: String?
    let askedOn: CivilDate
    let dueOn: CivilDate
    let outcome: Outcome?
    let answer: String?
    let dataset: ID<Dataset>?
    let answeredOn: CivilDate?

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
    }

    var path: String { "/datasets/requests/\(id)" }
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

    func answer(
        _ outcome: Outcome, _ words: String, dataset: ID<Dataset>?, by stamp: Stamp, on connection: any Connection
    ) throws {
        guard answeredOn == nil else { throw OpenDataRefusal.alreadyAnswered }
        try connection.execute(
            """
            UPDATE opendata_request SET outcome = \(outcome), answer = \(words), dataset = \(dataset),
                answered_on = \(stamp.today)
            WHERE id = \(id)
            """)
        try stamp.note(
            "opendata.request.answer", "data-request/\(id)", ["outcome": .string(outcome.rawValue)], on: connection)
    }
}
