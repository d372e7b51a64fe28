import ArgumentParser
import Foundation
import Japanese
import Storage
import Ward

/// The roles that a command gives, and for what.
struct RoleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "役割（\(Platform.roles.map { "\($0.rawValue)＝\($0.title)" }.joined(separator: "、"))）", valueName: "役割"))
    var role: [String] = []

    @Option(help: ArgumentHelp("役割を限る課の名前", valueName: "課"))
    var unit: String?

    var given: [Role] {
        get throws {
            try role.map { text in
                guard let role = Platform.roles.first(where: { $0.rawValue == text }) else {
                    throw CommandInputRefusal("「\(text)」という役割はありません。namiki user add --help で確かめてください。")
                }
                return role
            }
        }
    }

    /// - Parameter unit: the name; `nil` for the whole ward.
    static func unitID(_ unit: String?, on day: CivilDate, _ connection: any Connection) throws -> ID<OfficeUnit>? {
        guard let unit else { return nil }
        guard let known = try UnitStore.named(unit, validOn: day, on: connection) else {
            throw CommandInputRefusal("「\(unit)」という組織はありません。先に組織を登録してください。")
        }
        return known.id
    }
}

/// A password from standard input.
struct PasswordInput: ParsableArguments {
    @Flag(help: "パスワードを本人が入力します。付けないと、本人は最初のサインインで自分のパスワードを決めます。")
    var ownPassword = false

    func read() throws -> String {
        if isatty(STDIN_FILENO) == 1 { printError("パスワードを入力して Enter を押してください（12文字以上）。") }
        guard let password = readLine(strippingNewline: true) else {
            throw CommandInputRefusal("パスワードが読めません。標準入力に1行で渡してください。")
        }
        return password
    }

    /// What the person does next.
    var told: String {
        ownPassword ? "" : "このパスワードは\(InitialPassword.days)日間だけ使えます。本人は最初のサインインで自分のパスワードを決めます。"
    }
}

extension PersonStore {
    /// - Throws: ``CommandInputRefusal`` where there is nobody of that name.
    static func named(_ loginName: String, on connection: any Connection) throws -> Person {
        guard let login = try? LoginName(loginName), let person = try find(loginName: login, on: connection) else {
            throw CommandInputRefusal("「\(loginName)」という利用者はいません。namiki user list で確かめてください。")
        }
        return person
    }
}
