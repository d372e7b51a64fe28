import ArgumentParser
import Ward

/// `namiki user grant`: a role without a second administrator, by whoever runs the machine; it stands in the audit trail.
struct UserGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "利用者に役割を付けます。",
        discussion: "画面では2人の管理者が要る役割（自分の役割、管理者の役割）も、サーバーを操作できる人が付けられます。監査証跡に「コマンド操作」として残ります。")

    @Argument(help: ArgumentHelp("利用者名", valueName: "利用者名"))
    var loginName: String

    @OptionGroup var roles: RoleOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let given = try roles.given
            guard !given.isEmpty else { throw CommandInputRefusal("--role で役割を1つ以上指定してください。") }
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let (loginName, unitName) = (loginName, roles.unit)
                let person = try await ward.database.write { connection in
                    let person = try PersonStore.named(loginName, on: connection)
                    let unit = try RoleOptions.unitID(unitName, on: stamp.today, connection)
                    for role in given {
                        try PersonStore.assign(role: role, unit: unit, person: person.id, by: stamp, on: connection)
                    }
                    return person
                }
                format.print(
                    json: [
                        "loginName": .string(person.loginName), "roles": .array(given.map { .string($0.rawValue) }),
                    ],
                    text: "\(person.name)に役割「\(given.map(\.title).joined(separator: "」「"))」を付けました。")
            }
        }
    }
}

/// `namiki user password`: a new password for somebody, such as the only administrator who forgot theirs.
struct UserPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "パスワードを再設定します。パスワードは標準入力から1行読みます。")

    @Argument(help: ArgumentHelp("利用者名", valueName: "利用者名"))
    var loginName: String

    @OptionGroup var password: PasswordInput
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let typed = try password.read()
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let loginName = loginName
                let person = try await ward.database.read { try PersonStore.named(loginName, on: $0) }
                try await PersonStore.setPassword(
                    typed, of: person.id, isInitial: !password.ownPassword, by: ward.stamp(by: .commandLine), ward: ward
                )
                format.print(
                    json: ["loginName": .string(person.loginName)],
                    text: "\(person.name)のパスワードを再設定しました。\(password.told)")
            }
        }
    }
}
