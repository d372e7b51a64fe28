import Japanese
import Storage

extension PostStore {
    /// Who holds a post on a day; optional everywhere, and never printed in public editions.
    public static func holder(
        of post: ID<Post>, validOn day: CivilDate, on connection: any Connection
    ) throws -> ID<Person>? {
        try connection.value(
            """
            SELECT person FROM post_holder WHERE post = \(post)
                AND (valid_from IS NULL OR valid_from <= \(day)) AND (valid_to IS NULL OR valid_to >= \(day))
            ORDER BY id LIMIT 1
            """)
    }

    /// The posts a person holds on a day, by title.
    public static func posts(
        of person: ID<Person>, validOn day: CivilDate, on connection: any Connection
    ) throws -> [Post] {
        let held: [ID<Post>] = try connection.column(
            """
            SELECT post FROM post_holder WHERE person = \(person)
                AND (valid_from IS NULL OR valid_from <= \(day)) AND (valid_to IS NULL OR valid_to >= \(day))
            ORDER BY post
            """)
        return try list(on: connection).filter { held.contains($0.id) }
    }

    /// From `day` on the post is held by this person, or by nobody (欠員); the one before ends the day before.
    public static func setHolder(
        of post: ID<Post>, to person: ID<Person>?, from day: CivilDate, by stamp: Stamp,
        on connection: any Connection
    ) throws {
        guard try find(post, on: connection) != nil else { throw OrganisationError.unknownPost }
        // What was planned from this day on is replaced; what began before ends.
        try connection.execute("DELETE FROM post_holder WHERE post = \(post) AND valid_from >= \(day)")
        try connection.execute(
            """
            UPDATE post_holder SET valid_to = \(day.adding(days: -1))
            WHERE post = \(post) AND (valid_to IS NULL OR valid_to >= \(day))
            """)
        if let person {
            let id: ID<PostHolding> = stamp.newID()
            try connection.execute(
                """
                INSERT INTO post_holder (id, post, person, valid_from) VALUES (\(id), \(post), \(person), \(day))
                """)
        }
        try Audit.append(
            "ward.post.holder", subject: "post/\(post)", details: ["person": JSON(person), "from": JSON(day)],
            by: stamp, on: connection)
    }
}

/// That a person holds a post for a time; the subject of its identifier.
enum PostHolding {}
