import ArgumentParser
import Ward

/// `namiki user connect`: an account of the identity provider for somebody without a second administrator, by whoever runs the
/// machine; it stands in the audit trail.
struct UserConnectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connect", abstract: "利用者に、庁内の認証のアカウントをつなぎます。",
        discussion: "画面では2人の管理者が要りますが、サーバーを操作できる人は1人でつなげます。監査証跡に「コマンド操作」として残ります。")

    @Argument(help: ArgumentHelp("利用者名", valueName: "利用者名"))
    var loginName: String

    @Option(help: ArgumentHelp("庁内の認証の発行者（iss）。1文字も変えずに書きます。", valueName: "発行者"))
    var issuer: String

    @Option(help: ArgumentHelp("アカウントの識別子（sub）。「庁内の認証」の画面に表示されます。", valueName: "識別子"))
    var subject: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let (stamp, loginName, issuer, subject) = (ward.stamp(by: .commandLine), loginName, issuer, subject)
                let person = try await ward.database.write { connection in
                    let person = try PersonStore.named(loginName, on: connection)
                    try PersonIdentityStore.connect(
                        issuer: issuer, subject: subject, to: person.id, by: stamp, on: connection)
                    return person
                }
                format.print(
                    json: [
                        "loginName": .string(person.loginName), "issuer": .string(issuer), "subject": .string(subject),
                    ],
                    text: "\(person.name)を、庁内の認証のアカウント「\(subject)」とつなぎました。")
            }
        }
    }
}

/// `namiki user groups`: what groups give; with `--confirm`, what waits is put in force without a second administrator.
struct UserGroupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "groups", abstract: "庁内の認証のグループと役割の対応を示し、確認します。",
        discussion: "確認を待つ対応は、画面では申し出た人と別の管理者が確認します。管理者が1人のときは、サーバーを操作できる人が --confirm で確認できます。監査証跡に残ります。")

    @Flag(help: "確認を待つ対応を、すべて確認します。")
    var confirm = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(confirm ? .writing : .reading, WardMigrations.all) { ward in
                let (stamp, confirm) = (ward.stamp(by: .commandLine), confirm)
                if confirm {
                    try await ward.database.write { connection in
                        for mapping in try RoleMappingStore.list(on: connection) where mapping.state == .waiting {
                            try RoleMappingStore.confirm(mapping.id, by: stamp, on: connection)
                        }
                    }
                }
                let mappings = try await ward.database.read { try RoleMappingStore.list(on: $0) }
                format.print(
                    json: [
                        "mappings": .array(
                            mappings.map {
                                [
                                    "id": .string($0.id.text), "issuer": .string($0.issuer), "claim": .string($0.claim),
                                    "group": .string($0.value), "role": .string($0.role.rawValue),
                                    "from": JSON($0.validFrom), "to": JSON($0.validTo),
                                    "state": .string($0.state.rawValue),
                                ]
                            })
                    ],
                    text: mappings.isEmpty
                        ? "グループと役割の対応は、まだありません。"
                        : mappings.map { mapping in
                            let role = mapping.role.declared(in: Platform.roles).title
                            return "\(mapping.value)　\(role)\(mapping.state == .waiting ? "（確認待ち）" : "")"
                        }.joined(separator: "\n"))
            }
        }
    }
}
