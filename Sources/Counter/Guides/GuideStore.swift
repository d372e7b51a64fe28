import Japanese
import LifeEvents
import Storage
import Ward

/// Guides in the database.
enum GuideStore {
    /// The guide with which a browser goes on.
    /// - Parameter browser: the hash of its cookie.
    static func find(
        browser: String, event: KnowledgeBase, today: CivilDate, on connection: any Connection
    ) throws -> Guide? {
        let row = try connection.row(
            """
            SELECT counter_guide.id AS id, answers, code_key, touched_on
            FROM counter_guide_browser JOIN counter_guide ON counter_guide.id = counter_guide_browser.guide
            WHERE counter_guide_browser.browser = \(browser) AND counter_guide_browser.event = \(event.name)
            """)
        guard let guide = try row.map({ try guide($0, event) }), today <= guide.keptUntil else { return nil }
        return guide
    }

    /// Begins anew; what the browser had is left behind.
    static func begin(
        browser: String, event: KnowledgeBase, id: ID<Guide>, today: CivilDate, on connection: any Connection
    ) throws {
        try purge(today: today, on: connection)
        try leave(browser: browser, event: event.name, on: connection)
        let empty = Guide(
            id: id, event: event.name, facts: CaseFacts(), screens: [], isSaved: false, touchedOn: today)
        try connection.execute(
            """
            INSERT INTO counter_guide (id, event, answers, touched_on)
            VALUES (\(id), \(event.name), \(empty.json.canonical), \(today))
            """)
        try bind(id, browser: browser, event: event.name, on: connection)
    }

    static func save(_ guide: Guide, today: CivilDate, on connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE counter_guide SET answers = \(guide.json.canonical), touched_on = \(today) WHERE id = \(guide.id)
            """)
    }

    /// Keeps it under a code; an earlier code of it is void from now on.
    static func keep(_ guide: Guide, code: GuideCode, today: CivilDate, on connection: any Connection) throws {
        try connection.execute(
            "UPDATE counter_guide SET code_key = \(code.key), touched_on = \(today) WHERE id = \(guide.id)")
    }

    /// Takes up a kept guide in this browser.
    /// - Returns: whether there is one under the code.
    static func resume(
        _ code: GuideCode, browser: String, event: String, today: CivilDate, on connection: any Connection
    ) throws -> Bool {
        try purge(today: today, on: connection)
        let found: ID<Guide>? = try connection.value(
            "SELECT id FROM counter_guide WHERE code_key = \(code.key) AND event = \(event)")
        guard let found else { return false }
        try leave(browser: browser, event: event, on: connection)
        try bind(found, browser: browser, event: event, on: connection)
        return true
    }

    /// Takes the answers off this browser; they are gone unless a code keeps them.
    static func leave(browser: String, event: String, on connection: any Connection) throws {
        let guide: ID<Guide>? = try connection.value(
            "SELECT guide FROM counter_guide_browser WHERE browser = \(browser) AND event = \(event)")
        guard let guide else { return }
        try connection.execute(
            "DELETE FROM counter_guide_browser WHERE browser = \(browser) AND event = \(event)")
        try connection.execute("DELETE FROM counter_guide WHERE id = \(guide) AND code_key IS NULL")
    }

    /// Deletes what is past its time.
    /// - Returns: how many guides.
    @discardableResult
    static func purge(today: CivilDate, on connection: any Connection) throws -> Int {
        let unsaved = today.adding(days: -Guide.unsavedDays)
        let saved = today.adding(days: -Guide.savedDays)
        let old: SQL = """
            (code_key IS NULL AND touched_on < \(unsaved)) OR touched_on < \(saved)
            """
        let count: Int = try connection.value("SELECT COUNT(*) FROM counter_guide WHERE \(old)") ?? 0
        guard count > 0 else { return 0 }
        try connection.execute(
            "DELETE FROM counter_guide_browser WHERE guide IN (SELECT id FROM counter_guide WHERE \(old))")
        try connection.execute("DELETE FROM counter_guide WHERE \(old)")
        return count
    }

    private static func bind(
        _ guide: ID<Guide>, browser: String, event: String, on connection: any Connection
    ) throws {
        try connection.execute(
            "INSERT INTO counter_guide_browser (browser, event, guide) VALUES (\(browser), \(event), \(guide))")
    }

    private static func guide(_ row: SQLRow, _ event: KnowledgeBase) throws -> Guide {
        let stored = try? JSON(parsing: try row["answers"] as String)
        let (facts, screens, done) = Guide.read(stored ?? .null, for: event)
        return Guide(
            id: try row["id"], event: event.name, facts: facts, screens: screens, done: done,
            isSaved: try row["code_key"] as String? != nil, touchedOn: try row["touched_on"])
    }
}
