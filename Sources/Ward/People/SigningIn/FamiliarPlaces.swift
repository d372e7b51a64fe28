import Japanese
import Storage

/// Where a person has signed in before: who comes from there does not wait for what others do to their login name.
public enum FamiliarPlaces {
    static let keptSeconds = 180 * 86_400
    static let placesPerPersonMax = 30

    /// A token for this browser, to be kept in a cookie of its own (180 days) and handed to
    /// ``SignIn/attempt(loginName:password:address:knownDevice:ward:cost:)`` next time.
    ///
    /// Needed where many people share one address; without it the address alone is remembered.
    public static func rememberDevice(of person: ID<Person>, ward: Ward) async throws -> String {
        let token = SessionToken(random: ward.random)
        let now = ward.clock.now()
        try await ward.database.write { connection in
            try remember(.device(token.text), of: person, at: now, on: connection)
        }
        return token.text
    }

    static func isFamiliar(_ place: Place, to person: ID<Person>, on connection: any Connection) throws -> Bool {
        try connection.row(
            "SELECT place FROM familiar_place WHERE person = \(person) AND place = \(place.text)") != nil
    }

    static func remember(
        _ place: Place, of person: ID<Person>, at now: Timestamp, on connection: any Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO familiar_place (person, place, seen_at) VALUES (\(person), \(place.text), \(now))
            ON CONFLICT (person, place) DO UPDATE SET seen_at = excluded.seen_at
            """)
        try connection.execute(
            """
            DELETE FROM familiar_place WHERE person = \(person) AND (seen_at < \(now.adding(seconds: -keptSeconds))
                OR place NOT IN (SELECT place FROM familiar_place WHERE person = \(person)
                    ORDER BY seen_at DESC, place LIMIT \(placesPerPersonMax)))
            """)
    }
}
