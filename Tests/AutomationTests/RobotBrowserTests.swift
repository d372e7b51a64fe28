import Browsing
import Testing

@testable import Automation

@Suite("How robots drive their browser")
struct RobotBrowserTests {
    @Test(
        "An administrator asks for one way alone; a word that nobody knows opens no port",
        arguments: [
            (nil, nil), ("", nil), ("pipe", .pipe), ("webdriver", .webDriver), ("WebDriver?", .pipe),
        ] as [(String?, BrowserOptions.Way?)])
    func way(_ told: String?, _ way: BrowserOptions.Way?) {
        let environment = told.map { [RobotBrowser.variable: $0] } ?? [:]
        #expect(RobotBrowser.options(environment).way == way)
    }
}
