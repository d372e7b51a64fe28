import Testing

@testable import Ward

@Suite("Login names")
struct LoginNameTests {
    @Test(
        "What an input method leaves means the same name",
        arguments: ["yamada.taro", "Yamada.Taro", "ｙａｍａｄａ．ｔａｒｏ", "　YAMADA．taro "])
    func normalised(_ raw: String) throws {
        #expect(try LoginName(raw).text == "yamada.taro")
    }

    @Test("Other names are refused with what is wrong")
    func refused() {
        #expect(throws: LoginNameError.length(scalars: 2)) { try LoginName("ab") }
        #expect(throws: LoginNameError.length(scalars: 0)) { try LoginName(" 　") }
        #expect(throws: LoginNameError.length(scalars: 65)) { try LoginName(String(repeating: "a", count: 65)) }
        #expect(throws: LoginNameError.character("山")) { try LoginName("山田太郎") }
        #expect(throws: LoginNameError.character(" ")) { try LoginName("ta ro") }
        #expect(throws: LoginNameError.character("\u{0}")) { try LoginName("taro\u{0}x") }
        #expect(throws: LoginNameError.character("\u{301}")) { try LoginName("tar\u{301}o") }
        #expect(throws: LoginNameError.beginning) { try LoginName(".taro") }
        #expect(LoginNameError.character("山").words.contains("山"))
    }
}
