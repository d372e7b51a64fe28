import Scenarios
import Testing

@testable import Browsing

extension BrowserSuite {
    @Suite("What is chosen from a list is what it says", .enabled(if: SampleRun.hasBrowser), .serialized)
    struct ChoiceTests {
        private static let html = """
            <title>選ぶ</title>
            <select id="first"><option>ハト</option><option>ハート形</option></select>
            <select id="second"><option>サーバー</option><option>サーバ</option></select>
            <label><input type="radio" name="third" value="a">ビル</label>
            <label><input type="radio" name="third" value="b">ビール</label>
            """

        @Test("One long vowel less is another choice; width and spaces are not")
        func exact() async throws {
            let run = SampleRun()
            let browser = try await Browser.start(
                BrowserOptions(), folder: run.folder, hosts: HostList(base: "", others: []), limits: RunLimits())
            let answers: [ControlAnswer]
            do {
                _ = try await SavedScreens.snapshot(of: Self.html, at: "/choose", browser.page)
                answers = try await browser.page.fill(
                    [(0, "ハート"), (0, "ﾊ ﾄ"), (1, "サーバー"), (1, "サーバ"), (2, "ビール"), (2, "ビイル")].map {
                        BrowserPage.Entry(element: $0.0, value: $0.1, isChoice: true)
                    })
            } catch {
                await browser.end()
                throw error
            }
            await browser.end()
            #expect(answers == [.noSuchChoice, .done, .done, .done, .done, .noSuchChoice])
        }
    }
}
