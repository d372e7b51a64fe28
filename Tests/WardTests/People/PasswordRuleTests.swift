import Testing

@testable import Ward

@Suite("What a password must be")
struct PasswordRuleTests {
    @Test(
        "Long passwords of unrelated words or random letters may be used",
        arguments: [
            "hokuto no kaze 7", "correct horse battery staple", "kX8#vRt2!mQpL9", "くもりのち晴れときどき雨だった",
            "赤い自転車で川まで走った朝", "mikan-denwa-tokei", "Sakura-to-densha-de-umi",
        ])
    func good(_ password: String) {
        #expect(PasswordRule.problems(password, loginName: "yamada").isEmpty)
    }

    @Test(
        "What everybody tries first is refused",
        arguments: [
            "123456789012", "abcdefghijklmn", "qwertyuiopasdf", "aaaaaaaaaaaaaa", "abcabcabcabcabc", "Password1234",
            "P@ssw0rd!2024", "suginami2024!!", "adminadmin1234", "ｐａｓｓｗｏｒｄ１２３４", "パスワード1234567", "098765432109",
            "Welcome2024!!!", "namiki-suginami-2024", "20242024202420",
        ])
    func trivial(_ password: String) {
        #expect(PasswordRule.problems(password, loginName: "yamada").contains(.trivial))
    }

    @Test("The login name may not be part of it, however it is written")
    func loginName() {
        #expect(PasswordRule.problems("umi to YAMADA.taro 9", loginName: "yamada.taro") == [.containsLoginName])
        #expect(PasswordRule.problems("umi to ｙａｍａｄａ.taro", loginName: "yamada.taro") == [.containsLoginName])
    }

    @Test("Length is counted in characters as typed, and everything wrong is said at once")
    func length() {
        #expect(PasswordRule.problems("きのうの晩ご飯は", loginName: "yamada") == [.tooShort(scalars: 8)])
        #expect(PasswordRule.problems("yamada1", loginName: "yamada") == [.tooShort(scalars: 7), .containsLoginName])
        let long = String(repeating: "hokuto no kaze 7 ", count: 100)
        #expect(PasswordRule.problems(long, loginName: "yamada").contains(.tooLong))
        #expect(PasswordRule.problems("hokuto no\nkaze 7", loginName: "yamada") == [.controlCharacter])
        #expect(PasswordRule.problems("", loginName: "yamada").contains(.tooShort(scalars: 0)))
    }
}
