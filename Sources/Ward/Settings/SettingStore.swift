import Japanese
import Storage

/// Settings of this installation in the database.
public enum SettingStore {
    /// Whether the data is a demonstration: every page and document then wears a visible 見本 mark.
    public static func isSample(on connection: any Connection) throws -> Bool {
        try value(of: "sample", on: connection) == "yes"
    }

    /// Marks the data as a demonstration, for good.
    public static func markAsSample(by stamp: Stamp, on connection: any Connection) throws {
        try set("sample", to: "yes", by: stamp, on: connection)
    }

    /// Whether people with powerful permissions sign in with a second factor: unless a command on the server said otherwise.
    public static func asksSecondFactor(on connection: any Connection) throws -> Bool {
        isSecondFactorAsked(try value(of: secondFactor, on: connection))
    }

    /// - Parameter value: as it is stored; a new installation has none.
    static func isSecondFactorAsked(_ value: String?) -> Bool { value != "off" }

    /// Settles whether a second factor is asked for. No page does: one person with a stolen session could end it for all.
    public static func askSecondFactor(_ isAsked: Bool, by stamp: Stamp, on connection: any Connection) throws {
        try set(secondFactor, to: isAsked ? "on" : "off", by: stamp, on: connection)
    }

    static let secondFactor = "second-factor"

    /// The office calendar with the ward's extra closed days.
    public static func officeCalendar(on connection: any Connection) throws -> OfficeCalendar {
        let days = try value(of: "closed-days", on: connection)?.split(separator: ",").compactMap { CivilDate(iso: $0) }
        return OfficeCalendar(extraClosedDays: Set(days ?? []))
    }

    /// Sets the days on which the office is closed beside holidays and year's end (開庁記念日, 臨時閉庁).
    public static func setClosedDays(
        _ days: Set<CivilDate>, by stamp: Stamp, on connection: any Connection
    ) throws {
        try set("closed-days", to: days.sorted().map(\.description).joined(separator: ","), by: stamp, on: connection)
    }

    private static func value(of name: String, on connection: any Connection) throws -> String? {
        try connection.value("SELECT value FROM setting WHERE name = \(name)")
    }

    private static func set(
        _ name: String, to value: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """)
        try Audit.append(
            "ward.setting.set", subject: "setting/\(name)", details: ["value": .string(value)], by: stamp,
            on: connection)
    }
}
