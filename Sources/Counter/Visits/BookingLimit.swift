import Japanese
import Storage
import Ward

/// From where a booking on the web comes: hashes that tell nobody who it was, kept for a month.
struct BookingOrigin: Hashable, Sendable {
    let browser: String
    /// `nil` where the client's address is not known.
    let client: String?

    static let keptDays = 30
}

/// How much anybody may book on the web; more goes by phone, where somebody asks.
enum BookingLimit: CaseIterable, Sendable {
    /// On one day from one browser; from one network address, such as a library's.
    case browser, client
    /// Not visited yet, under one number of telephone.
    case contact

    var max: Int {
        switch self {
        case .browser, .contact: 3
        case .client: 10
        }
    }

    /// The limit that one more booking would break.
    static func reached(
        _ origin: BookingOrigin, phone: String, today: CivilDate, on connection: any Connection
    ) throws -> BookingLimit? {
        let today = try DeskCase.list("WHERE source = 'web' AND opened_on = \(today)", on: connection)
        let number = PhoneNumber.key(phone)
        let counts: [BookingLimit: Int] = [
            .browser: today.count { $0.origin?.browser == origin.browser },
            .client: today.count { origin.client != nil && $0.origin?.client == origin.client },
            .contact: try DeskCase.bookedOnTheWeb(on: connection).count { PhoneNumber.key($0.visitor.phone) == number },
        ]
        return allCases.first { counts[$0] ?? 0 >= $0.max }
    }

    /// What to do instead.
    func words(_ words: GuideWords, phone: String?) -> String {
        let (desk, easy, english) = (
            phone.map { "窓口（\($0)）" } ?? "窓口", phone.map { "まどぐち（\($0)）" } ?? "まどぐち",
            phone.map { "the desk (\($0))" } ?? "the desk"
        )
        let why =
            switch self {
            case .browser:
                words(
                    "この端末からの予約は、1日に\(max)件までお受けしています。", "ここからの よやくは 1日に \(max)つまでです。",
                    "From one device we take \(max) bookings a day.")
            case .client:
                words(
                    "お使いの回線から、今日はたくさんの予約をいただいています。", "今日は よやくが おおいです。",
                    "We have had many bookings from your network today.")
            case .contact:
                words(
                    "この電話番号では、すでに\(max)件の予約をお預かりしています。", "この 電話番号の よやくが \(max)つ あります。",
                    "We already hold \(max) bookings under this phone number.")
            }
        return why
            + words(
                "お手数をおかけしますが、\(desk)にお電話ください。お話を伺って、続けてお受けします。", "\(easy)に 電話して ください。電話で よやく できます。",
                " Please call \(english); we will gladly arrange it with you.")
    }
}
