import Site
import Storage
import Ward

/// How a ward runs its desk: what no program can know.
struct DeskSettings: Hashable, Codable, Revised {
    /// As families read it; `nil` until the ward has set it.
    var phone: String?
    var place: String?
    /// Minutes after midnight.
    var opens = 9 * 60
    var closes = 16 * 60
    /// Closed between these, such as over noon; none when both are the same.
    var breakFrom = 12 * 60
    var breakTo = 13 * 60
    /// Families at the same time.
    var lanes = 2
    /// Office days between booking and visit: in this time the sections look things up.
    var leadDays = 3
    /// How far ahead, in days.
    var horizonDays = 60
    /// Of each day's time so much is kept for those who call, in percent.
    var phonePercent = 30
    /// Starts lie this far apart.
    var stepMinutes = 30
    /// For reading through and signing, beside the items.
    var baseMinutes = 15
    var minutesMin = 30
    var minutesMax = 150
    /// While nothing is known of the case.
    var minutesUnknown = 60
    /// How many families at the same time may have each.
    var interpreters = 1
    var wheelchairPlaces = 1
    var quietRooms = 1
    /// The time of the print for the next day.
    var printAt = 16 * 60 + 30
    /// A case is deleted so many months after it ended.
    var keepMonths = 12
    /// Deadlines are watched so many months after the visit; later ones stand on the family's list alone.
    var watchMonths = 36

    /// What a family needed for each section before there was a desk, in minutes: measured by the ward, with the bounds
    /// of the measurement. 0 until somebody has measured.
    var baselineMinutes = 0
    var baselineLow = 0
    var baselineHigh = 0
    /// How it was measured: when, on how many families.
    var baselineSource: String?
    /// Grows with each change.
    var revision = 0

    /// Where families find the desk: its place and its number, as far as they are set.
    var contact: String { [place, phone].compactMap(\.self).joined(separator: "　") }

    func capacity(of wish: VisitWish) -> Int {
        switch wish {
        case .interpreter: interpreters
        case .wheelchair: wheelchairPlaces
        case .quietRoom: quietRooms
        }
    }

    /// How much of a day may be booked on the web, over all lanes.
    var webMinutesMax: Int {
        let open = closes - opens - max(0, min(breakTo, closes) - max(breakFrom, opens))
        return lanes * open * (100 - phonePercent) / 100
    }

    /// What is wrong with them, in words.
    var problems: [String] {
        var found: [String] = []
        if opens >= closes { found.append("受付の終わりは、始まりより後にしてください。") }
        if breakFrom > breakTo { found.append("休憩の終わりは、始まりと同じか後にしてください。") }
        if minutesMin > minutesMax { found.append("1件の最長の時間は、最短の時間以上にしてください。") }
        if minutesUnknown > minutesMax || minutesUnknown < minutesMin {
            found.append("内容が分からない間の時間は、最短から最長までの間にしてください。")
        }
        let longest = max(breakFrom - opens, closes - max(breakTo, opens))
        if breakFrom < breakTo ? minutesMax > longest : minutesMax > closes - opens {
            found.append("1件の最長の時間（\(minutesMax)分）が、受付の時間に入りません。")
        }
        if phonePercent < 100, webMinutesMax < minutesMin {
            found.append("電話のために取っておく割合が大きく、ウェブでは1件も予約できません。割合を小さくするか、100%にしてください。")
        }
        if baselineMinutes > 0, !(baselineLow...max(baselineLow, baselineHigh)).contains(baselineMinutes) {
            found.append("窓口ごとにかかっていた時間は、下限から上限までの間にしてください。")
        }
        if baselineMinutes > 0, baselineSource == nil { found.append("窓口ごとにかかっていた時間を、いつ、何件で計ったかを書いてください。") }
        return found
    }
}

extension DeskSettings {
    var json: JSON { get throws { try JSON(encoding: self) } }

    /// What was stored before a member came keeps the default of that member.
    init(_ json: JSON) throws {
        guard case .object(let members) = json, case .object(let defaults) = try DeskSettings().json else {
            self.init()
            return
        }
        self = try JSON.object(defaults.merging(members) { $1 }).decoded()
    }
}

extension DeskSettings: RouteSubject {
    static func load(_ request: PageRequest, on connection: any Connection) throws -> DeskSettings {
        try DeskSettingsStore.get(on: connection)
    }

    var path: String { DeskSettingsPage.path }
}
