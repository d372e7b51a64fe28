import Japanese
import Storage

/// Posts (職) in the database.
public enum PostStore {
    /// The post of that title in that unit; recorded when it is new.
    public static func findOrCreate(
        title: String, unit: ID<OfficeUnit>?, by stamp: Stamp, on connection: any Connection
    ) throws -> Post {
        let title = try RecordName(title, of: "職名").text
        let key = TextKey(title).text
        let sameUnit: SQL = unit.map { "unit = \($0)" } ?? "unit IS NULL"
        if let found = try connection.row(columns + " WHERE title_key = \(key) AND " + sameUnit + " ORDER BY id") {
            return try decode(found)
        }
        if let unit, try UnitStore.find(unit, on: connection) == nil { throw OrganisationError.unknownUnit }
        let post = Post(id: stamp.newID(), title: title, unit: unit)
        try connection.execute(
            "INSERT INTO post (id, title, title_key, unit) VALUES (\(post.id), \(title), \(key), \(unit))")
        try Audit.append(
            "ward.post.create", subject: "post/\(post.id)",
            details: ["title": .string(title), "unit": JSON(unit)], by: stamp, on: connection)
        return post
    }

    public static func find(_ id: ID<Post>, on connection: any Connection) throws -> Post? {
        try connection.row(columns + " WHERE id = \(id)").map(decode)
    }

    /// All posts, by title.
    public static func list(on connection: any Connection) throws -> [Post] {
        try connection.rows(columns + " ORDER BY title, id").map(decode)
    }

    public static func list(unit: ID<OfficeUnit>, on connection: any Connection) throws -> [Post] {
        try connection.rows(columns + " WHERE unit = \(unit) ORDER BY title, id").map(decode)
    }

    private static let columns: SQL = "SELECT id, title, unit FROM post"

    private static func decode(_ row: SQLRow) throws -> Post {
        Post(id: try row[0], title: try row[1], unit: try row[2])
    }
}
