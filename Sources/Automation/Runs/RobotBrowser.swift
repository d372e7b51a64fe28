import Browsing
import Foundation

/// How the robots of this server drive their browser.
enum RobotBrowser {
    /// `pipe` or `webdriver` asks for that way alone; without it the WebDriver is there for a browser that refuses the pipe.
    static let variable = "NAMIKI_ROBOT_WAY"

    static func options(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> BrowserOptions {
        switch environment[variable] {
        case nil, "": BrowserOptions()
        case "webdriver": BrowserOptions(way: .webDriver)
        // A word that nobody knows opens no port.
        default: BrowserOptions(way: .pipe)
        }
    }
}
