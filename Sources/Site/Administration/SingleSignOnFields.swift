import Japanese
import Storage
import Ward

/// What is asked about the identity provider's accounts and groups.
enum SingleSignOnFields {
    static func newcomer(_ newcomers: [IdentityNewcomer]) -> Field<ID<IdentityNewcomer>> {
        .record(
            "newcomer", "アカウント", newcomers.map { Choice($0.id.text, AccountWords.text($0)) },
            hint: "最近サインインを試みた順。本人に、識別子かアカウント名を確かめてから選んでください。氏名だけでは選ばないでください。")
    }

    static let group = Field.text(
        "group", "グループ", max: 300, hint: "庁内の認証が伝えるとおりに、大文字と小文字を区別して入力します（名前、/で区切った場所、または識別子）。",
        autocomplete: "off")

    /// Those that a group may give.
    static func role(_ declared: [Role]) -> Field<Role> {
        PersonFields.role(declared.filter { !RoleMapping.rolesByPeopleAlone.contains($0) })
    }

    static func waiting(_ rows: [MappingWords]) -> Field<[ID<RoleMapping>]> {
        .records(
            "mapping", "確認する対応", rows.map { Choice($0.mapping.id.text, $0.sentence) }, isRequired: true)
    }

    static let lastDay = Field.date("lastDay", "最終日", hint: "この日まで有効です。開始日より前の日にすると、取り消しになります。")
    static let day = Field.date("day", "この日の役割").optional
}

/// An account of the provider in words, for an administrator.
enum AccountWords {
    static func text(_ newcomer: IdentityNewcomer) -> String {
        let names = [newcomer.name, newcomer.account].filter { !$0.isEmpty }.joined(separator: " ")
        return names.isEmpty ? newcomer.subject : "\(names)（\(newcomer.subject)）"
    }

    static func find(issuer: String, subject: String, on connection: any Connection) throws -> String {
        let known = try PersonIdentityStore.newcomers(on: connection).first {
            $0.issuer == issuer && $0.subject == subject
        }
        return known.map(text) ?? subject
    }
}

/// A row of the table of groups and roles, in words.
struct MappingWords: Sendable {
    let mapping: RoleMapping
    let role: String
    /// 区全体, or the name of the unit or the body.
    let scope: String
    /// Who asked for it; `nil`: a command.
    let asker: String?

    init(_ mapping: RoleMapping, _ declared: [Role], on connection: any Connection) throws {
        self.mapping = mapping
        role = mapping.role.declared(in: declared).title
        scope = try RoleWords.scope(mapping.assignment.unit, mapping.assignment.body, on: connection)
        asker = try mapping.askedBy.flatMap { try Person.find($0, on: connection)?.name }
    }

    var period: String { RoleWords.period(mapping.validFrom, mapping.validTo) ?? "期限なし" }

    var sentence: String { "「\(mapping.value)」に役割「\(role)」（\(scope)、\(period)）" }
}
