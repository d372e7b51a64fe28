import ArgumentParser
import Ward

/// `namiki user reset-second-factor`: for somebody who lost telephone and recovery codes where no second administrator confirms it.
struct UserResetSecondFactorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-second-factor", abstract: "認証アプリの登録を取り消します。本人は次のサインインで登録し直します。")

    @Argument(help: ArgumentHelp("利用者名", valueName: "利用者名"))
    var loginName: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let (stamp, loginName) = (ward.stamp(by: .commandLine), loginName)
                let person = try await ward.database.write { connection in
                    let person = try PersonStore.named(loginName, on: connection)
                    try SecondFactorStore.reset(of: person.id, by: stamp, on: connection)
                    return person
                }
                format.print(
                    json: ["loginName": .string(person.loginName)], text: "\(person.name)の認証アプリの登録を取り消しました。")
            }
        }
    }
}

/// `namiki user second-factor on|off`: whether people with powerful permissions show a code when they sign in.
struct UserSecondFactorCommand: AsyncParsableCommand {
    enum Choice: String, ExpressibleByArgument, CaseIterable {
        case on, off
    }

    static let configuration = CommandConfiguration(
        commandName: "second-factor", abstract: "サインインで認証アプリの確認コードを求めるかどうかを決めます。")

    @Argument(help: ArgumentHelp("on（求める。初めの設定）または off（求めない）", valueName: "on|off"))
    var choice: Choice

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.writing, WardMigrations.all) { ward in
                let (stamp, isAsked) = (ward.stamp(by: .commandLine), choice == .on)
                try await ward.database.write { try SettingStore.askSecondFactor(isAsked, by: stamp, on: $0) }
                format.print(
                    json: ["secondFactor": JSON(isAsked)],
                    text: isAsked ? "サインインで確認コードを求めます。" : "サインインで確認コードを求めません。")
            }
        }
    }
}
