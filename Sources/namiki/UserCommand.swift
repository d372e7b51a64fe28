import ArgumentParser
import Storage
import Ward

/// `namiki user …`: the first people of an installation, before anybody can sign in.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "利用者を登録し、役割とサインインのしかたを決めます。",
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserGrantCommand.self, UserPasswordCommand.self,
            UserResetSecondFactorCommand.self, UserSecondFactorCommand.self, UserConnectCommand.self,
            UserGroupsCommand.self,
        ])
}

struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "利用者を加えます。パスワードは標準入力から1行読みます。")

    @Argument(help: ArgumentHelp("利用者名（半角の英字と数字）", valueName: "利用者名"))
    var loginName: String

    @Option(help: ArgumentHelp("氏名または職名", valueName: "氏名"))
    var name: String

    @OptionGroup var roles: RoleOptions
    @OptionGroup var password: PasswordInput
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let given = try roles.given
            let typed = try password.read()
            try await store.withWard(.migrating, Platform.migrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let unitName = roles.unit
                let unitID = try await ward.database.read { try RoleOptions.unitID(unitName, on: stamp.today, $0) }
                let person = try await PersonStore.create(
                    loginName: loginName, name: name, password: typed, isInitial: !password.ownPassword, by: stamp,
                    ward: ward)
                try await ward.database.write { connection in
                    for role in given {
                        _ = try PersonStore.assign(
                            role: role, unit: unitID, person: person.id, by: stamp, on: connection)
                    }
                }
                format.print(
                    json: ["id": .string(person.id.text), "loginName": .string(person.loginName)],
                    text: "\(person.name)（\(person.loginName)）を加えました。\(password.told)")
            }
        }
    }
}

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "利用者の一覧を示します。")
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, WardMigrations.all) { ward in
                let people = try await ward.database.read { try PersonStore.list(on: $0) }
                format.print(
                    json: [
                        "people": .array(
                            people.map {
                                [
                                    "loginName": .string($0.loginName), "name": .string($0.name),
                                    "active": JSON($0.isActive),
                                ]
                            })
                    ],
                    text: people.map { "\($0.loginName)　\($0.name)\($0.isActive ? "" : "（停止中）")" }.joined(
                        separator: "\n"))
            }
        }
    }
}
