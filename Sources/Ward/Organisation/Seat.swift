import Japanese
import Storage

/// What a seat is in its body.
public enum SeatRole: String, CaseIterable, Sendable, SQLBindable, SQLDecodable {
    /// グループ長
    case leader
    /// 副グループ長
    case deputy
    /// グループ構成員
    case member

    public var title: String {
        switch self {
        case .leader: "グループ長"
        case .deputy: "副グループ長"
        case .member: "構成員"
        }
    }

    /// Leaders first.
    var rank: Int {
        switch self {
        case .leader: 0
        case .deputy: 1
        case .member: 2
        }
    }
}

/// A seat in a body (構成員): held by a post, or by a number of people of a category (職員団体推薦 3名).
public struct Seat: Hashable, Sendable {
    /// People in one seat of a category.
    public static let countMax = 999

    /// Who sits there.
    public enum Occupant: Hashable, Sendable {
        case post(ID<Post>)
        case category(String, count: Int)
    }

    public let id: ID<Seat>
    public let body: ID<Body>
    public let role: SeatRole
    public let post: ID<Post>?
    /// The title of the post, read with it.
    public let postTitle: String?
    public let category: String?
    /// 1 for a post.
    public let count: Int
    /// The order of the document.
    public let position: Int
    public let validFrom: CivilDate?
    public let validTo: CivilDate?

    public init(
        id: ID<Seat>, body: ID<Body>, role: SeatRole, post: ID<Post>?, postTitle: String?, category: String?,
        count: Int, position: Int, validFrom: CivilDate? = nil, validTo: CivilDate? = nil
    ) {
        self.id = id
        self.body = body
        self.role = role
        self.post = post
        self.postTitle = postTitle
        self.category = category
        self.count = count
        self.position = position
        self.validFrom = validFrom
        self.validTo = validTo
    }

    /// As it is printed: 情報管理課長, or 職員団体推薦（3名）.
    public var label: String {
        if let category { return "\(category)（\(count)名）" }
        return postTitle ?? ""
    }

    /// How many people sit in these seats: the sum that is compared with the printed 計.
    public static func total(_ seats: [Seat]) -> Int {
        seats.reduce(0) { $0 + $1.count }
    }
}
