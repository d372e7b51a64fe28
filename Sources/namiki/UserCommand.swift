import ArgumentParser
import Foundation
import Storage
import Ward

/// `namiki user …`: the first people of an installation, before anybody can sign in.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "利用者を登録します。", subcommands: [UserAddCommand.self, UserListCommand.self])
}

struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "利用者を加えます。パスワードは標準入力から1行読みます。")

    @Argument(help: ArgumentHelp("利用者名（半角の英字と数字）", valueName: "利用者名"))
    var loginName: String

    @Option(help: ArgumentHelp("氏名または職名", valueName: "氏名"))
    var name: String

    @Option(
        help: ArgumentHelp(
            "役割（\(Platform.roles.map { "\($0.rawValue)＝\($0.title)" }.joined(separator: "、"))）", valueName: "役割"))
    var role: [String] = []

    @Option(help: ArgumentHelp("役割を限る課の名前", valueName: "課"))
    var unit: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let roles = try role.map { text in
                guard let role = Platform.roles.first(where: { $0.rawValue == text }) else {
                    throw CommandInputRefusal("「\(text)」という役割はありません。namiki user add --help で確かめてください。")
                }
                return role
            }
            if isatty(STDIN_FILENO) == 1 { printError("パスワードを入力して Enter を押してください（12文字以上）。") }
            guard let password = readLine(strippingNewline: true) else {
                throw CommandInputRefusal("パスワードが読めません。標準入力に1行で渡してください。")
            }
            try await store.withWard(.migrating, Platform.migrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let unitName = unit
                let unitID = try await ward.database.read { connection -> ID<OfficeUnit>? in
                    guard let unitName else { return nil }
                    guard let unit = try UnitStore.named(unitName, validOn: stamp.today, on: connection) else {
                        throw CommandInputRefusal("「\(unitName)」という組織はありません。先に組織を登録してください。")
                    }
                    return unit.id
                }
                let person = try await PersonStore.create(
                    loginName: loginName, name: name, password: password, by: stamp, ward: ward)
                try await ward.database.write { connection in
                    for role in roles {
                        _ = try PersonStore.assign(
                            role: role, unit: unitID, person: person.id, by: stamp, on: connection)
                    }
                }
                format.print(
                    json: ["id": .string(person.id.text), "loginName": .string(person.loginName)],
                    text: "\(person.name)（\(person.loginName)）を加えました。")
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
