import Foundation
import Scenarios

/// Makes snapshots of saved pages, so that contracts can be tried on them without the system.
public enum SavedScreens {
    /// - Parameters:
    ///   - pages: HTML, each with the address it was saved from; nothing of it is loaded from anywhere.
    ///   - folder: for the browser's profile alone.
    /// - Throws: ``RunOutcome``.
    public static func snapshots(
        of pages: [(address: String, html: String)], folder: String, browser options: BrowserOptions = BrowserOptions()
    ) async throws -> [PageSnapshot] {
        let browser = try await Browser.start(
            options, folder: folder, hosts: HostList(base: "", others: []), limits: RunLimits())
        do {
            var snapshots: [PageSnapshot] = []
            for page in pages { snapshots.append(try await snapshot(of: page.html, at: page.address, browser.page)) }
            await browser.end()
            return snapshots
        } catch {
            await browser.end()
            throw error
        }
    }

    /// The page stays as it is, to be worked on.
    static func snapshot(of html: String, at address: String, _ page: BrowserPage) async throws -> PageSnapshot {
        try await page.open("about:blank")
        try await page.within("保存した画面「\(address)」を開くこと") {
            _ = try await page.connection.send(
                "Page.setDocumentContent", ["frameId": .text(page.state.values.mainFrame), "html": .text(html)],
                session: page.session, as: NoValue.self)
        }
        // What the page wants from elsewhere it does not get, and that is all right here.
        page.forget()
        guard let seen = try await page.within("保存した画面「\(address)」を見ること", { try await page.lookAtOnce() }) else {
            throw RunOutcome.browserEnded
        }
        return PageSnapshot(
            address: address, title: seen.page.title, heading: seen.page.heading, elements: seen.page.elements)
    }
}
