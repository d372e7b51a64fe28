import Storage
import Ward

/// Whom to ask where one person may not do both halves of a thing: the others who may, or, where there is nobody, how the ward
/// gets somebody.
public struct SecondPersonNote: Component {
    private let people: [Person]
    private let nobody: HTML

    /// - Parameter nobody: what to do when there is no other.
    public init(_ people: [Person], nobody: HTML) {
        self.people = people
        self.nobody = nobody
    }

    /// For what only administrators do.
    /// - Parameter command: of the server, which does it in the name of who runs the machine.
    init(_ administrators: [Person], command: String) {
        self.init(
            administrators,
            nobody: """
                <p>ほかに管理者がいないため、画面では確認を受けられません。サーバーの運用担当者が、サーバーで<code>namiki \(command)</code>\
                を実行してください。実行したことは監査証跡に残ります。管理者は、2人以上にしておいてください。</p>
                """)
    }

    static func others(_ request: PageRequest, on connection: any Connection) throws -> [Person] {
        try request.person.others(who: .managePeople, on: request.today, connection)
    }

    /// Named at most; more are found in the list of people.
    private static let namesMax = 5

    public var html: HTML {
        guard !people.isEmpty else { return nobody }
        let names = people.prefix(Self.namesMax).map { "\($0.name)さん" }.joined(separator: "、")
        let more = people.count > Self.namesMax ? "、ほか\(people.count - Self.namesMax)人" : ""
        return "<p>確認できる人: \(names)\(more)</p>"
    }
}
